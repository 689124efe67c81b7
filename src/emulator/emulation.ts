import type { CreateFaceLivenessSessionRequest } from '../liveness/create-session-request';
import type { SessionStatus } from '../liveness/session';
import { type CallCounts, type CallLog, type CallsOfSecond, OPERATION_NAMES, type OperationName } from './call-log';
import type { Checks } from './checks';
import type { MovingClock } from './moving-clock';
import type { CheckResults, Session, Sessions } from './sessions';

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
  readonly quotas: Readonly<Record<OperationName, number | null>>;
}

/** What a page of sessions is chosen by. */
export interface PageQuery {
  /** The id of the session before the first. Default: from the oldest. */
  readonly after?: string | undefined;
  readonly status?: string | undefined;
  readonly limit: number;
}

/** The parts of a running emulator, and what can be told of them. */
export class Emulation {
  constructor(
    readonly clock: MovingClock,
    readonly sessions: Sessions,
    readonly checks: Checks,
    readonly calls: CallLog,
    private readonly quotas: Readonly<Record<OperationName, number | undefined>>,
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

  /** Some sessions, oldest first, and the id to go on after where there are more. */
  page({ after, status, limit }: PageQuery): { readonly sessions: EmulatedSession[]; readonly next?: string } {
    const sessions: EmulatedSession[] = [];
    let reached = after === undefined;
    for (const session of this.sessions.all()) {
      if (reached && (status === undefined || status === this.sessions.statusOf(session))) {
        const last = sessions.at(-1);
        if (last !== undefined && sessions.length === limit) return { sessions, next: last.sessionId };
        sessions.push(this.describe(session));
      }
      reached ||= session.id === after;
    }
    return { sessions };
  }

  state(): EmulatorState {
    const sessions = { CREATED: 0, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 };
    for (const session of this.sessions.all()) sessions[this.sessions.statusOf(session)] += 1;
    return {
      now: new Date(this.clock.tell()),
      sessions,
      tokens: this.sessions.tokenCount,
      calls: this.calls.counts,
      recentCalls: forEachOperation((name) => this.calls.recent(name)),
      quotas: forEachOperation((name) => this.quotas[name] ?? null),
    };
  }

  resetCalls(): void {
    this.calls.reset();
  }

  /** Forgets everything, as if just started; the clock stays where it was moved. */
  reset(): void {
    this.sessions.clear();
    this.calls.reset();
  }
}

function forEachOperation<T>(make: (name: OperationName) => T): Record<OperationName, T> {
  return Object.fromEntries(OPERATION_NAMES.map((name) => [name, make(name)])) as Record<OperationName, T>;
}

/** Images without a bucket are long; who wants them gets the results from the service. */
function withoutBytes(results: CheckResults): CheckResults {
  return JSON.parse(JSON.stringify(results, (name, value) => (name === 'Bytes' ? undefined : value)));
}
