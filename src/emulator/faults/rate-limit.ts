import type { Clock } from '../sessions/clock';

interface Bucket {
  readonly tokens: number;
  readonly filledAt: number;
}

/**
 * A token bucket for each key: it holds one second's worth of transactions, starts full, and fills up steadily, so a
 * client may spend a second's quota at once and then has to keep to the rate.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly capacity: number;

  /** @param perSecond transactions per second for each key; less than one means one every so many seconds */
  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {
    this.capacity = Math.max(1, perSecond);
  }

  /** Whether one more transaction is within the rate; if so, it counts. */
  admit(key: string): boolean {
    const now = this.clock();
    const { tokens, filledAt } = this.buckets.get(key) ?? { tokens: this.capacity, filledAt: now };
    const available = Math.min(this.capacity, tokens + ((now - filledAt) / 1000) * this.perSecond);
    const admitted = available >= 1;
    this.buckets.set(key, { tokens: admitted ? available - 1 : available, filledAt: now });
    return admitted;
  }
}
