import { AWS_REGION_NAME } from '../liveness/regions';
import type { CustomShape, Shape, StructureShape } from '../liveness/shape';
import type { AuthorizationOptions } from './auth/authorizer';
import { ANY_ORIGIN } from './auth/origins';
import type { EmulatorCredentials } from './auth/signature-verifier';
import { FAULT, type Fault } from './faults/fault';
import { QUOTA_ERRORS, type QuotaError } from './faults/quotas';
import { InvalidInputError, requireShape } from './invalid-input';
import { forEachOperation, type OperationName } from './protocol/operations';
import type { TlsCertificate } from './protocol/tls';
import type { LoggedRequest } from './requests/request-log';
import type { Clock } from './sessions/emulator-clock';
import { SCENARIO, type Scenario } from './sessions/scenario';
import {
  EXPIRY_ANSWERS,
  type ExpiryAnswer,
  MISMATCHES,
  type Mismatch,
  REPLAYS,
  type Replay,
} from './sessions/sessions';
import { BOOLEAN, oneOf, RATE, SECONDS } from './shapes';

export interface EmulatorOptions extends AuthorizationOptions {
  /** Address to listen on. Default: `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string | undefined;
  /** Port to listen on. Default: 0, any free port. */
  readonly port?: number | undefined;
  /** Lifetime of a session in seconds, 0.001 to 1,000,000,000. Default: 180, as on AWS. */
  readonly sessionTtlSeconds?: number | undefined;
  /**
   * The session that a token returns after its session has ended, which AWS does not document: the same one, or a new one.
   * Default: `same`.
   */
  readonly replay?: Replay | undefined;
  /**
   * The answer to a token with other parameters than before, which AWS does not document:
   * IdempotentParameterMismatchException, as in other operations of Rekognition, the same session, or a new one. Default:
   * `error`.
   */
  readonly mismatch?: Mismatch | undefined;
  /**
   * The answer of GetFaceLivenessSessionResults about a session whose lifetime is over, also of one that has succeeded. AWS
   * documents that all its data is unavailable then, and not the answer: the status EXPIRED without results, or
   * SessionNotFoundException. `kept` keeps the results of sessions that have ended, which AWS does not do. Default: `expired`.
   */
  readonly afterExpiry?: ExpiryAnswer | undefined;
  /**
   * Quota of each operation for each account in each region, in transactions per second, 0.001 to 1,000,000,000. Default: no
   * limit.
   */
  readonly transactionsPerSecond?: number | undefined;
  /** The quotas of single operations. Default: `transactionsPerSecond`. */
  readonly operationTransactionsPerSecond?: Readonly<Partial<Record<OperationName, number | undefined>>> | undefined;
  /**
   * The error of a call that exceeds the quota: ThrottlingException or ProvisionedThroughputExceededException. The service
   * model lists both for both operations. AWS's guide describes the second for exceeded quotas and the first for sudden
   * bursts, without the limit between the two; clients should retry after either. Default: `throttling`.
   */
  readonly quotaError?: QuotaError | undefined;
  /** Faults in force from the start. Default: none. */
  readonly faults?: readonly Fault[] | undefined;
  /** How the checks end that clients stream, unless another scenario is set. Default: they succeed. */
  readonly scenario?: Scenario | undefined;
  /**
   * A whole number that determines the random choices of faults and the ids of sessions, to repeat a run. Default: a random one,
   * and ids that cannot be guessed.
   */
  readonly seed?: number | undefined;
  /**
   * Seconds for which a client request token is remembered after its first use, which AWS does not document: 0.001 to
   * 1,000,000,000. Default: no limit.
   */
  readonly tokenMemorySeconds?: number | undefined;
  /**
   * URL of S3, such as moto's, for the images of completed sessions. Default: none, and a session with a bucket cannot be
   * completed.
   */
  readonly s3Endpoint?: string | undefined;
  /** URL of KMS, for the keys of sessions. Default: `s3Endpoint`, because moto serves both. */
  readonly kmsEndpoint?: string | undefined;
  /**
   * URL of another Rekognition, such as moto's, to which requests for other operations are forwarded. Default: none, and they are
   * answered with UnknownOperationException.
   */
  readonly rekognitionEndpoint?: string | undefined;
  /**
   * Token that requests to the admin API, and its page, have to send: visible ASCII characters without blanks. Default: none.
   */
  readonly adminToken?: string | undefined;
  /**
   * Encrypts all connections, with a certificate that is made at start, or with the one given. Default: none, the emulator
   * listens without encryption.
   */
  readonly tls?: boolean | TlsCertificate | undefined;
  /**
   * Origins of web pages that may use the admin API and stream, such as `https://app.example.com`, or `*` for all. Default: none.
   * The emulator's own page may, and pages from this machine, such as `http://localhost:3000`, may stream.
   */
  readonly allowOrigins?: readonly string[] | undefined;
  /** Seconds in which a client has to send a whole request before it is cut off, 0.001 to 86,400. Default: 10. */
  readonly requestTimeoutSeconds?: number | undefined;
  /**
   * Seconds without an event of the client after which a stream of StartFaceLivenessSession is ended, 0.001 to 86,400. Default: 60;
   * clients send one each second.
   */
  readonly streamIdleSeconds?: number | undefined;
  /** Is told each request to the service when it is answered, a stream when it starts. Default: none. */
  readonly log?: ((request: LoggedRequest) => void) | undefined;
  /** Returns the time in milliseconds since 1970. Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/** Longest time for a client to send a request, in seconds: a day, within the range of timers. */
const MAX_REQUEST_SECONDS = 86_400;

const SERVICE_URL: CustomShape = {
  type: 'custom',
  noun: 'the URL of a service',
  rule: 'an HTTP or HTTPS URL, such as http://127.0.0.1:5000',
  accepts: (value) => typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
};

const ORIGIN: CustomShape = {
  type: 'custom',
  noun: 'an origin',
  rule: `the scheme, the host and the port of pages, such as https://app.example.com or http://10.0.0.2:3000, or ${ANY_ORIGIN} for all`,
  accepts: (value) =>
    value === ANY_ORIGIN || (typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value),
};

/** A certificate and its key. The message of an error has neither. */
const TLS_CERTIFICATE: StructureShape = {
  type: 'structure',
  noun: 'a certificate with its key',
  members: {
    // Node takes an empty one for none, and no client could connect.
    certificate: { type: 'string', noun: 'a certificate', rule: 'a text in PEM', minLength: 1, sensitive: true },
    key: { type: 'string', noun: 'a key', rule: 'a text in PEM', minLength: 1, sensitive: true },
  } satisfies Readonly<Record<keyof TlsCertificate, Shape>>,
  required: ['certificate', 'key'],
  nullIsValue: true,
};

/** A pattern of texts with more than whitespace. */
const NOT_BLANK = '[^]*\\S[^]*';

/** The shapes of all options. */
export const OPTION_SHAPES = {
  host: {
    type: 'string',
    noun: 'a host',
    rule: 'an address of this machine, such as 127.0.0.1 or ::1, without brackets',
    // Node takes an empty one for all addresses of the machine.
    pattern: '[^[\\]]*[^[\\]\\s][^[\\]]*',
    example: '127.0.0.1',
  },
  port: { type: 'integer', noun: 'a port', min: 0, max: 65_535 },
  sessionTtlSeconds: SECONDS,
  replay: oneOf('a replay behaviour', REPLAYS),
  mismatch: oneOf('a mismatch behaviour', MISMATCHES),
  afterExpiry: oneOf('an answer after expiry', EXPIRY_ANSWERS),
  transactionsPerSecond: RATE,
  operationTransactionsPerSecond: {
    type: 'structure',
    noun: 'a set of quotas',
    members: forEachOperation(() => RATE),
    memberNoun: 'operation',
    nullIsValue: true,
  },
  quotaError: oneOf('a quota error', QUOTA_ERRORS),
  faults: { type: 'list', noun: 'a list of faults', element: FAULT },
  scenario: SCENARIO,
  seed: { type: 'integer', noun: 'a seed' },
  tokenMemorySeconds: SECONDS,
  s3Endpoint: SERVICE_URL,
  kmsEndpoint: SERVICE_URL,
  rekognitionEndpoint: SERVICE_URL,
  adminToken: {
    type: 'string',
    noun: 'an admin token',
    rule: 'one or more visible ASCII characters without blanks, to fit in a header',
    pattern: '[!-~]+',
    sensitive: true,
  },
  tls: {
    type: 'custom',
    noun: 'an option for encryption',
    rule: 'true, false, or a certificate with its key',
    accepts: (value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null),
  },
  allowOrigins: { type: 'list', noun: 'a list of origins', element: ORIGIN },
  requestTimeoutSeconds: { ...SECONDS, max: MAX_REQUEST_SECONDS },
  streamIdleSeconds: { ...SECONDS, max: MAX_REQUEST_SECONDS },
  log: {
    type: 'custom',
    noun: 'a log',
    rule: 'a function that takes a request',
    accepts: (value: unknown) => typeof value === 'function',
  },
  clock: {
    type: 'custom',
    noun: 'a clock',
    rule: 'a function that returns milliseconds since 1970',
    accepts: (value: unknown) => typeof value === 'function',
  },
  credentials: { type: 'custom', noun: 'a list of credentials', rule: 'an array', accepts: Array.isArray },
  allowUnsigned: BOOLEAN,
  defaultRegion: AWS_REGION_NAME,
} as const satisfies Readonly<Record<keyof EmulatorOptions, Shape>>;

const OPTIONS: StructureShape = {
  type: 'structure',
  noun: 'a set of options',
  members: OPTION_SHAPES,
  memberNoun: 'option',
  nullIsValue: true,
};

/** The members of credentials that are used; those of the AWS SDK have more. */
const CREDENTIALS: StructureShape = {
  type: 'structure',
  noun: 'a set of credentials',
  members: {
    accessKeyId: { type: 'string', noun: 'an access key id', rule: 'a text that is not blank', pattern: NOT_BLANK },
    secretAccessKey: {
      type: 'string',
      noun: 'a secret access key',
      rule: 'a text that is not blank',
      pattern: NOT_BLANK,
      sensitive: true,
    },
    sessionToken: { type: 'string', noun: 'a session token', rule: 'a text', sensitive: true },
    expiration: {
      type: 'custom',
      noun: 'an expiration',
      rule: 'a Date',
      accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    },
  } satisfies Readonly<Record<keyof EmulatorCredentials, Shape>>,
  required: ['accessKeyId', 'secretAccessKey'],
  nullIsValue: true,
};

/**
 * Validates all options.
 *
 * @throws InvalidInputError with the option, its value and the rule
 */
export function requireOptions(options: EmulatorOptions): void {
  requireShape(OPTIONS, options);
  const { credentials = [], tls } = options;
  if (typeof tls === 'object') requireShape(TLS_CERTIFICATE, tls, ['tls']);
  for (const [index, each] of credentials.entries()) {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = Object(each) as Partial<EmulatorCredentials>;
    requireShape(CREDENTIALS, { accessKeyId, secretAccessKey, sessionToken, expiration }, ['credentials', index]);
  }
  const ids = credentials.map(({ accessKeyId }) => accessKeyId);
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated !== undefined) {
    throw new InvalidInputError(
      `two credentials have the access key id ${JSON.stringify(repeated)}; an access key id has one secret. Remove one of them`,
    );
  }
}
