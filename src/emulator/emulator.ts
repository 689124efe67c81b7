import { randomInt } from 'node:crypto';
import { SESSION_LIFETIME_SECONDS } from '../liveness/session';
import { AdminAccess } from './admin/admin-access';
import { AdminApi } from './admin/admin-api';
import { type EmulatedSession, EmulatorControl, type EmulatorState } from './admin/emulator-control';
import { Authorizer, type Caller } from './auth/authorizer';
import { Origins } from './auth/origins';
import type { EmulatorCredentials } from './auth/signature-verifier';
import { type EmulatorOptions, requireOptions } from './emulator-options';
import { type FaultControl, Faults } from './faults/faults';
import { type QuotaRates, Quotas } from './faults/quotas';
import { Forwarder } from './forwarding/forwarder';
import type { WriterCredentials } from './images/image-store';
import { KmsKeys } from './images/kms-keys';
import { S3ImageStore } from './images/s3-image-store';
import { CallCounter, type CallCounts } from './protocol/call-counts';
import { listen } from './protocol/http-server';
import { JsonApi } from './protocol/json-api';
import { forEachOperation, type OperationName, operations } from './protocol/operations';
import { serverCertificate } from './protocol/tls';
import { type LoggedRequest, RequestLog } from './requests/request-log';
import type { CompleteSessionOptions } from './sessions/complete-session-options';
import { EmulatorClock } from './sessions/emulator-clock';
import type { Scenario, ScenarioInForce, ScenarioTarget } from './sessions/scenario';
import { Scenarios } from './sessions/scenarios';
import { seededIds } from './sessions/session-ids';
import { SessionLifecycle } from './sessions/session-lifecycle';
import { type Session, Sessions } from './sessions/sessions';
import { StreamingApi } from './streaming/streaming-api';

/**
 * The member `[Symbol.asyncDispose]`, which closes the emulator at the end of the block of `await using emulator = …`. The
 * type is empty, and so compiles, if the compiler's libraries do not declare that symbol, as `es2020` alone does not.
 */
export type ClosedByUsing = {
  [Key in SymbolConstructor extends { readonly asyncDispose: infer Known extends symbol }
    ? Known
    : never]: () => Promise<void>;
};

/** A running local Rekognition. */
export interface Emulator extends ClosedByUsing {
  /** The endpoint for clients, such as `http://127.0.0.1:54321`; `https` with the option `tls`. */
  readonly url: string;
  readonly port: number;
  /**
   * The path of a file with the certificate, in PEM, of the authority that issued the emulator's. Clients have to trust it. It is
   * removed when the emulator is closed. Default: none, without the option `tls` and with a certificate that was given.
   */
  readonly certificateAuthorityFile?: string;
  /** The calls of each operation since the start. */
  readonly calls: Readonly<Record<OperationName, Readonly<CallCounts>>>;
  /** The faults in force, which can be changed at any time. */
  readonly faults: FaultControl;
  /** Returns all sessions created since the start, oldest first. */
  sessions(): readonly EmulatedSession[];
  /** Returns the state of the emulator. */
  state(): EmulatorState;
  /** Returns the last 100 requests to the service, oldest first: a stream when it starts. */
  requests(): readonly LoggedRequest[];
  /**
   * Starts a session, as StartFaceLivenessSession does: it is IN_PROGRESS.
   *
   * @throws RangeError when there is no such session
   * @throws SessionStateError unless it is CREATED
   */
  startSession(sessionId: string): void;
  /**
   * Completes a session: its images are written to its bucket, and it has SUCCEEDED, or FAILED if the options say so.
   *
   * @throws RangeError when there is no such session, or an option is invalid
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   * @throws ImageStoreError when S3 or KMS refuse an image; the session has FAILED then
   */
  completeSession(sessionId: string, options?: CompleteSessionOptions): Promise<EmulatedSession>;
  /**
   * Fails a session: it has FAILED.
   *
   * @throws RangeError when there is no such session
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   */
  failSession(sessionId: string): void;
  /**
   * Decides how the checks end that clients stream: of one session, of the sessions of a client request token, or of all
   * sessions to come. The first of these that is set applies. It replaces the scenario that the same sessions had before.
   *
   * @param target Default: all sessions to come
   * @throws RangeError when there is no such session, the scenario is invalid, or there are more than 1000
   * @throws SessionStateError for a session that has ended
   */
  setScenario(scenario: Scenario, target?: ScenarioTarget): ScenarioInForce;
  /** Lists the scenarios in force, in the order in which they were set. */
  scenarios(): readonly ScenarioInForce[];
  /** Removes the scenario of a target. @returns whether there was one */
  removeScenario(target?: ScenarioTarget): boolean;
  /** Removes all scenarios. */
  clearScenarios(): void;
  /**
   * Moves the emulator's time forward. Sessions, tokens and quotas follow it.
   *
   * @throws RangeError for a negative number, and when the total would exceed 1,000,000,000 seconds
   */
  advanceClock(seconds: number): void;
  /**
   * Changes the given quotas, in transactions per second; null for no limit.
   *
   * @throws RangeError for an invalid rate or an unknown operation
   */
  setQuotas(rates: Partial<QuotaRates>): void;
  /** Restarts the counts of calls from 0. */
  resetCalls(): void;
  /** Removes sessions, tokens and counts, and restores the initial quotas, faults and scenario. The clock is not moved back. */
  reset(): void;
  /** Cuts all connections and frees the port. Closing again has no effect. */
  close(): Promise<void>;
}

/**
 * Starts a local Rekognition with Face Liveness: the real protocol over HTTP, and sessions in memory.
 *
 * Requests have to be signed with Signature Version 4, as AWS SDKs and the AWS CLI sign them. Any credentials are accepted
 * unless `credentials` are given to verify signatures with.
 *
 * @returns the emulator, once it accepts connections
 * @throws RangeError for an invalid option
 * @throws ListenError when it cannot listen on the host and port, with the system's code, such as EADDRINUSE for a port in use
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  requireOptions(options);
  const {
    host = '127.0.0.1',
    port = 0,
    sessionTtlSeconds = SESSION_LIFETIME_SECONDS,
    replay = 'same',
    mismatch = 'error',
    afterExpiry = 'expired',
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
    rekognitionEndpoint,
    requestTimeoutSeconds = 10,
    streamIdleSeconds = 60,
    tls = false,
    allowOrigins,
    log,
  } = options;

  const clock = new EmulatorClock(options.clock ?? Date.now);
  const sessions = new Sessions({
    clock: clock.tell,
    ttlSeconds: sessionTtlSeconds,
    replay,
    mismatch,
    afterExpiry,
    tokenMemorySeconds,
    ids: options.seed === undefined ? undefined : seededIds(options.seed),
  });
  const images = s3Endpoint === undefined ? undefined : new S3ImageStore({ s3Endpoint });
  const keys = kmsEndpoint === undefined ? undefined : new KmsKeys({ kmsEndpoint });
  const lifecycle = new SessionLifecycle(sessions, images, keys, writers(credentials));
  const calls = new CallCounter(clock.tell);
  const quotas = new Quotas(
    forEachOperation((name) => operationTransactionsPerSecond?.[name] ?? transactionsPerSecond ?? null),
    clock.tell,
  );
  const faults = new Faults(initialFaults, seed);
  const scenarios = new Scenarios(sessions, options.scenario);
  const authorizer = new Authorizer({ credentials, allowUnsigned, defaultRegion });
  const requests = new RequestLog(clock.tell, authorizer, log);
  const streamingApi = new StreamingApi({
    ...{ sessions, lifecycle, scenarios, calls, authorizer, requests, quotas, faults },
    idleSeconds: streamIdleSeconds,
  });
  const control = new EmulatorControl(
    clock,
    sessions,
    lifecycle,
    calls,
    quotas,
    faults,
    scenarios,
    streamingApi,
    requests,
  );
  const scheme = tls === false ? 'http' : 'https';
  const origins = new Origins(scheme, allowOrigins);
  const adminApi = new AdminApi(control, new AdminAccess({ host, origins, token: options.adminToken }));
  const jsonApi = new JsonApi(operations(sessions), calls, authorizer, quotas, quotaError, faults);
  const certificate = tls === false ? undefined : await serverCertificate(tls, host);
  const forwarder = rekognitionEndpoint === undefined ? undefined : new Forwarder({ endpoint: rekognitionEndpoint });
  const apis = { jsonApi, adminApi, streamingApi, origins, forwarder, requests };
  const server = await listen(apis, { host, port, requestTimeoutSeconds, tls: certificate }).catch(async (error) => {
    await certificate?.remove();
    throw error;
  });
  const close = async () => {
    await server.close();
    await certificate?.remove();
  };

  const existing = (id: string): Session => {
    const session = sessions.get(id);
    if (session === undefined) throw new RangeError(`there is no session ${JSON.stringify(id)}`);
    return session;
  };
  return {
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    port: server.port,
    ...(certificate?.authorityFile && { certificateAuthorityFile: certificate.authorityFile }),
    calls: calls.counts,
    faults,
    sessions: () => sessions.all().map((session) => control.describe(session)),
    state: () => control.state(),
    requests: () => requests.last(),
    startSession: (id) => lifecycle.start(existing(id)),
    completeSession: async (id, how) => {
      const session = existing(id);
      await lifecycle.complete(session, how);
      return control.describe(session);
    },
    failSession: (id) => lifecycle.fail(existing(id)),
    setScenario: (scenario, target) => scenarios.set(scenario, target),
    scenarios: () => scenarios.list(),
    removeScenario: (target) => scenarios.remove(target),
    clearScenarios: () => scenarios.clear(),
    advanceClock: (seconds) => clock.advance(seconds),
    setQuotas: (rates) => quotas.set(rates),
    resetCalls: () => control.resetCalls(),
    reset: () => control.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The service writes images with the permissions of the session's creator. An unknown secret is replaced by a dummy. */
function writers(known: readonly EmulatorCredentials[] = []): (caller: Caller) => WriterCredentials {
  return ({ accessKeyId, sessionToken }) => {
    const { secretAccessKey = 'emulator' } = known.find((each) => each.accessKeyId === accessKeyId) ?? {};
    return { accessKeyId, secretAccessKey, sessionToken };
  };
}
