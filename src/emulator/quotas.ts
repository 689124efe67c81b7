import type { Caller } from './authorization';
import { forEachOperation, OPERATION_NAMES, type OperationName } from './call-log';
import type { Clock } from './clock';
import { RateLimiter } from './rate-limit';

/** Transactions per second of each operation; null where there is no limit. */
export type QuotaRates = Readonly<Record<OperationName, number | null>>;

/** What can be sent in a second: each account in each region has a quota of its own for each operation, as on AWS. */
export class Quotas {
  private readonly limiters = new Map<OperationName, RateLimiter>();
  private rates: QuotaRates;

  /** @throws RangeError for a rate that is not more than 0 */
  constructor(
    private readonly initial: QuotaRates,
    private readonly clock: Clock,
  ) {
    this.rates = initial;
    this.set(initial);
  }

  get current(): QuotaRates {
    return this.rates;
  }

  /**
   * Changes the rates that are given; these start with a whole second's worth.
   *
   * @throws RangeError for a rate that is not more than 0
   */
  set(rates: Partial<QuotaRates>): void {
    for (const name of OPERATION_NAMES) requireRate(name, rates[name]);
    this.rates = forEachOperation((name) => (rates[name] === undefined ? this.rates[name] : rates[name]));
    for (const name of OPERATION_NAMES) {
      const rate = rates[name];
      if (rate === null) this.limiters.delete(name);
      else if (rate !== undefined) this.limiters.set(name, new RateLimiter(rate, this.clock));
    }
  }

  /** Has the rates there were at first, and nothing of them used. */
  reset(): void {
    this.set(this.initial);
  }

  /** Whether one more call is within the quota; if so, it counts. */
  admit(operation: OperationName, { account, region }: Caller): boolean {
    // No region has a blank in its name.
    return this.limiters.get(operation)?.admit(`${region} ${account}`) ?? true;
  }
}

function requireRate(name: OperationName, rate: number | null | undefined): void {
  if (rate === undefined || rate === null || rate > 0) return;
  throw new RangeError(`the quota of ${name} must be more than 0 transactions per second, or null, not ${rate}`);
}
