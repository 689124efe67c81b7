import { isAwsRegionName } from '../liveness/regions';
import type { AuthorizationOptions } from './auth/authorizer';
import type { EmulatorCredentials } from './auth/signature-verifier';
import type { Fault } from './faults/fault';
import { QUOTA_ERRORS, type QuotaError } from './faults/throttle-errors';
import { RATE, SECONDS } from './limits';
import { InvalidInputError, type Member, type MembersOf, requireMembers, type TextFormat } from './invalid-input';
import { forEachOperation, type OperationName } from './protocol/call-counts';
import type { Clock } from './sessions/clock';
import { MISMATCHES, type Mismatch, REPLAYS, type Replay } from './sessions/sessions';

export interface EmulatorOptions extends AuthorizationOptions {
  /** Address to listen on. Default: `127.0.0.1`, which no other machine can reach. */
  readonly host?: string | undefined;
  /** Port to listen on. Default: 0, any free port. */
  readonly port?: number | undefined;
  /** Life of a session in seconds, 0.001 to 1,000,000,000. Default: 180, the service's. */
  readonly sessionTtlSeconds?: number | undefined;
  /**
   * What a token returns once its session has come to its end, which AWS leaves undocumented: that same session, or a
   * new one. Default: `same`.
   */
  readonly replay?: Replay | undefined;
  /**
   * What a token does with other parameters than before, which AWS leaves undocumented: fail with
   * IdempotentParameterMismatchException, as it does in other operations of Rekognition, return the same session all
   * the same, or make a new one. Default: `error`.
   */
  readonly mismatch?: Mismatch | undefined;
  /**
   * Transactions per second that an account may make of each operation in each region, 0.001 to 1,000,000,000. Default: no
   * limit.
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
   * Seconds for which a client request token is remembered, counted from its first use, which AWS leaves undocumented:
   * 0.001 to 1,000,000,000. Default: for ever.
   */
  readonly tokenMemorySeconds?: number | undefined;
  /**
   * URL of S3, such as moto's, that the images of completed checks are written to. Default: none, so that checks of
   * sessions with a bucket can't be completed.
   */
  readonly s3Endpoint?: string | undefined;
  /** URL of KMS, in which the keys of sessions are looked for. Default: that of S3, since moto is both. */
  readonly kmsEndpoint?: string | undefined;
  /** What requests to the admin API, and its page, have to know: visible ASCII characters without blanks. Default: nothing. */
  readonly adminToken?: string | undefined;
  /** Seconds in which a client has to send the whole of a request before it is cut off, 0.001 to 86,400. Default: 10. */
  readonly requestTimeoutSeconds?: number | undefined;
  /** Tells the time, in milliseconds since 1970. Default: the system's clock. */
  readonly clock?: Clock | undefined;
}

/** Longest time that a client can be given to send a request, in seconds: a day, within what timers can wait. */
const MAX_REQUEST_SECONDS = 86_400;

/** What a host has to be: Node takes an empty one for all addresses of the machine. */
export const HOST: TextFormat = {
  fits: (text) => text.trim() !== '',
  rule: 'an address of this machine, such as 127.0.0.1',
};

/** What an admin token has to be. */
export const ADMIN_TOKEN: TextFormat = {
  fits: (text) => /^[!-~]+$/.test(text),
  rule: 'a text of one or more visible ASCII characters, without blanks, to fit in a header',
};

/** A URL by which a service can be reached. */
export const SERVICE_URL: TextFormat = {
  fits: (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
  rule: 'a URL, such as http://127.0.0.1:5000',
};

const NOT_EMPTY: Member = {
  type: 'string',
  format: { fits: (text) => text.trim() !== '', rule: 'a text with something in it' },
};

const MEMBERS: MembersOf<EmulatorOptions> = {
  host: { type: 'string', format: HOST },
  port: { type: 'number', min: 0, max: 65_535, whole: true },
  sessionTtlSeconds: SECONDS,
  replay: { type: 'string', values: REPLAYS },
  mismatch: { type: 'string', values: MISMATCHES },
  transactionsPerSecond: RATE,
  operationTransactionsPerSecond: { type: 'object' },
  quotaError: { type: 'string', values: QUOTA_ERRORS },
  faults: { type: 'array' },
  seed: { type: 'number', whole: true },
  tokenMemorySeconds: SECONDS,
  s3Endpoint: { type: 'string', format: SERVICE_URL },
  kmsEndpoint: { type: 'string', format: SERVICE_URL },
  adminToken: {
    type: 'string',
    format: ADMIN_TOKEN,
    secret: true,
  },
  requestTimeoutSeconds: { ...SECONDS, max: MAX_REQUEST_SECONDS },
  clock: { type: 'function' },
  credentials: { type: 'array' },
  allowUnsigned: { type: 'boolean' },
  defaultRegion: { type: 'string', format: { fits: isAwsRegionName, rule: 'the name of a region of AWS' } },
};

/** What is used of credentials; those of the AWS SDK have more. */
const CREDENTIALS: MembersOf<EmulatorCredentials> = {
  accessKeyId: { ...NOT_EMPTY, required: true },
  secretAccessKey: { ...NOT_EMPTY, required: true, secret: true },
  sessionToken: { type: 'string', secret: true },
  expiration: { type: 'object' },
};

/**
 * Checks everything that is asked for before any of it is done, but for faults, which are checked as they are added.
 *
 * @throws InvalidInputError that names the option, its value and the rule
 */
export function requireOptions(options: EmulatorOptions): void {
  requireMembers(options, MEMBERS, 'what is asked for');
  const { credentials = [], operationTransactionsPerSecond = {} } = options;
  requireMembers(
    operationTransactionsPerSecond,
    forEachOperation(() => RATE),
    'operationTransactionsPerSecond',
  );
  for (const each of credentials) {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = Object(each) as Partial<EmulatorCredentials>;
    requireMembers({ accessKeyId, secretAccessKey, sessionToken, expiration }, CREDENTIALS, 'credentials');
  }
  const ids = credentials.map(({ accessKeyId }) => accessKeyId);
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated !== undefined) {
    throw new InvalidInputError(
      `there are two credentials with the access key id ${JSON.stringify(repeated)}; each has one secret. Leave one out`,
    );
  }
}
