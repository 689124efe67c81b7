import type { CreateFaceLivenessSessionRequest } from '../liveness/create-session-request';
import { SESSION_LIFETIME_SECONDS, type SessionStatus } from '../liveness/session';
import { type AuthorizationOptions, Authorizer } from './authorization';
import type { Clock } from './clock';
import { close, listen, portOf } from './http-server';
import { createFaceLivenessSession } from './operations/create-face-liveness-session';
import { getFaceLivenessSessionResults } from './operations/get-face-liveness-session-results';
import { RateLimiter } from './rate-limit';
import { type CallCounts, type OperationName, Rekognition } from './rekognition';
import { type Mismatch, type Replay, Sessions } from './sessions';

export interface EmulatorOptions extends AuthorizationOptions {
  /** Address to listen on. Default: `127.0.0.1`, which no other machine can reach. */
  readonly host?: string;
  /** Port to listen on. Default: 0, any free port. */
  readonly port?: number;
  /** Life of a session in seconds. Default: 180, the service's. */
  readonly sessionTtlSeconds?: number;
  /**
   * What a token returns once its session has come to its end, which AWS leaves undocumented: that same session, or a
   * new one. Default: `same`.
   */
  readonly replay?: Replay;
  /**
   * What a token does with other parameters than before, which AWS leaves undocumented: fail with
   * IdempotentParameterMismatchException, as it does in other operations of Rekognition, return the same session all
   * the same, or make a new one. Default: `error`.
   */
  readonly mismatch?: Mismatch;
  /**
   * Transactions per second that an account may make of each operation in each region; what exceeds them gets
   * ThrottlingException. Default: no limit.
   */
  readonly transactionsPerSecond?: number | undefined;
  /** Seconds in which a client has to send the whole of a request before it is cut off. Default: 10. */
  readonly requestTimeoutSeconds?: number;
  /** Tells the time, in milliseconds since 1970. Default: the system's clock. */
  readonly clock?: Clock;
}

/** A session as seen from outside the service. */
export interface EmulatedSession {
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly region: string;
  /** The account that made it: twelve digits, or the access key id where that doesn't tell. */
  readonly account: string;
  readonly createdAt: Date;
  /** The request that made it, without what the service ignores. */
  readonly request: CreateFaceLivenessSessionRequest;
}

/** A running local Rekognition. */
export interface Emulator {
  /** Where to point a client's endpoint, such as `http://127.0.0.1:54321`. */
  readonly url: string;
  readonly port: number;
  /** How often each operation was called since the start, and how that went. */
  readonly calls: Readonly<Record<OperationName, Readonly<CallCounts>>>;
  /** All sessions made since the start, oldest first. */
  sessions(): readonly EmulatedSession[];
  /** Cuts all connections and frees the port. Closing once more does nothing. */
  close(): Promise<void>;
}

/**
 * Starts a local Rekognition that has Face Liveness: the real protocol over HTTP, and sessions in memory.
 *
 * Requests have to be signed with Signature Version 4, as any AWS SDK or the AWS CLI does, but any credentials will do
 * unless there are some to verify signatures with.
 *
 * @returns the emulator, once it accepts connections
 * @throws RangeError for an option that makes no sense
 * @throws the system's error when it can't listen there, such as EADDRINUSE for a port in use
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    host = '127.0.0.1',
    port = 0,
    sessionTtlSeconds = SESSION_LIFETIME_SECONDS,
    replay = 'same',
    mismatch = 'error',
    transactionsPerSecond,
    credentials,
    allowUnsigned,
    defaultRegion,
    requestTimeoutSeconds = 10,
    clock = Date.now,
  } = options;
  requirePositive({ sessionTtlSeconds, transactionsPerSecond, requestTimeoutSeconds });

  const sessions = new Sessions({ clock, ttlSeconds: sessionTtlSeconds, replay, mismatch });
  const operations = {
    CreateFaceLivenessSession: createFaceLivenessSession(sessions),
    GetFaceLivenessSessionResults: getFaceLivenessSessionResults(sessions),
  };
  const rateLimiter = transactionsPerSecond === undefined ? undefined : new RateLimiter(transactionsPerSecond, clock);
  const authorizer = new Authorizer({ credentials, allowUnsigned, defaultRegion });
  const rekognition = new Rekognition(operations, authorizer, rateLimiter);
  const server = await listen(rekognition, { host, port, requestTimeoutSeconds });

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`,
    port: portOf(server),
    calls: rekognition.calls,
    sessions: () =>
      sessions.all().map((session) => ({
        sessionId: session.id,
        status: sessions.statusOf(session),
        region: session.owner.region,
        account: session.owner.account,
        createdAt: new Date(session.createdAt),
        request: session.request,
      })),
    close: () => close(server),
  };
}

function requirePositive(values: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && !(value > 0)) {
      throw new RangeError(`${name} must be more than 0, not ${value}`);
    }
  }
}
