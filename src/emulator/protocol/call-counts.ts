import type { Clock } from '../sessions/clock';

/** Names of the operations, without the prefix they have in X-Amz-Target. */
export const OPERATION_NAMES = ['CreateFaceLivenessSession', 'GetFaceLivenessSessionResults'] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

/** How often an operation was called, and how that went. */
export interface CallCounts {
  /** Answered with a result. */
  readonly succeeded: number;
  /** Refused for exceeding the rate. */
  readonly throttled: number;
  /** Answered with any other error. */
  readonly failed: number;
}

export type CallOutcome = keyof CallCounts;

/** The calls of one second. */
export interface CallsOfSecond extends CallCounts {
  /** The second, since 1970. */
  readonly second: number;
}

/** For how many seconds the calls of each are known. */
export const KEPT_SECONDS = 60;

type MutableCounts = { -readonly [Outcome in CallOutcome]: number };

/** Counts calls of the operations, whoever made them; what names no operation is not counted. */
export class CallLog {
  /** How often each operation was called since the start, and how that went. */
  readonly counts: Readonly<Record<OperationName, Readonly<MutableCounts>>>;
  private readonly mutable: Readonly<Record<OperationName, MutableCounts>>;
  private readonly seconds: Readonly<Record<OperationName, Map<number, MutableCounts>>>;

  constructor(private readonly clock: Clock) {
    this.mutable = forEachOperation(noCalls);
    this.counts = this.mutable;
    this.seconds = forEachOperation(() => new Map<number, MutableCounts>());
  }

  record(operation: OperationName, outcome: CallOutcome): void {
    this.mutable[operation][outcome] += 1;
    const second = this.second();
    const seconds = this.seconds[operation];
    const counts = seconds.get(second) ?? noCalls();
    counts[outcome] += 1;
    seconds.set(second, counts);
    for (const each of seconds.keys()) {
      // In the order of time, so the first that is young enough is followed by none that is too old.
      if (each > second - KEPT_SECONDS) break;
      seconds.delete(each);
    }
  }

  /** The calls of the last 60 seconds, oldest first, without the seconds that had none. */
  recent(operation: OperationName): CallsOfSecond[] {
    const since = this.second() - KEPT_SECONDS;
    return [...this.seconds[operation]]
      .filter(([second]) => second > since)
      .map(([second, counts]) => ({ second, ...counts }));
  }

  /** Counts from 0 again. */
  reset(): void {
    for (const name of OPERATION_NAMES) {
      Object.assign(this.mutable[name], noCalls());
      this.seconds[name].clear();
    }
  }

  private second(): number {
    return Math.floor(this.clock() / 1000);
  }
}

function noCalls(): MutableCounts {
  return { succeeded: 0, throttled: 0, failed: 0 };
}

/** Something of each operation's own. */
export function forEachOperation<T>(make: (name: OperationName) => T): Record<OperationName, T> {
  return Object.fromEntries(OPERATION_NAMES.map((name) => [name, make(name)])) as Record<OperationName, T>;
}
