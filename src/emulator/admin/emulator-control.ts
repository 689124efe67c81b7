import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { SessionStatus } from '../../liveness/session';
import type { FaultInForce } from '../faults/fault';
import type { Faults } from '../faults/faults';
import type { QuotaRates, Quotas } from '../faults/quotas';
import {
  type CallCounts,
  type CallLog,
  type CallsOfSecond,
  forEachOperation,
  type OperationName,
} from '../protocol/call-counts';
import type { MovingClock } from '../sessions/emulator-clock';
import type { Checks } from '../sessions/session-lifecycle';
import type { CheckResults, Order, Session, Sessions } from '../sessions/sessions';

/** A session as seen from outside the service. */
export interface EmulatedSession {
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly region: string;
  /** The account that made it: twelve digits, or the access key id where that doesn't tell. */
  readonly account: string;
  readonly createdAt: Date;
  /** When it expires, unless its check is finished before. */
  readonly expiresAt: Date;
  /** How many requests were answered with it: more than one for a token that was used again. */
  readonly answered: number;
  /** The request that made it, without what the service ignores. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** What came of its check. Default: nothing yet. */
  readonly results?: CheckResults;
}

/** All that can be seen of an emulator at once. */
export interface EmulatorState {
  readonly now: Date;
  /** How many sessions are in which state. */
  readonly sessions: Readonly<Record<SessionStatus, number>>;
  /** How many client request tokens are remembered. */
  readonly tokens: number;
  readonly calls: Readonly<Record<OperationName, Readonly<CallCounts>>>;
  /** The calls of each of the last 60 seconds in which there were any, oldest first. */
  readonly recentCalls: Readonly<Record<OperationName, readonly CallsOfSecond[]>>;
  /** Transactions per second of each operation; null where there is no limit. */
  readonly quotas: QuotaRates;
  /** The faults in force, oldest first. */
  readonly faults: readonly FaultInForce[];
}

/** What a page of sessions is chosen by. */
export interface PageQuery {
  /** The session before the first. Default: from the first of all. */
  readonly after?: Session | undefined;
  readonly status?: SessionStatus | undefined;
  readonly limit: number;
  /** Which comes first. Default: the oldest. */
  readonly order?: Order | undefined;
}

/** The parts of a running emulator, and what can be told of them. */
export class Emulation {
  constructor(
    readonly clock: MovingClock,
    readonly sessions: Sessions,
    readonly checks: Checks,
    readonly calls: CallLog,
    readonly quotas: Quotas,
    readonly faults: Faults,
  ) {}

  describe(session: Session): EmulatedSession {
    const { id, owner, createdAt, answered, request, results } = session;
    return {
      sessionId: id,
      status: this.sessions.statusOf(session),
      region: owner.region,
      account: owner.account,
      createdAt: new Date(createdAt),
      expiresAt: new Date(this.sessions.expiryOf(session)),
      answered,
      request,
      ...(results === undefined ? {} : { results: withoutBytes(results) }),
    };
  }

  /** Some sessions, in their order, and the id to go on after where there are more. */
  page({ after, status, limit, order = 'oldest' }: PageQuery): {
    readonly sessions: EmulatedSession[];
    readonly next?: string;
  } {
    const sessions: EmulatedSession[] = [];
    for (const session of this.sessions.select(after, status, order)) {
      const last = sessions.at(-1);
      if (last !== undefined && sessions.length === limit) return { sessions, next: last.sessionId };
      sessions.push(this.describe(session));
    }
    return { sessions };
  }

  state(): EmulatorState {
    return {
      now: new Date(this.clock.tell()),
      sessions: this.sessions.statusCounts,
      tokens: this.sessions.tokenCount,
      calls: this.calls.counts,
      recentCalls: forEachOperation((name) => this.calls.recent(name)),
      quotas: this.quotas.current,
      faults: this.faults.list(),
    };
  }

  resetCalls(): void {
    this.calls.reset();
  }

  /**
   * Forgets everything, as if just started, with the quotas and faults that it was started with; the clock stays where it
   * was moved.
   */
  reset(): void {
    this.sessions.clear();
    this.calls.reset();
    this.quotas.reset();
    this.faults.reset();
  }
}

/** Images without a bucket are long; who wants them gets the results from the service. */
function withoutBytes(results: CheckResults): CheckResults {
  return JSON.parse(JSON.stringify(results, (name, value) => (name === 'Bytes' ? undefined : value)));
}
