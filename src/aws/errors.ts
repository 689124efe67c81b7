import { DiagnosticError } from '../plugin';
import type { Role, WebIdentity } from './settings/settings';

/** The members of an SDK error that explain it. */
export interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number; readonly attempts?: number };
  /** Whose fault it is. Only errors of the service have one. */
  readonly $fault?: 'client' | 'server';
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** An answer that the service cannot have sent: another system may have answered, or changed it on the way. */
export class InvalidAnswerError extends Error implements SdkError {
  override readonly name = 'InvalidAnswer';
  /** To the SDK, the sign of an error that may be gone at the next attempt. */
  readonly $retryable = {};

  constructor(
    /** What is wrong with the answer. */
    message: string,
    readonly $metadata: NonNullable<SdkError['$metadata']> = {},
    readonly $response: SdkError['$response'] = undefined,
  ) {
    super(message);
  }
}

/** Longest message of a service that is shown whole. */
const MAX_SHOWN_CHARACTERS = 4000;

/** A proxy that cannot be reached or refuses to connect. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  constructor(
    message: string,
    /** The system's error code, such as `ECONNREFUSED`, for an error of the network. */
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Codes of errors for a host that cannot be reached. */
export const UNREACHABLE_CODES: ReadonlySet<string | undefined> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
]);

/** An error in words for Terraform's user. */
export interface Explanation {
  /** What happened, in a few words. */
  readonly summary: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Explains an error that any call to AWS can have: refused credentials, a wrong clock, or no connection to the service.
 *
 * @param service the name of the service, for people: `STS`
 * @returns undefined for other errors
 */
export function explainSdkError(error: unknown, service: string): Explanation | undefined {
  return explainIdentityError(error) ?? explainNetworkError(error, service);
}

/**
 * The message of the service, and the facts that AWS Support asks for. A service can answer with the name of an error
 * alone.
 */
export function describeSdkError(error: unknown, region?: string, endpoint?: string): string {
  const { name = 'Error', message, code, $metadata } = error as SdkError;
  const said =
    message && message !== name && message !== 'UnknownError' ? `: ${shortened(message)}` : ' (without a message)';
  const facts = [
    ...(region === undefined ? [] : [`Region: ${region}`]),
    ...(endpoint === undefined ? [] : [`Endpoint: ${endpoint}`]),
    `Attempts: ${$metadata?.attempts ?? 1}`,
    ...($metadata?.httpStatusCode ? [`HTTP status: ${$metadata.httpStatusCode}`] : []),
    ...($metadata?.requestId ? [`Request ID: ${$metadata.requestId}`] : []),
  ];
  return `${shortened(code ?? name)}${said}\n${facts.join(', ')}`;
}

/** AWS's own longest messages, with an encoded part that explains a denied access, are shorter than the limit. */
function shortened(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

/** Explains why a role was not assumed. */
export function explainRoleError(
  error: unknown,
  { arn, origin }: Role | WebIdentity,
  kind: 'role' | 'web identity',
): DiagnosticError {
  if (error instanceof DiagnosticError) return error;
  const { summary, remedy } = explainAssumeRoleError(error, kind);
  return new DiagnosticError(
    summary,
    `The role ${arn} (from ${origin.name}) cannot be assumed. ${remedy}\n\n${describeSdkError(error)}`,
    origin.path,
  );
}

function explainAssumeRoleError(error: unknown, kind: 'role' | 'web identity'): Explanation {
  const network = explainNetworkError(error, 'STS');
  if (network) return network;
  const { name = '' } = error as SdkError;
  const summary = 'Cannot assume IAM Role';
  // These calls are not signed, so no credentials are wrong.
  if (kind === 'web identity') {
    return { summary, remedy: WEB_IDENTITY_REMEDIES[name] ?? ROLE_REMEDIES[name] ?? WEB_IDENTITY_REMEDY };
  }
  const identity = explainIdentityError(error);
  return {
    summary,
    remedy: identity ? `${identity.summary}. ${identity.remedy}` : (ROLE_REMEDIES[name] ?? ROLE_REMEDY),
  };
}

const WEB_IDENTITY_REMEDY =
  'Check that the role exists, and that its trust policy allows sts:AssumeRoleWithWebIdentity for the provider, the ' +
  'audience and the subject of the token.';

const WEB_IDENTITY_EXPIRED =
  'The token of the identity provider has expired. Get a new one: the platform that writes the token (the CI system or ' +
  'Kubernetes) issues one for each job, and a copy in a variable or a file is soon out of date.';

const WEB_IDENTITY_REMEDIES: Readonly<Record<string, string>> = {
  ExpiredToken: WEB_IDENTITY_EXPIRED,
  ExpiredTokenException: WEB_IDENTITY_EXPIRED,
  InvalidIdentityToken: 'The token is not valid for this role. Check its provider and audience.',
};

const ROLE_REMEDY =
  'Check that the role exists, that its trust policy allows these credentials to assume it (with the external ID, ' +
  'tags or source identity that it requires), and that they have the permission sts:AssumeRole on it.';

const ROLE_REMEDIES: Readonly<Record<string, string>> = {
  ValidationError: 'Correct what the service names below.',
  MalformedPolicyDocumentException: 'Correct the policy: the service cannot parse it.',
  PackedPolicyTooLargeException: 'The policies and tags together are too large. Shorten them.',
  RegionDisabledException: 'Activate the region for STS in the account, or use another region.',
  InvalidIdentityTokenException: 'The token is not valid for this role. Check its provider and audience.',
  IDPRejectedClaimException: 'The identity provider refused the token, for example because it expired. Get a new one.',
};

function explainIdentityError(error: unknown): Explanation | undefined {
  const { name, code, message = '' } = error as SdkError;
  if (code === 'ERR_INVALID_CHAR') {
    return {
      summary: 'A request cannot be sent with these settings',
      remedy:
        'A header of HTTP cannot have the characters of its value. Check the access key and the session token, which can ' +
        'end with a newline if they were copied, then TF_APPEND_USER_AGENT.',
    };
  }
  switch (name) {
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidAccessKeyId':
    case 'InvalidToken':
    case 'MissingAuthenticationTokenException':
    case 'MissingAuthenticationToken':
    case 'IncompleteSignatureException':
    case 'IncompleteSignature':
      return {
        summary: 'AWS does not accept the credentials',
        remedy: 'The access key is unknown, inactive, or lacks its session token. Check which credentials are in use.',
      };
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return /signature (expired|not yet current)/i.test(message)
        ? explainClockError(error as SdkError)
        : {
            summary: 'AWS does not accept the signature of the request',
            remedy:
              'The secret key does not belong to the access key, or the clock of this machine is wrong by minutes.',
          };
    case 'RequestExpired':
    case 'RequestInTheFuture':
    case 'RequestTimeTooSkewed':
      return explainClockError(error as SdkError);
    case 'ExpiredTokenException':
    case 'ExpiredToken':
      return {
        summary: 'The credentials have expired',
        remedy: 'Get new temporary credentials (for a profile with single sign-on: aws sso login) and run again.',
      };
  }
  return undefined;
}

function explainClockError(error: SdkError): Explanation {
  const now = Date.now();
  const theirs = serviceTime(error);
  const minutes = theirs === undefined ? 0 : Math.round(Math.abs(theirs - now) / 60_000);
  const difference =
    theirs === undefined || minutes < 1
      ? ''
      : ` It is ${isoTime(now)} here and ${isoTime(theirs)} there: ${minutes} minutes ${theirs > now ? 'behind' : 'ahead'}.`;
  return {
    summary: 'The clock of this machine is wrong',
    remedy:
      `A signature is valid for five minutes, and by the clock of the service this one is not.${difference} Set the ` +
      'clock, preferably by a time service (NTP), and run again.',
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The service's time, from its message (`… (20250102T030405Z - 5 min.)`) or the header of its answer. */
function serviceTime({ message = '', $response }: SdkError): number | undefined {
  const [, date, hour, minute, second] = /\((\d{8})T(\d\d)(\d\d)(\d\d)Z [+-] \d+ min/.exec(message) ?? [];
  const said = date?.replace(/(\d{4})(\d\d)(\d\d)/, `$1-$2-$3T${hour}:${minute}:${second}Z`);
  const milliseconds = Date.parse(said ?? $response?.headers?.date ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Explains why a service cannot be reached; undefined for other errors. */
export function explainNetworkError(error: unknown, service: string): Explanation | undefined {
  const { name, code } = error as SdkError;
  // Not by its name, which the SDK changes for timeouts.
  if (error instanceof ProxyError) {
    return {
      summary: `The ${service} endpoint cannot be reached through the proxy`,
      remedy:
        'Check http_proxy, https_proxy and no_proxy in the provider block, or HTTP_PROXY, HTTPS_PROXY and NO_PROXY ' +
        'in the environment, and that the proxy allows requests to AWS.',
    };
  }
  if (error instanceof InvalidAnswerError) {
    return {
      summary: `The ${service} endpoint gave an invalid answer`,
      remedy:
        `A system between this machine and ${service} may have changed the answer, or answered instead: check ` +
        `http_proxy and https_proxy in the provider block and the environment, and ${endpointSettings(service)}.`,
    };
  }
  if (UNREACHABLE_CODES.has(code)) {
    return { summary: `The ${service} endpoint cannot be reached`, remedy: endpointRemedy(service) };
  }
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return {
        summary: `The certificate of the ${service} endpoint is not trusted`,
        remedy:
          'If the endpoint, or a proxy on the way, has a certificate of a private authority, name a file with the ' +
          "authority's certificate in custom_ca_bundle or AWS_CA_BUNDLE; the bundle replaces all other authorities. " +
          'insecure = true turns the verification off.',
      };
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return {
        summary: `The ${service} endpoint does not speak TLS`,
        remedy: `The endpoint begins with https://, and the server there is not an https server. ${endpointRemedy(service)}`,
      };
  }
  if (code === 'ETIMEDOUT' || name === 'TimeoutError') {
    return { summary: `The ${service} endpoint did not answer in time`, remedy: endpointRemedy(service) };
  }
  return undefined;
}

function endpointRemedy(service: string): string {
  return (
    `Check the network, the region, and ${endpointSettings(service)}. connect_timeout and read_timeout set how long ` +
    'each attempt waits.'
  );
}

function endpointSettings(service: string): string {
  const name = service.replace(' ', '_');
  const variable = `AWS_ENDPOINT_URL_${name.toUpperCase()}`;
  return service.startsWith('SSO')
    ? `sso_region of the profile, and ${variable} if it is set`
    : `endpoints { ${name.toLowerCase()} } or ${variable} if they are set`;
}
