import type { Clock } from '../sessions/emulator-clock';
import { forEachOperation, OPERATION_NAMES, type OperationName } from './operations';

/** The calls of an operation, by outcome. */
export interface CallCounts {
  /** Calls answered with a result. */
  readonly succeeded: number;
  /** Calls throttled, by a quota or a fault. */
  readonly throttled: number;
  /** Calls answered with any other error. */
  readonly failed: number;
}

export type CallOutcome = keyof CallCounts;

/** The calls within one second. */
export interface CallsOfSecond extends CallCounts {
  /** The second, in seconds since 1970. */
  readonly second: number;
}

/** Seconds for which the calls of each second are kept. */
const KEPT_SECONDS = 60;

type MutableCounts = { -readonly [Outcome in CallOutcome]: number };

/** Counts the calls of the operations by all accounts. A request that names no operation is not counted. */
export class CallCounter {
  /** The calls of each operation since the start. */
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
      // The seconds are in the order of time.
      if (each > second - KEPT_SECONDS) break;
      seconds.delete(each);
    }
  }

  /** The calls of the last 60 seconds, oldest first, without the seconds that had no calls. */
  recent(operation: OperationName): CallsOfSecond[] {
    const since = this.second() - KEPT_SECONDS;
    return [...this.seconds[operation]]
      .filter(([second]) => second > since)
      .map(([second, counts]) => ({ second, ...counts }));
  }

  /** Restarts all counts from 0. */
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
