import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CreateFaceLivenessSessionRequest } from '../liveness/create-session-request';
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

/** A session as it was made. */
export interface Session {
  readonly id: string;
  readonly owner: Caller;
  /** The request that made it. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface SessionsOptions {
  readonly clock: Clock;
  readonly ttlSeconds: number;
  readonly replay: Replay;
  readonly mismatch: Mismatch;
}

/** All sessions and the tokens they were made with, each the property of one account in one region. */
export class Sessions {
  private readonly byId = new Map<string, Session>();
  private readonly byToken = new Map<string, Session>();

  constructor(private readonly options: SessionsOptions) {}

  /**
   * The session for a request: the one made with the same token before, or a new one.
   *
   * @throws AwsError IdempotentParameterMismatchException when the token was used with other parameters
   */
  obtain(owner: Caller, request: CreateFaceLivenessSessionRequest): Session {
    const { ClientRequestToken: token } = request;
    if (token === undefined) {
      return this.create(owner, request);
    }
    const key = JSON.stringify([owner.account, owner.region, token]);
    const session = this.remembered(key, request) ?? this.create(owner, request);
    this.byToken.set(key, session);
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

  statusOf({ createdAt }: Session): SessionStatus {
    return this.options.clock() < createdAt + this.options.ttlSeconds * 1000 ? 'CREATED' : 'EXPIRED';
  }

  /** Every session ever made, oldest first. */
  all(): readonly Session[] {
    return [...this.byId.values()];
  }

  private remembered(key: string, request: CreateFaceLivenessSessionRequest): Session | undefined {
    const session = this.byToken.get(key);
    const { replay, mismatch } = this.options;
    if (session === undefined || (replay === 'new' && isTerminalStatus(this.statusOf(session)))) {
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

  private create(owner: Caller, request: CreateFaceLivenessSessionRequest): Session {
    const session = { id: randomUUID(), owner, request, createdAt: this.options.clock() };
    this.byId.set(session.id, session);
    return session;
  }
}
