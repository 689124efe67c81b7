import { setTimeout as delay } from 'node:timers/promises';
import { isThrottlingError } from '@smithy/core/retry';
import type { FinalizeRequestMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';

/** Factor by which a throttle lowers the rate, at most once per {@link SETTLE_MS}. */
const SLOW_DOWN = 0.7;

/** Recovery in each second without a throttle, as a fraction of the greatest rate. */
const RECOVERY_PER_SECOND = 0.05;

/** Lowest rate, as a fraction of the greatest rate. */
const LEAST = 0.02;

/** Further throttles in this time are ignored: they belong to requests that were sent at the old rate. */
const SETTLE_MS = 1000;

/** The time of a pacer. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes back. */
  now(): number;
  /** Resolves after the time, or rejects when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};

/**
 * Spaces requests evenly, so that all requests of a process together stay below a limit without bursts. Throttles lower
 * the rate, because other clients can use the same quota; without further throttles it recovers.
 */
export class Pacer {
  private rate: number;
  private next = 0;
  private throttledAt = Number.NEGATIVE_INFINITY;
  private ratedAt = 0;

  /** @param perSecond the greatest rate, in requests per second */
  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {
    this.rate = perSecond;
  }

  /** The current rate, in requests per second. */
  get currentRate(): number {
    return this.rate;
  }

  /**
   * Waits until the next request may be sent.
   *
   * @throws the reason of the signal if it is aborted before
   */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.clock.now();
    this.recover(now);
    const mine = Math.max(now, this.next);
    this.next = mine + 1000 / this.rate;
    if (mine > now) await this.clock.sleep(mine - now, signal);
  }

  /** Lowers the rate after a throttle. */
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

/** Lets every attempt of a command wait for its turn, and lowers the pacer's rate after throttles. */
export function pace<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
  pacer: Pacer,
  signal: AbortSignal,
): void {
  const middleware: FinalizeRequestMiddleware<Input, Output> = (next) => async (request) => {
    await pacer.turn(signal);
    try {
      return await next(request);
    } catch (error) {
      if (isThrottlingError(error as Parameters<typeof isThrottlingError>[0])) pacer.throttled();
      throw error;
    }
  };
  // After the SDK's retries, so that each attempt is paced.
  stack.addRelativeTo(middleware, {
    name: 'pacing',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    override: true,
  });
}
