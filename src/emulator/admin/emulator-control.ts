import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { SessionStatus } from '../../liveness/session';
import type { FaultInForce } from '../faults/fault';
import type { Faults } from '../faults/faults';
import type { QuotaRates, Quotas } from '../faults/quotas';
import type { CallCounter, CallCounts, CallsOfSecond } from '../protocol/call-counts';
import { forEachOperation, type OperationName } from '../protocol/operations';
import type { RequestLog } from '../requests/request-log';
import type { EmulatorClock } from '../sessions/emulator-clock';
import type { ScenarioInForce } from '../sessions/scenario';
import type { Scenarios } from '../sessions/scenarios';
import type { SessionLifecycle } from '../sessions/session-lifecycle';
import type { Order, Session, SessionResults, Sessions } from '../sessions/sessions';
import type { StreamObserver, VideoCounts } from '../streaming/streamed-video';

/** The state of a session, of which the service shows a part. */
export interface EmulatedSession {
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly region: string;
  /** The account that created it: twelve digits, or the access key id if that does not contain the account. */
  readonly account: string;
  readonly createdAt: Date;
  /** The time at which it expires. One that has ended expires with it, unless its results are kept. */
  readonly expiresAt: Date;
  /** The number of requests that returned it: more than one for a token that was used again. */
  readonly answered: number;
  /** The request that created it, without members that the service ignores. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** The video that a client has streamed, which is counted and not kept. Default: none was streamed. */
  readonly video?: VideoCounts;
  /** Its results, without the bytes of images. Default: none unless it is SUCCEEDED or FAILED. */
  readonly results?: SessionResults;
}

/** The state of an emulator. */
export interface EmulatorState {
  readonly now: Date;
  /** The number of sessions with each status. */
  readonly sessions: Readonly<Record<SessionStatus, number>>;
  /** The number of client request tokens that are remembered. */
  readonly tokens: number;
  /** The number of streams that are open. */
  readonly streams: number;
  readonly calls: Readonly<Record<OperationName, Readonly<CallCounts>>>;
  /** The calls of each of the last 60 seconds, oldest first, without the seconds that had no calls. */
  readonly recentCalls: Readonly<Record<OperationName, readonly CallsOfSecond[]>>;
  /** Transactions per second of each operation; null for no limit. */
  readonly quotas: QuotaRates;
  /** The faults in force, oldest first. */
  readonly faults: readonly FaultInForce[];
  /** The scenarios in force, in the order in which they were set. */
  readonly scenarios: readonly ScenarioInForce[];
}

/** Selects a page of sessions. */
export interface PageOptions {
  /** The session that precedes the page. Default: none, the page starts with the first session. */
  readonly after?: Session | undefined;
  readonly status?: SessionStatus | undefined;
  readonly limit: number;
  /** The session that comes first. Default: the oldest. */
  readonly order?: Order | undefined;
}

/** Reads and controls a running emulator, for the admin API and for tests in the same process. */
export class EmulatorControl {
  constructor(
    readonly clock: EmulatorClock,
    readonly sessions: Sessions,
    readonly lifecycle: SessionLifecycle,
    readonly calls: CallCounter,
    readonly quotas: Quotas,
    readonly faults: Faults,
    readonly scenarios: Scenarios,
    private readonly streaming: StreamObserver,
    readonly requests: RequestLog,
  ) {}

  describe(session: Session): EmulatedSession {
    // First, because it takes the results away from a session that expires.
    const status = this.sessions.statusOf(session);
    const { id, owner, createdAt, answered, request, results } = session;
    const video = this.streaming.videoOf(session);
    return {
      sessionId: id,
      status,
      region: owner.region,
      account: owner.account,
      createdAt: new Date(createdAt),
      expiresAt: new Date(this.sessions.expiryOf(session)),
      answered,
      request,
      ...(video && { video }),
      ...(results === undefined ? {} : { results: withoutBytes(results) }),
    };
  }

  /** Returns a page of sessions, and the `after` of the next page if there is one. */
  page({ after, status, limit, order = 'oldest' }: PageOptions): {
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
      streams: this.streaming.openStreams,
      calls: this.calls.counts,
      recentCalls: forEachOperation((name) => this.calls.recent(name)),
      quotas: this.quotas.current,
      faults: this.faults.list(),
      scenarios: this.scenarios.list(),
    };
  }

  resetCalls(): void {
    this.calls.reset();
  }

  /** Removes sessions, tokens and counts, and restores the initial quotas, faults and scenario. The clock is not moved back. */
  reset(): void {
    this.sessions.clear();
    this.calls.reset();
    this.quotas.reset();
    this.faults.reset();
    this.scenarios.reset();
  }
}

/** The bytes of images are long, and the service returns them. */
function withoutBytes(results: SessionResults): SessionResults {
  return JSON.parse(JSON.stringify(results, (name, value) => (name === 'Bytes' ? undefined : value)));
}
