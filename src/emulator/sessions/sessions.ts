import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { GetFaceLivenessSessionResultsResponse } from '../../liveness/get-session-results';
import { isTerminalStatus, type SessionStatus } from '../../liveness/session';
import type { Caller } from '../auth/authorizer';
import { serviceError } from '../protocol/answer';
import type { Clock } from './clock';
import { SessionStateError } from './session-state-error';

/** What the token of a session that has come to its end returns: AWS documents neither. */
export const REPLAYS = ['same', 'new'] as const;
export type Replay = (typeof REPLAYS)[number];

/** What a token returns that was used with other parameters before: AWS documents it for other operations only. */
export const MISMATCHES = ['error', 'same', 'new'] as const;
export type Mismatch = (typeof MISMATCHES)[number];

/** Which of all sessions comes first. */
export const ORDERS = ['oldest', 'newest'] as const;
export type Order = (typeof ORDERS)[number];

/** What came of a check, as the results have it. */
export type CheckResults = Omit<GetFaceLivenessSessionResultsResponse, 'SessionId' | 'Status'>;

/** How far a session has come. */
type Progress = 'none' | 'begun' | 'handed in' | 'SUCCEEDED' | 'FAILED' | 'EXPIRED';

const STATUS_OF: Readonly<Record<Progress, SessionStatus>> = {
  none: 'CREATED',
  begun: 'IN_PROGRESS',
  'handed in': 'IN_PROGRESS',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  EXPIRED: 'EXPIRED',
};

/** A session. Only `Sessions` changes it. */
export interface Session {
  readonly id: string;
  /** Its place in the order of creation, from 0. */
  readonly index: number;
  readonly owner: Caller;
  /** The request that made it. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** How many requests were answered with it. */
  readonly answered: number;
  /** How far it had come when `Sessions` was last asked for its status. */
  readonly progress: Progress;
  /** What came of its check, once that has come to an end. */
  readonly results?: CheckResults;
}

export interface SessionsOptions {
  readonly clock: Clock;
  readonly ttlSeconds: number;
  readonly replay: Replay;
  readonly mismatch: Mismatch;
  /** How long a token is remembered after its first use. */
  readonly tokenMemorySeconds: number;
}

type MutableSession = { -readonly [Member in keyof Session]: Session[Member] };

/**
 * All sessions and the tokens they were made with, each the property of one account in one region.
 *
 * There may be a hundred thousand, so what many of them have in common is kept once, and nothing that is asked often goes
 * through all of them.
 */
export class Sessions {
  private readonly byId = new Map<string, MutableSession>();
  /** In the order of creation, which is that of expiry as well. */
  private readonly ordered: MutableSession[] = [];
  /** Sessions before this one are no longer waiting to expire. */
  private nextToExpire = 0;
  private readonly counts: Record<SessionStatus, number> = noSessions();
  /** The sessions of each account in each region by the tokens that they were made with. */
  private readonly byToken = new Map<string, Map<string, MutableSession>>();
  /** What many sessions have in common, by its JSON. */
  private readonly shared = new Map<string, unknown>();

  constructor(private readonly options: SessionsOptions) {}

  /** How many tokens are remembered, or were until their next use. */
  get tokenCount(): number {
    return [...this.byToken.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** How many sessions are in which state. */
  get statusCounts(): Readonly<Record<SessionStatus, number>> {
    this.expire();
    return { ...this.counts };
  }

  /**
   * The session for a request: the one made with the same token before, or a new one.
   *
   * @throws AwsError IdempotentParameterMismatchException when the token was used with other parameters
   */
  obtain(owner: Caller, request: CreateFaceLivenessSessionRequest): Session {
    const { ClientRequestToken: token } = request;
    const tokens = this.tokensOf(owner);
    const known = token === undefined ? undefined : tokens.get(token);
    const remembered = known !== undefined && this.isReturned(known, request) ? known : undefined;
    const session = remembered ?? this.create(owner, request);
    session.answered += 1;
    if (token !== undefined) tokens.set(token, session);
    return session;
  }

  /**
   * The session with this id.
   *
   * @throws AwsError SessionNotFoundException when the caller has none in this region
   */
  find(caller: Caller, id: string): Session {
    const session = this.byId.get(id);
    if (session?.owner.account !== caller.account || session.owner.region !== caller.region) {
      throw serviceError('SessionNotFoundException', 'Session not found.');
    }
    return session;
  }

  /** The session with this id, whosever it is; undefined where there is none. */
  get(id: string): Session | undefined {
    return this.byId.get(id);
  }

  /** Whether a session is still known. */
  has(session: Session): boolean {
    return this.byId.get(session.id) === session;
  }

  statusOf(session: Session): SessionStatus {
    this.expire();
    return STATUS_OF[session.progress];
  }

  /** When a session expires, unless its check is handed in before: milliseconds since 1970. */
  expiryOf({ createdAt }: Pick<Session, 'createdAt'>): number {
    return createdAt + this.options.ttlSeconds * 1000;
  }

  /**
   * Begins a session's check, as StartFaceLivenessSession does; once, since a session serves one check.
   *
   * @throws SessionStateError unless it is CREATED
   */
  begin(session: Session): void {
    this.require(session, ['CREATED'], 'started');
    this.move(session, 'begun');
  }

  /**
   * Hands a session's check in: from now on it can't expire, and has to be concluded.
   *
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   */
  handIn(session: Session): void {
    this.require(session, ['CREATED', 'IN_PROGRESS'], 'completed or failed');
    this.move(session, 'handed in');
  }

  /**
   * Concludes a check that was handed in.
   *
   * @throws SessionStateError where the session was forgotten in the meantime
   */
  conclude(session: Session, status: 'SUCCEEDED' | 'FAILED', results: CheckResults): void {
    this.move(session, status).results = results;
  }

  /** Every session ever made, oldest first. */
  all(): readonly Session[] {
    return this.ordered;
  }

  /** The sessions that came after one, or all; and of these those with one status, or all. Oldest first. */
  *select(
    after: Session | undefined,
    status: SessionStatus | undefined,
    order: Order = 'oldest',
  ): IterableIterator<Session> {
    this.expire();
    const step = order === 'oldest' ? 1 : -1;
    const first = order === 'oldest' ? 0 : this.ordered.length - 1;
    for (let index = after === undefined ? first : after.index + step; index in this.ordered; index += step) {
      const session = this.ordered[index];
      if (session !== undefined && (status === undefined || STATUS_OF[session.progress] === status)) yield session;
    }
  }

  /** Forgets all sessions and tokens. */
  clear(): void {
    this.byId.clear();
    this.byToken.clear();
    this.shared.clear();
    this.ordered.length = 0;
    this.nextToExpire = 0;
    Object.assign(this.counts, noSessions());
  }

  /** Whether a token returns the session that it was used for first. */
  private isReturned(session: Session, request: CreateFaceLivenessSessionRequest): boolean {
    const { replay, mismatch, clock, tokenMemorySeconds } = this.options;
    if (clock() >= session.createdAt + tokenMemorySeconds * 1000) {
      return false;
    }
    if (replay === 'new' && isTerminalStatus(this.statusOf(session))) {
      return false;
    }
    if (mismatch === 'same' || isDeepStrictEqual(session.request, request)) {
      return true;
    }
    if (mismatch === 'new') {
      return false;
    }
    throw serviceError(
      'IdempotentParameterMismatchException',
      `The ClientRequestToken: ${request.ClientRequestToken} you have supplied is already in use.`,
    );
  }

  private create(owner: Caller, request: CreateFaceLivenessSessionRequest): MutableSession {
    const session: MutableSession = {
      id: randomUUID(),
      index: this.ordered.length,
      owner: this.share(owner),
      request: this.withSharedMembers(request),
      createdAt: this.options.clock(),
      answered: 0,
      progress: 'none',
    };
    this.byId.set(session.id, session);
    this.ordered.push(session);
    this.counts.CREATED += 1;
    return session;
  }

  private require(session: Session, allowed: readonly SessionStatus[], done: string): void {
    const status = this.statusOf(session);
    if (session.progress === 'handed in') {
      throw new SessionStateError(
        `session ${session.id} is being completed at this moment; a session serves one check. Wait until that is done`,
      );
    }
    if (allowed.includes(status)) return;
    const remedy = isTerminalStatus(status) ? 'Create' : 'Complete or fail its check, or create';
    throw new SessionStateError(
      `session ${session.id} is ${status}; a check can be ${done} only of a session that is ${allowed.join(' or ')}. ` +
        `${remedy} another session`,
    );
  }

  /** Has sessions expire whose time has come, but for those that were handed in in time. */
  private expire(): void {
    const now = this.options.clock();
    for (;;) {
      const session = this.ordered[this.nextToExpire];
      if (session === undefined || now < this.expiryOf(session)) return;
      this.nextToExpire += 1;
      if (session.progress === 'none' || session.progress === 'begun') this.move(session, 'EXPIRED');
    }
  }

  private move(session: Session, progress: Progress): MutableSession {
    const own = this.change(session);
    this.counts[STATUS_OF[own.progress]] -= 1;
    this.counts[STATUS_OF[progress]] += 1;
    own.progress = progress;
    return own;
  }

  private tokensOf({ account, region }: Caller): Map<string, MutableSession> {
    // No region has a blank in its name.
    const scope = `${region} ${account}`;
    const tokens = this.byToken.get(scope) ?? new Map<string, MutableSession>();
    this.byToken.set(scope, tokens);
    return tokens;
  }

  /** The requests of a pool differ in nothing but their tokens. */
  private withSharedMembers(request: CreateFaceLivenessSessionRequest): CreateFaceLivenessSessionRequest {
    return Object.fromEntries(
      Object.entries(request).map(([name, value]) => [name, name === 'ClientRequestToken' ? value : this.share(value)]),
    );
  }

  /** The same object for equal values. */
  private share<Value>(value: Value): Value {
    const key = JSON.stringify(value);
    const known = this.shared.get(key) ?? value;
    this.shared.set(key, known);
    return known as Value;
  }

  private change(session: Session): MutableSession {
    const own = this.byId.get(session.id);
    if (own !== session) {
      throw new SessionStateError(
        `session ${session.id} was forgotten by a reset while its check was being completed; images may have been written ` +
          'all the same. Create another session',
      );
    }
    return own;
  }
}

function noSessions(): Record<SessionStatus, number> {
  return { CREATED: 0, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 };
}
