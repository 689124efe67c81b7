import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CreateFaceLivenessSessionRequest } from '../liveness/create-session-request';
import type { GetFaceLivenessSessionResultsResponse } from '../liveness/get-session-results';
import { isTerminalStatus, type SessionStatus } from '../liveness/session';
import type { Caller } from './authorization';
import type { Clock } from './clock';
import { serviceError } from './wire';

/** What the token of a session that has come to its end returns: AWS documents neither. */
export const REPLAYS = ['same', 'new'] as const;
export type Replay = (typeof REPLAYS)[number];

/** What a token returns that was used with other parameters before: AWS documents it for other operations only. */
export const MISMATCHES = ['error', 'same', 'new'] as const;
export type Mismatch = (typeof MISMATCHES)[number];

/** What came of a check, as the results have it. */
export type CheckResults = Omit<GetFaceLivenessSessionResultsResponse, 'SessionId' | 'Status'>;

/** A session. Only `Sessions` changes it. */
export interface Session {
  readonly id: string;
  readonly owner: Caller;
  /** The request that made it. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** How many requests were answered with it. */
  readonly answered: number;
  /** How far its check has come. */
  readonly progress: 'none' | 'begun' | 'handed in' | 'SUCCEEDED' | 'FAILED';
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

/** A session is not in a state in which it can be asked for that. */
export class SessionStateError extends Error {
  constructor(session: Session, status: SessionStatus, wanted: string) {
    super(
      `session ${session.id} is ${status}; a check can be ${wanted} only of a session that is CREATED or IN_PROGRESS and ` +
        'has not been handed in. Create another session',
    );
    this.name = 'SessionStateError';
  }
}

interface Remembered {
  readonly session: MutableSession;
  readonly since: number;
}

type MutableSession = { -readonly [Member in keyof Session]: Session[Member] };

/** All sessions and the tokens they were made with, each the property of one account in one region. */
export class Sessions {
  private readonly byId = new Map<string, MutableSession>();
  private readonly byToken = new Map<string, Remembered>();

  constructor(private readonly options: SessionsOptions) {}

  /** How many tokens are remembered, or were until their next use. */
  get tokenCount(): number {
    return this.byToken.size;
  }

  /**
   * The session for a request: the one made with the same token before, or a new one.
   *
   * @throws AwsError IdempotentParameterMismatchException when the token was used with other parameters
   */
  obtain(owner: Caller, request: CreateFaceLivenessSessionRequest): Session {
    const { ClientRequestToken: token } = request;
    const key = token === undefined ? undefined : JSON.stringify([owner.account, owner.region, token]);
    const remembered = key === undefined ? undefined : this.remembered(key, request);
    const session = remembered ?? this.create(owner, request);
    session.answered += 1;
    if (key !== undefined && remembered === undefined) {
      this.byToken.set(key, { session, since: this.options.clock() });
    }
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

  statusOf({ createdAt, progress }: Session): SessionStatus {
    if (progress === 'SUCCEEDED' || progress === 'FAILED') {
      return progress;
    }
    // What was handed in in time is not cut off.
    if (progress !== 'handed in' && this.options.clock() >= this.expiryOf({ createdAt })) {
      return 'EXPIRED';
    }
    return progress === 'none' ? 'CREATED' : 'IN_PROGRESS';
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
    const status = this.statusOf(session);
    if (status !== 'CREATED') {
      throw new SessionStateError(session, status, 'started');
    }
    this.change(session).progress = 'begun';
  }

  /**
   * Hands a session's check in: from now on it can't expire, and has to be concluded.
   *
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   */
  handIn(session: Session): void {
    const status = this.statusOf(session);
    if (isTerminalStatus(status) || session.progress === 'handed in') {
      throw new SessionStateError(session, status, 'finished');
    }
    this.change(session).progress = 'handed in';
  }

  /** Concludes a check that was handed in. */
  conclude(session: Session, status: 'SUCCEEDED' | 'FAILED', results: CheckResults): void {
    if (session.progress !== 'handed in') {
      throw new SessionStateError(session, this.statusOf(session), 'concluded');
    }
    Object.assign(this.change(session), { progress: status, results });
  }

  /** Every session ever made, oldest first. */
  all(): IterableIterator<Session> {
    return this.byId.values();
  }

  /** Forgets all sessions and tokens. */
  clear(): void {
    this.byId.clear();
    this.byToken.clear();
  }

  private remembered(key: string, request: CreateFaceLivenessSessionRequest): MutableSession | undefined {
    const { session, since } = this.byToken.get(key) ?? {};
    const { replay, mismatch, clock, tokenMemorySeconds } = this.options;
    if (session === undefined || since === undefined || clock() >= since + tokenMemorySeconds * 1000) {
      return undefined;
    }
    if (replay === 'new' && isTerminalStatus(this.statusOf(session))) {
      return undefined;
    }
    if (mismatch === 'same' || isDeepStrictEqual(session.request, request)) {
      return session;
    }
    if (mismatch === 'new') {
      return undefined;
    }
    throw serviceError(
      'IdempotentParameterMismatchException',
      `The ClientRequestToken: ${request.ClientRequestToken} you have supplied is already in use.`,
    );
  }

  private create(owner: Caller, request: CreateFaceLivenessSessionRequest): MutableSession {
    const session: MutableSession = {
      id: randomUUID(),
      owner,
      request,
      createdAt: this.options.clock(),
      answered: 0,
      progress: 'none',
    };
    this.byId.set(session.id, session);
    return session;
  }

  private change(session: Session): MutableSession {
    const own = this.byId.get(session.id);
    if (own !== session) {
      throw new Error(`session ${session.id} is not one of these`);
    }
    return own;
  }
}
