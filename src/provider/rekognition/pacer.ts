import { setTimeout as delay } from 'node:timers/promises';

/** How much slower a throttle makes the rate, at most once per {@link SETTLE_MS}. */
const SLOW_DOWN = 0.7;

/** The part of the greatest rate by which the rate recovers in each second without a throttle. */
const RECOVERY_PER_SECOND = 0.05;

/** The part of the greatest rate below which throttles don't push it. */
const LEAST = 0.02;

/** Requests already on their way when the rate went down are throttled too; they say nothing new. */
const SETTLE_MS = 1000;

/** What a pacer knows of time. */
export interface Clock {
  /** Milliseconds since any moment; never goes back. */
  now(): number;
  /** Resolves after that many milliseconds, or rejects with the signal's reason. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};

/**
 * Hands out moments at an even rate, so that all requests of a process together stay under a limit without bursts.
 * Throttles slow it down, for others may use the same quota; without more of them it recovers.
 */
export class Pacer {
  private rate: number;
  private next = 0;
  private throttledAt = Number.NEGATIVE_INFINITY;
  private ratedAt = 0;

  /** @param perSecond the greatest rate, in moments per second */
  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {
    this.rate = perSecond;
  }

  /** The present rate, in moments per second. */
  get currentRate(): number {
    return this.rate;
  }

  /**
   * Waits for the next free moment.
   *
   * @throws the signal's reason when it is aborted before
   */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.clock.now();
    this.recover(now);
    const mine = Math.max(now, this.next);
    this.next = mine + 1000 / this.rate;
    if (mine > now) await this.clock.sleep(mine - now, signal);
  }

  /** Says that a request was throttled. */
  throttled(): void {
    const now = this.clock.now();
    if (now - this.throttledAt < SETTLE_MS) return;
    this.throttledAt = now;
    this.ratedAt = now;
    this.rate = Math.max(this.rate * SLOW_DOWN, this.perSecond * LEAST);
    this.next = Math.max(this.next, now + 1000 / this.rate);
  }

  private recover(now: number): void {
    const seconds = (now - this.ratedAt) / 1000;
    this.ratedAt = now;
    this.rate = Math.min(this.perSecond, this.rate + this.perSecond * RECOVERY_PER_SECOND * seconds);
  }
}
