import { isDeepStrictEqual } from 'node:util';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { GetFaceLivenessSessionResultsResponse } from '../../liveness/get-session-results';
import { isTerminalStatus, type SessionStatus } from '../../liveness/session';
import type { Caller } from '../auth/authorizer';
import { serviceError } from '../protocol/answer';
import type { Clock } from './emulator-clock';
import { randomIds, type SessionIds } from './session-ids';

/** The session that the token of an ended session returns. AWS does not document it. */
export const REPLAYS = ['same', 'new'] as const;
export type Replay = (typeof REPLAYS)[number];

/** The answer to a token that was used with other parameters before. AWS documents it for other operations only. */
export const MISMATCHES = ['error', 'same', 'new'] as const;
export type Mismatch = (typeof MISMATCHES)[number];

/**
 * The answer about a session at the end of its lifetime. AWS documents that its id, its images and all other data are
 * unavailable then, also of a session that has succeeded, and not with which answer.
 */
export const EXPIRY_ANSWERS = ['expired', 'not-found', 'kept'] as const;
export type ExpiryAnswer = (typeof EXPIRY_ANSWERS)[number];

/** The session that a list starts with. */
export const ORDERS = ['oldest', 'newest'] as const;
export type Order = (typeof ORDERS)[number];

/** The results of an ended session, in the wire form. */
export type SessionResults = Omit<GetFaceLivenessSessionResultsResponse, 'SessionId' | 'Status'>;

/** A session does not have a state that allows the action. The message has the state, the rule, and what to do. */
export class SessionStateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SessionStateError';
  }
}

/** The status of a session, or that it is ending: IN_PROGRESS for the service, but it cannot expire. */
type Progress = SessionStatus | 'ENDING';

/** A session. Only `Sessions` changes it. */
export interface Session {
  readonly id: string;
  /** Its index in the order of creation, from 0. */
  readonly index: number;
  readonly owner: Caller;
  /** The request that created it. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The number of requests that returned it. */
  readonly answered: number;
  /** Its progress when `Sessions` last looked for expired sessions. */
  readonly progress: Progress;
  /** Its results, while it is SUCCEEDED or FAILED. */
  readonly results?: SessionResults;
}

export interface SessionsOptions {
  readonly clock: Clock;
  readonly ttlSeconds: number;
  readonly replay: Replay;
  readonly mismatch: Mismatch;
  readonly afterExpiry: ExpiryAnswer;
  /** Seconds for which a token is remembered after its first use. */
  readonly tokenMemorySeconds: number;
  /** Default: random ones. */
  readonly ids?: SessionIds | undefined;
}

type MutableSession = { -readonly [Member in keyof Session]: Session[Member] };

/**
 * All sessions and the tokens that created them. Each belongs to one account in one region.
 *
 * There can be a hundred thousand sessions, so equal values are stored once, and frequent queries do not visit all of them.
 */
export class Sessions {
  private readonly byId = new Map<string, MutableSession>();
  /** In the order of creation, which is also the order of expiry. */
  private readonly ordered: MutableSession[] = [];
  /** The index of the first session whose lifetime is not over. */
  private nextToExpire = 0;
  private readonly counts: Record<SessionStatus, number> = noSessions();
  /** The sessions of each account in each region, by token. */
  private readonly byToken = new Map<string, Map<string, MutableSession>>();
  /** Values that sessions share, by their JSON. */
  private readonly shared = new Map<string, unknown>();

  constructor(private readonly options: SessionsOptions) {}

  /** The number of tokens, including those that are forgotten at their next use. */
  get tokenCount(): number {
    return [...this.byToken.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The number of sessions with each status. */
  get statusCounts(): Readonly<Record<SessionStatus, number>> {
    this.expire();
    return { ...this.counts };
  }

  /**
   * Returns the session for a request: the one that the same token created before, or a new one.
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
   * Returns a session of the caller.
   *
   * @throws AwsError SessionNotFoundException when the caller's account has no such session in this region, or no longer
   */
  find(caller: Caller, id: string): Session {
    const session = this.byId.get(id);
    const isOwn = session?.owner.account === caller.account && session.owner.region === caller.region;
    if (isOwn && !(this.options.afterExpiry === 'not-found' && this.statusOf(session) === 'EXPIRED')) return session;
    throw serviceError('SessionNotFoundException', 'Session not found.');
  }

  /** Returns a session of any account; undefined if there is no session with this id. */
  get(id: string): Session | undefined {
    return this.byId.get(id);
  }

  /** Whether a session is still known, after a reset. */
  has(session: Session): boolean {
    return this.byId.get(session.id) === session;
  }

  statusOf(session: Session): SessionStatus {
    this.expire();
    return reportedStatus(session);
  }

  /**
   * The time at which a session expires, in milliseconds since 1970. One that has ended expires with it, unless its results
   * are kept.
   */
  expiryOf({ createdAt }: Pick<Session, 'createdAt'>): number {
    return createdAt + this.options.ttlSeconds * 1000;
  }

  /**
   * Starts a session, as StartFaceLivenessSession does.
   *
   * @throws SessionStateError unless it is CREATED
   */
  start(session: Session): void {
    this.require(session, ['CREATED'], 'started');
    this.move(session, 'IN_PROGRESS');
  }

  /**
   * Begins the end of a session: it cannot expire until `end`, which has to follow.
   *
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   */
  beginEnd(session: Session): void {
    this.require(session, ['CREATED', 'IN_PROGRESS'], 'completed or failed');
    this.move(session, 'ENDING');
  }

  /**
   * Ends a session after `beginEnd`. It is EXPIRED if its lifetime has ended in the meantime, unless results are kept.
   *
   * @throws SessionStateError when a reset has removed the session in the meantime
   */
  end(session: Session, status: 'SUCCEEDED' | 'FAILED', results: SessionResults): void {
    this.move(session, status).results = results;
    if (this.options.clock() >= this.expiryOf(session)) this.endLifetime(session);
  }

  /** Returns all sessions, oldest first. */
  all(): readonly Session[] {
    return this.ordered;
  }

  /** Returns the sessions that follow one, or all; of these, the sessions with one status, or all. */
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
      if (session !== undefined && (status === undefined || reportedStatus(session) === status)) yield session;
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

  /** Whether a token returns the session that it created before. */
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
    const { ids = randomIds } = this.options;
    const index = this.ordered.length;
    const session: MutableSession = {
      id: ids(index),
      index,
      owner: this.share(owner),
      request: this.withSharedMembers(request),
      createdAt: this.options.clock(),
      answered: 0,
      progress: 'CREATED',
    };
    this.byId.set(session.id, session);
    this.ordered.push(session);
    this.counts.CREATED += 1;
    return session;
  }

  private require(session: Session, allowed: readonly SessionStatus[], done: string): void {
    const status = this.statusOf(session);
    if (session.progress === 'ENDING') {
      throw new SessionStateError(
        `session ${session.id} is being completed; a session can be completed once. Wait until it has ended`,
      );
    }
    if (allowed.includes(status)) return;
    const remedy = isTerminalStatus(status) ? 'Create' : 'Complete or fail it, or create';
    throw new SessionStateError(
      `session ${session.id} is ${status}; only a session that is ${allowed.join(' or ')} can be ${done}. ` +
        `${remedy} another session`,
    );
  }

  /** Expires the sessions whose lifetime is over, except those that are ending: these expire at their end. */
  private expire(): void {
    const now = this.options.clock();
    for (;;) {
      const session = this.ordered[this.nextToExpire];
      if (session === undefined || now < this.expiryOf(session)) return;
      this.nextToExpire += 1;
      if (session.progress !== 'ENDING') this.endLifetime(session);
    }
  }

  private endLifetime(session: Session): void {
    if (this.options.afterExpiry === 'kept' && isTerminalStatus(reportedStatus(session))) return;
    delete this.move(session, 'EXPIRED').results;
  }

  private move(session: Session, progress: Progress): MutableSession {
    const own = this.change(session);
    this.counts[reportedStatus(own)] -= 1;
    own.progress = progress;
    this.counts[reportedStatus(own)] += 1;
    return own;
  }

  private tokensOf({ account, region }: Caller): Map<string, MutableSession> {
    // The name of a region has no blanks.
    const scope = `${region} ${account}`;
    const tokens = this.byToken.get(scope) ?? new Map<string, MutableSession>();
    this.byToken.set(scope, tokens);
    return tokens;
  }

  /** The requests of a pool differ only in their tokens. */
  private withSharedMembers(request: CreateFaceLivenessSessionRequest): CreateFaceLivenessSessionRequest {
    return Object.fromEntries(
      Object.entries(request).map(([name, value]) => [name, name === 'ClientRequestToken' ? value : this.share(value)]),
    );
  }

  /** Returns the same object for equal values. */
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
        `a reset removed session ${session.id} while it was being completed; its images may be in the bucket. Create another ` +
          'session',
      );
    }
    return own;
  }
}

function reportedStatus({ progress }: Session): SessionStatus {
  return progress === 'ENDING' ? 'IN_PROGRESS' : progress;
}

function noSessions(): Record<SessionStatus, number> {
  return { CREATED: 0, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 };
}
