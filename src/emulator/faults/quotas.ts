import type { Caller } from '../auth/authorizer';
import { RATE } from '../limits';
import { type Member, requireMembers } from '../invalid-input';
import { forEachOperation, OPERATION_NAMES, type OperationName } from '../protocol/call-counts';
import type { Clock } from '../sessions/clock';
import { RateLimiter } from './rate-limit';

/** Transactions per second of each operation; null where there is no limit. */
export type QuotaRates = Readonly<Record<OperationName, number | null>>;

const RATE_OR_NONE: Member = { ...RATE, nullable: true };
const MEMBERS = forEachOperation(() => RATE_OR_NONE);

/** What can be sent in a second: each account in each region has a quota of its own for each operation, as on AWS. */
export class Quotas {
  private readonly limiters = new Map<OperationName, RateLimiter>();
  private rates: QuotaRates;

  /** @throws InvalidInputError for a rate that is none */
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
   * @throws InvalidInputError for a rate that is none, or an operation that there isn't
   */
  set(rates: Partial<QuotaRates>): void {
    requireMembers(rates, MEMBERS, 'what is to be changed');
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
