import { ruleOf } from '../../liveness/describe-shape-error';
import { type CustomShape, type StructureShape, shapeErrors } from '../../liveness/shape';
import type { Caller } from '../auth/authorizer';
import { requireShape } from '../invalid-input';
import { type AwsError, serviceError } from '../protocol/answer';
import { forEachOperation, OPERATION_NAMES, type OperationName } from '../protocol/operations';
import type { Clock } from '../sessions/emulator-clock';
import { RATE } from '../shapes';

/** Transactions per second of each operation; null for no limit. */
export type QuotaRates = Readonly<Record<OperationName, number | null>>;

/** Errors of a call that exceeds the quota. AWS names both, and does not say which of them a call gets. */
export const QUOTA_ERRORS = ['throttling', 'provisioned-throughput'] as const;
export type QuotaError = (typeof QUOTA_ERRORS)[number];

const RATE_OR_NULL: CustomShape = {
  type: 'custom',
  noun: 'a quota',
  rule: `${ruleOf(RATE)}, or null for no limit`,
  accepts: (value) => value === null || shapeErrors(RATE, value).length === 0,
};

const QUOTA_RATES: StructureShape = {
  type: 'structure',
  noun: 'a set of quotas',
  members: forEachOperation(() => RATE_OR_NULL),
  memberNoun: 'operation',
  nullIsValue: true,
};

/** The quotas of the operations. As on AWS, each account has a quota of its own for each operation in each region. */
export class Quotas {
  private readonly limiters = new Map<OperationName, RateLimiter>();
  private rates: QuotaRates;

  /** @throws InvalidInputError for an invalid rate */
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
   * Changes the given rates; each starts with a whole second's quota.
   *
   * @throws InvalidInputError for an invalid rate or an unknown operation
   */
  set(rates: Partial<QuotaRates>): void {
    requireShape(QUOTA_RATES, rates);
    this.rates = forEachOperation((name) => (rates[name] === undefined ? this.rates[name] : rates[name]));
    for (const name of OPERATION_NAMES) {
      const rate = rates[name];
      if (rate === null) this.limiters.delete(name);
      else if (rate !== undefined) this.limiters.set(name, new RateLimiter(rate, this.clock));
    }
  }

  /** Restores the initial rates, unused. */
  reset(): void {
    this.set(this.initial);
  }

  /** Whether one more call is within the quota; if so, it counts. */
  admit(operation: OperationName, { account, region }: Caller): boolean {
    // The name of a region has no blanks.
    return this.limiters.get(operation)?.admit(`${region} ${account}`) ?? true;
  }
}

interface Bucket {
  readonly tokens: number;
  readonly filledAt: number;
}

/**
 * A token bucket for each key: it holds one second's transactions, starts full, and fills up steadily. So a client can use a
 * second's quota at once, and then has to keep to the rate.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly capacity: number;

  /** @param perSecond transactions per second for each key; 0.5 allows one every two seconds */
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

export function throttlingError(): AwsError {
  return serviceError('ThrottlingException', 'Slow down; sudden increase in rate of requests.');
}

export function provisionedThroughputError(): AwsError {
  return serviceError('ProvisionedThroughputExceededException', 'Provisioned rate exceeded');
}

export function quotaError(kind: QuotaError): AwsError {
  return kind === 'throttling' ? throttlingError() : provisionedThroughputError();
}

/** Whether an error is one of those of a quota. */
export function isQuotaError({ type }: AwsError): boolean {
  return type === 'ThrottlingException' || type === 'ProvisionedThroughputExceededException';
}
