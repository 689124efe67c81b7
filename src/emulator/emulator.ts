import { randomInt } from 'node:crypto';
import { SESSION_LIFETIME_SECONDS } from '../liveness/session';
import { AdminAccess } from './admin/admin-access';
import { AdminApi } from './admin/admin-api';
import { type EmulatedSession, Emulation, type EmulatorState } from './admin/emulator-control';
import { Authorizer, type Caller } from './auth/authorizer';
import type { EmulatorCredentials } from './auth/signature-verifier';
import { type EmulatorOptions, requireOptions } from './emulator-options';
import { type FaultControl, Faults } from './faults/faults';
import { type QuotaRates, Quotas } from './faults/quotas';
import type { WriterCredentials } from './images/image-store';
import { S3ImageStore } from './images/s3-image-store';
import { type CallCounts, CallLog, forEachOperation, type OperationName } from './protocol/call-counts';
import { createFaceLivenessSession } from './protocol/operations';
import { getFaceLivenessSessionResults } from './protocol/get-face-liveness-session-results';
import { close, listen, portOf } from './protocol/http-server';
import { Rekognition } from './protocol/json-api';
import type { CompleteCheckOptions } from './sessions/complete-session-options';
import { MovingClock } from './sessions/emulator-clock';
import { Checks } from './sessions/session-lifecycle';
import { type Session, Sessions } from './sessions/sessions';

/**
 * The member `[Symbol.asyncDispose]`, which closes the emulator at the end of the block of `await using emulator = …`. The
 * type is empty where the compiler's libraries do not declare that symbol, such as `es2020` alone, and compiles there.
 */
export type ClosedByUsing = {
  [Key in SymbolConstructor extends { readonly asyncDispose: infer Known extends symbol }
    ? Known
    : never]: () => Promise<void>;
};

/** A running local Rekognition. */
export interface Emulator extends ClosedByUsing {
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
   * @throws RangeError where there is no such session, or the options make no sense
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
  /**
   * Moves the emulator's time forward; sessions, tokens and quotas go by it.
   *
   * @throws RangeError for less than 0, and for what would move it by more than 1,000,000,000 seconds altogether
   */
  advanceClock(seconds: number): void;
  /**
   * Changes the transactions per second of the operations that are given; null for no limit.
   *
   * @throws RangeError for a rate that is none, or an operation that there isn't
   */
  setQuotas(rates: Partial<QuotaRates>): void;
  /** Counts calls from 0 again. */
  resetCalls(): void;
  /**
   * Forgets sessions, tokens and calls, as if just started, with the quotas and faults that it was started with; the clock
   * stays where it was moved.
   */
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
 * @throws ListenError when it can't listen there, with the system's code, such as EADDRINUSE for a port in use
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  requireOptions(options);
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
    [Symbol.asyncDispose]: () => close(server),
  };
}

/** The service writes images in the name of the one who created the session. Where his secret isn't known, any will do. */
function writers(known: readonly EmulatorCredentials[] = []): (caller: Caller) => WriterCredentials {
  return ({ accessKeyId, sessionToken }) => {
    const { secretAccessKey = 'emulator' } = known.find((each) => each.accessKeyId === accessKeyId) ?? {};
    return { accessKeyId, secretAccessKey, sessionToken };
  };
}
