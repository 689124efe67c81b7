import { describe, expect, test } from 'vitest';
import { type Clock, Pacer } from '../../src/provider/rekognition/pacer';

/** A clock that the test moves; who sleeps wakes at once, and the length of each sleep is kept. */
class TestClock implements Clock {
  time = 0;
  readonly sleeps: number[] = [];

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleeps.push(Math.round(milliseconds));
  }
}

const never = new AbortController().signal;

/** How many milliseconds that many callers at once are made to wait; who needn't is not in it. */
async function waits(pacer: Pacer, clock: TestClock, count: number): Promise<number[]> {
  clock.sleeps.length = 0;
  await Promise.all(Array.from({ length: count }, () => pacer.turn(never)));
  return [...clock.sleeps];
}

describe('Pacer', () => {
  test('hands out turns evenly, the first at once, and none in a burst', async () => {
    const clock = new TestClock();
    expect(await waits(new Pacer(10, clock), clock, 5)).toEqual([100, 200, 300, 400]);
  });

  test('does not save up turns while nobody asks', async () => {
    const clock = new TestClock();
    const pacer = new Pacer(10, clock);
    await waits(pacer, clock, 1);
    clock.time += 10_000;
    expect(await waits(pacer, clock, 3)).toEqual([100, 200]);
  });

  test('slows down when throttled, once for requests that were on their way together, and recovers', async () => {
    const clock = new TestClock();
    const pacer = new Pacer(100, clock);
    await waits(pacer, clock, 1);
    pacer.throttled();
    pacer.throttled();
    expect(pacer.currentRate).toBeCloseTo(70);
    clock.time += 2000;
    pacer.throttled();
    expect(pacer.currentRate).toBeLessThan(70);
    clock.time += 60_000;
    await waits(pacer, clock, 1);
    expect(pacer.currentRate).toBe(100);
  });

  test('recovers little by little', async () => {
    const clock = new TestClock();
    const pacer = new Pacer(100, clock);
    await waits(pacer, clock, 1);
    pacer.throttled();
    clock.time += 1000;
    await waits(pacer, clock, 50);
    expect(pacer.currentRate).toBeCloseTo(75);
  });

  test('never stops altogether', () => {
    const clock = new TestClock();
    const pacer = new Pacer(10, clock);
    for (let second = 0; second < 100; second += 1) {
      pacer.throttled();
      clock.time += 1001;
    }
    expect(pacer.currentRate).toBeGreaterThan(0.1);
  });

  test('lets go at once when aborted', async () => {
    const pacer = new Pacer(0.001);
    const abort = new AbortController();
    await pacer.turn(abort.signal);
    const waiting = pacer.turn(abort.signal);
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow();
    await expect(pacer.turn(abort.signal)).rejects.toThrow('stopped');
  });
});
