import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { type Clock, Pacer } from '../../../src/provider/rekognition/pacer';
import { initialized } from '../../support/hcl';

/** A clock that the test moves. Its sleeps end at once and are recorded. */
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

/** The milliseconds that concurrent callers wait, without those who do not wait. */
async function waits(pacer: Pacer, clock: TestClock, count: number): Promise<number[]> {
  clock.sleeps.length = 0;
  await Promise.all(Array.from({ length: count }, () => pacer.turn(never)));
  return [...clock.sleeps];
}

describe('Pacer', () => {
  test('spaces turns evenly, of which the first comes at once', async () => {
    const clock = new TestClock();
    expect(await waits(new Pacer(10, clock), clock, 5)).toEqual([100, 200, 300, 400]);
  });

  test('does not save up turns while there are no requests', async () => {
    const clock = new TestClock();
    const pacer = new Pacer(10, clock);
    await waits(pacer, clock, 1);
    clock.time += 10_000;
    expect(await waits(pacer, clock, 3)).toEqual([100, 200]);
  });

  test('slows down after throttles, once for concurrent requests, and recovers', async () => {
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

  test('recovers gradually', async () => {
    const clock = new TestClock();
    const pacer = new Pacer(100, clock);
    await waits(pacer, clock, 1);
    pacer.throttled();
    clock.time += 1000;
    await waits(pacer, clock, 50);
    expect(pacer.currentRate).toBeCloseTo(75);
  });

  test('never stops completely', () => {
    const clock = new TestClock();
    const pacer = new Pacer(10, clock);
    for (let second = 0; second < 100; second += 1) {
      pacer.throttled();
      clock.time += 1001;
    }
    expect(pacer.currentRate).toBeGreaterThan(0.1);
  });

  test('stops waiting when aborted', async () => {
    const pacer = new Pacer(0.001);
    const abort = new AbortController();
    await pacer.turn(abort.signal);
    const waiting = pacer.turn(abort.signal);
    abort.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow();
    await expect(pacer.turn(abort.signal)).rejects.toThrow('stopped');
  });
});

const TPS = 20;

describe('max_requests_per_second', () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeEach(async () => {
    emulator = await startEmulator({ transactionsPerSecond: TPS });
    workspace = await initialized('', { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url });
  });
  afterEach(async () => {
    workspace.dispose();
    await emulator.close();
  });

  const configuration = (rate: number, pools: Readonly<Record<string, number>>) => `provider "faceliveness" {
    max_requests_per_second = ${rate}
  }
  ${Object.entries(pools)
    .map(([name, size]) => `data "faceliveness_session_pool" "${name}" {\n  name = "${name}"\n  size = ${size}\n}\n`)
    .join('')}`;

  const counts = () => emulator.calls.CreateFaceLivenessSession;

  test('limits all reads of a provider together, also with high parallelism', async () => {
    workspace.write({ 'main.tf': configuration(TPS, { a: 20, b: 20, c: 20 }) });
    const { code, stderr } = await workspace.plan('-parallelism=50');
    expect(code, stderr).toBe(0);
    expect(emulator.sessions()).toHaveLength(60);
    // A late timer can bring two requests close together; more than a few would be bursts.
    expect(counts().throttled).toBeLessThanOrEqual(3);
  });

  test('slows down after throttles, and no read fails', async () => {
    workspace.write({ 'main.tf': configuration(10 * TPS, { a: 40, b: 40 }) });
    const { code, stderr } = await workspace.plan();
    expect(code, stderr).toBe(0);
    expect(emulator.sessions()).toHaveLength(80);
    expect(counts().throttled).toBeGreaterThan(0);
  });

  test('logs the progress of a long read', async () => {
    const chatty = await initialized(configuration(10, { long: 70 }), {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
      TF_LOG_PROVIDER: 'INFO',
    });
    try {
      const { code, stderr } = await chatty.plan();
      expect(code).toBe(0);
      const lines = stderr.split('\n').filter((line) => line.includes('reading a pool'));
      expect(lines.length).toBeGreaterThanOrEqual(1);
      for (const part of [/\[INFO\]/, /pool=long/, /slots_done=\d+/, /slots=70/, /seconds_left=\d+/]) {
        expect(lines[0]).toMatch(part);
      }
      for (const { sessionId, request } of emulator.sessions()) {
        expect(stderr).not.toContain(sessionId);
        expect(stderr).not.toContain(request.ClientRequestToken ?? sessionId);
      }
    } finally {
      chatty.dispose();
    }
  });

  test('is the reason for a warning if a pool takes longer to fill than a session lives', async () => {
    workspace.write({ 'main.tf': configuration(5, { huge: 1000 }) });
    // An endpoint without a server, so that the test does not wait for a thousand sessions.
    workspace.env.AWS_ENDPOINT_URL_REKOGNITION = `http://127.0.0.1:${await freePort()}`;
    const { stdout, stderr } = await workspace.plan();
    expect((stdout + stderr).replace(/\s+/g, ' ')).toContain(
      '1000 sessions at 5 requests per second in us-east-1 take 200 seconds, and a session lives for 180',
    );
    expect((stdout + stderr).replace(/\s+/g, ' ')).toContain('no larger than 900 (5 × 180)');
  });
});
