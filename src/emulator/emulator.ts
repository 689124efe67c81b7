import { randomInt } from 'node:crypto';
import { SESSION_LIFETIME_SECONDS } from '../liveness/session';
import { AdminAccess } from './admin/admin-access';
import { AdminApi } from './admin/admin-api';
import { type AuthorizationOptions, Authorizer, type Caller } from './authorization';
import { type CallCounts, CallLog, forEachOperation, type OperationName } from './call-log';
import { Checks, type CompleteCheckOptions } from './checks';
import type { Clock } from './clock';
import { type EmulatedSession, Emulation, type EmulatorState } from './emulation';
import type { Fault } from './faults/fault';
import { type FaultControl, Faults } from './faults/faults';
import { close, listen, portOf } from './http-server';
import type { WriterCredentials } from './images/image-store';
import { S3ImageStore } from './images/s3-image-store';
import { MovingClock } from './moving-clock';
import { createFaceLivenessSession } from './operations/create-face-liveness-session';
import { getFaceLivenessSessionResults } from './operations/get-face-liveness-session-results';
import { type QuotaRates, Quotas } from './quotas';
import { Rekognition } from './rekognition';
import { type Mismatch, type Replay, type Session, Sessions } from './sessions';
import type { EmulatorCredentials } from './signature-verifier';
import type { QuotaError } from './throttle-errors';

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
   * Transactions per second that an account may make of each operation in each region. Default: no limit.
   */
  readonly transactionsPerSecond?: number | undefined;
  /** The same for single operations. Default: `transactionsPerSecond`. */
  readonly operationTransactionsPerSecond?: Readonly<Partial<Record<OperationName, number | undefined>>> | undefined;
  /**
   * What exceeds the quota gets: ThrottlingException or ProvisionedThroughputExceededException. The service model has both
   * for both operations, and AWS's guide tells the second for exceeded quotas and the first for sudden bursts, but not
   * where one ends and the other begins; clients should try again after either. Default: `throttling`.
   */
  readonly quotaError?: QuotaError | undefined;
  /** Faults in force from the start. Default: none. */
  readonly faults?: readonly Fault[] | undefined;
  /** A whole number that the random choices of faults follow from, so that a run can be repeated. Default: a random one. */
  readonly seed?: number | undefined;
  /**
   * Seconds for which a client request token is remembered, counted from its first use, which AWS leaves undocumented.
   * Default: for ever.
   */
  readonly tokenMemorySeconds?: number;
  /**
   * URL of S3, such as moto's, that the images of completed checks are written to. Default: none, so that checks of
   * sessions with a bucket can't be completed.
   */
  readonly s3Endpoint?: string | undefined;
  /** URL of KMS, in which the keys of sessions are looked for. Default: that of S3, since moto is both. */
  readonly kmsEndpoint?: string | undefined;
  /** What requests to the admin API, and its page, have to know. Default: nothing. */
  readonly adminToken?: string | undefined;
  /** Seconds in which a client has to send the whole of a request before it is cut off. Default: 10. */
  readonly requestTimeoutSeconds?: number;
  /** Tells the time, in milliseconds since 1970. Default: the system's clock. */
  readonly clock?: Clock;
}

/** A running local Rekognition. */
export interface Emulator {
  /** Where to point a client's endpoint, such as `http://127.0.0.1:54321`. */
  readonly url: string;
  readonly port: number;
  /** How often each operation was called since the start, and how that went. */
  readonly calls: Readonly<Record<OperationName, Readonly<CallCounts>>>;
  /** The faults in force, which can be changed at any time. */
  readonly faults: FaultControl;
  /** All sessions made since the start, oldest first. */
  sessions(): readonly EmulatedSession[];
  /** Everything there is to see at once. */
  state(): EmulatorState;
  /**
   * Begins a session's check, as StartFaceLivenessSession does.
   *
   * @throws RangeError where there is no such session
   * @throws SessionStateError unless it is CREATED
   */
  startSession(sessionId: string): void;
  /**
   * Completes a session's check: images are written to the session's bucket, and the session has SUCCEEDED.
   *
   * @throws RangeError where there is no such session
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   * @throws ImageStoreError when S3 or KMS refuse; the session has FAILED then
   */
  completeSession(sessionId: string, options?: CompleteCheckOptions): Promise<EmulatedSession>;
  /**
   * Ends a session's check that came to nothing: the session has FAILED.
   *
   * @throws RangeError where there is no such session
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   */
  failSession(sessionId: string): void;
  /** Moves the emulator's time forward; sessions, tokens and quotas go by it. */
  advanceClock(seconds: number): void;
  /**
   * Changes the transactions per second of the operations that are given; null for no limit.
   *
   * @throws RangeError for a rate that is not more than 0
   */
  setQuotas(rates: Partial<QuotaRates>): void;
  /** Counts calls from 0 again. */
  resetCalls(): void;
  /** Forgets sessions, tokens and calls, as if just started, with the quotas and faults that it was started with. */
  reset(): void;
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
    tokenMemorySeconds = Number.POSITIVE_INFINITY,
    transactionsPerSecond,
    operationTransactionsPerSecond,
    quotaError = 'throttling',
    faults: initialFaults = [],
    seed = randomInt(2 ** 32),
    credentials,
    allowUnsigned,
    defaultRegion,
    s3Endpoint,
    kmsEndpoint = s3Endpoint,
    requestTimeoutSeconds = 10,
  } = options;
  requirePositive({ sessionTtlSeconds, transactionsPerSecond, requestTimeoutSeconds, tokenMemorySeconds });
  if (options.adminToken !== undefined && !/^[!-~]+$/.test(options.adminToken)) {
    throw new RangeError('adminToken must be of visible ASCII characters, without blanks, to fit in a header');
  }
  requirePositive({ ...operationTransactionsPerSecond });
  requireSeed(seed);

  const clock = new MovingClock(options.clock ?? Date.now);
  const sessions = new Sessions({
    clock: clock.tell,
    ttlSeconds: sessionTtlSeconds,
    replay,
    mismatch,
    tokenMemorySeconds,
  });
  const images =
    s3Endpoint === undefined || kmsEndpoint === undefined ? undefined : new S3ImageStore({ s3Endpoint, kmsEndpoint });
  const checks = new Checks(sessions, images, writers(credentials));
  const calls = new CallLog(clock.tell);
  const operations = {
    CreateFaceLivenessSession: createFaceLivenessSession(sessions),
    GetFaceLivenessSessionResults: getFaceLivenessSessionResults(sessions),
  };
  const quotas = new Quotas(
    forEachOperation((name) => operationTransactionsPerSecond?.[name] ?? transactionsPerSecond ?? null),
    clock.tell,
  );
  const faults = new Faults(initialFaults, seed);
  const emulation = new Emulation(clock, sessions, checks, calls, quotas, faults);
  const admin = new AdminApi(emulation, new AdminAccess({ host, token: options.adminToken }));
  const authorizer = new Authorizer({ credentials, allowUnsigned, defaultRegion });
  const rekognition = new Rekognition(operations, calls, authorizer, quotas, quotaError, faults);
  const server = await listen({ rekognition, admin }, { host, port, requestTimeoutSeconds });

  const existing = (id: string): Session => {
    const session = sessions.get(id);
    if (session === undefined) throw new RangeError(`there is no session ${JSON.stringify(id)}`);
    return session;
  };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`,
    port: portOf(server),
    calls: calls.counts,
    faults,
    sessions: () => sessions.all().map((session) => emulation.describe(session)),
    state: () => emulation.state(),
    startSession: (id) => checks.start(existing(id)),
    completeSession: async (id, how) => {
      const session = existing(id);
      await checks.complete(session, how);
      return emulation.describe(session);
    },
    failSession: (id) => checks.fail(existing(id)),
    advanceClock: (seconds) => clock.advance(seconds),
    setQuotas: (rates) => quotas.set(rates),
    resetCalls: () => emulation.resetCalls(),
    reset: () => emulation.reset(),
    close: () => close(server),
  };
}

/** The service writes images in the name of the one who created the session. Where his secret isn't known, any will do. */
function writers(known: readonly EmulatorCredentials[] = []): (caller: Caller) => WriterCredentials {
  return ({ accessKeyId, sessionToken }) => {
    const { secretAccessKey = 'emulator' } = known.find((each) => each.accessKeyId === accessKeyId) ?? {};
    return { accessKeyId, secretAccessKey, sessionToken };
  };
}

function requireSeed(seed: number): void {
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
}

function requirePositive(values: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && !(value > 0)) {
      throw new RangeError(`${name} must be more than 0, not ${value}`);
    }
  }
}
