import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../src/emulator/faults/quotas';
import { FakeClock } from '../support/emulator';

function admitted(limiter: RateLimiter, key: string, attempts: number): number {
  return Array.from({ length: attempts }, () => limiter.admit(key)).filter(Boolean).length;
}

describe('RateLimiter', () => {
  it("admits a second's quota at once and no more", () => {
    const limiter = new RateLimiter(5, new FakeClock().tell);
    expect(admitted(limiter, 'a', 20)).toBe(5);
  });

  it("admits again as time passes, up to one second's quota", () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(5, clock.tell);
    admitted(limiter, 'a', 20);
    clock.advance(0.4);
    expect(admitted(limiter, 'a', 20)).toBe(2);
    clock.advance(3600);
    expect(admitted(limiter, 'a', 20)).toBe(5);
  });

  it('keeps fractions of a transaction when it refuses', () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(1, clock.tell);
    admitted(limiter, 'a', 1);
    const admissions = Array.from({ length: 20 }, () => {
      clock.advance(0.125);
      return limiter.admit('a');
    });
    expect(admissions.filter(Boolean)).toHaveLength(2);
  });

  it('admits one transaction every two seconds at a rate of 0.5', () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(0.5, clock.tell);
    expect(admitted(limiter, 'a', 2)).toBe(1);
    clock.advance(1.5);
    expect(admitted(limiter, 'a', 2)).toBe(0);
    clock.advance(0.5);
    expect(admitted(limiter, 'a', 2)).toBe(1);
  });

  it('limits each key separately', () => {
    const limiter = new RateLimiter(2, new FakeClock().tell);
    expect([admitted(limiter, 'a', 3), admitted(limiter, 'b', 3)]).toEqual([2, 2]);
  });
});
