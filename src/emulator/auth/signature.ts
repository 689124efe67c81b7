import { type AwsError, frameworkError } from '../protocol/answer';
import { queryOf } from './query';

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** The path and the query, as in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  /** The text that the signature covers in the place of the body's hash, such as that of event streams. Default: the hash. */
  readonly payloadHash?: string;
  /** Whether the signature may cover the Host header without its port. Default: false. */
  readonly mayOmitPort?: boolean;
}

/** A signature of Signature Version 4, as read from a request. */
export interface Signature {
  readonly algorithm: string;
  /** `keyid/date/region/service/term`, if it is valid. */
  readonly credential: string;
  /** Names of the signed headers, in lower case. */
  readonly signedHeaders: readonly string[];
  /** The date in the client's format. */
  readonly date: string;
  readonly signature: string;
  /** The lifetime of a presigned request in seconds, in the client's format. */
  readonly expires: string | undefined;
  /** The session token of temporary credentials. */
  readonly sessionToken: string | undefined;
}

/**
 * Reads the signature from the Authorization header or, for a presigned request, from the query. AWS JSON services accept
 * both, although SDKs do not presign requests to Rekognition by default.
 *
 * @returns undefined for a request without a signature
 * @throws AwsError IncompleteSignatureException for a signature that lacks a part, InvalidSignatureException for two
 */
export function readSignature({ path, headers }: SignedRequest): Signature | undefined {
  const authorization = headerOf(headers, 'authorization');
  const query = queryOf(path);
  if (!query.has('X-Amz-Algorithm')) {
    return authorization === undefined ? undefined : fromHeader(authorization, headers);
  }
  if (authorization !== undefined) {
    throw frameworkError(
      'InvalidSignatureException',
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  return fromQuery(query);
}

/** Whether a request has a signature, valid or not. */
export function isSigned({ path, headers }: SignedRequest): boolean {
  return headerOf(headers, 'authorization') !== undefined || queryOf(path).has('X-Amz-Algorithm');
}

/** A header's value; undefined if it is missing or empty. */
export function headerOf(headers: SignedRequest['headers'], name: string): string | undefined {
  return headers[name]?.toString() || undefined;
}

function fromHeader(authorization: string, headers: SignedRequest['headers']): Signature {
  const [algorithm = '', ...parameters] = authorization.trim().split(/[\s,]+/);
  const { Credential, Signature, SignedHeaders }: Partial<Record<string, string>> = Object.fromEntries(
    parameters.filter((parameter) => parameter !== '').map((parameter) => keyAndValue(parameter, authorization)),
  );
  const date = headerOf(headers, 'x-amz-date') ?? headerOf(headers, 'date');
  if (!Credential || !Signature || !SignedHeaders || !date) {
    const missing = namesWithoutValue({ Credential, Signature, SignedHeaders })
      .map((name) => `Authorization header requires '${name}' parameter. `)
      .join('');
    const dateless = date
      ? ''
      : "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
    throw incomplete(`${missing}${dateless}Authorization=${authorization}`);
  }
  return {
    algorithm,
    credential: Credential,
    signedHeaders: SignedHeaders.toLowerCase().split(';'),
    date,
    signature: Signature,
    expires: undefined,
    sessionToken: headerOf(headers, 'x-amz-security-token'),
  };
}

function keyAndValue(parameter: string, authorization: string): [key: string, value: string] {
  const equals = parameter.indexOf('=');
  if (equals === -1) {
    throw incomplete(
      `'${parameter}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    );
  }
  return [parameter.slice(0, equals), parameter.slice(equals + 1)];
}

function fromQuery(query: URLSearchParams): Signature {
  const algorithm = query.get('X-Amz-Algorithm');
  const credential = query.get('X-Amz-Credential');
  const signature = query.get('X-Amz-Signature');
  const signedHeaders = query.get('X-Amz-SignedHeaders');
  const date = query.get('X-Amz-Date');
  if (!algorithm || !credential || !signature || !signedHeaders || !date) {
    const missing = namesWithoutValue({
      'X-Amz-Algorithm': algorithm,
      'X-Amz-Credential': credential,
      'X-Amz-Signature': signature,
      'X-Amz-SignedHeaders': signedHeaders,
      'X-Amz-Date': date,
    }).map((name) => `AWS query-string parameters must include '${name}'. `);
    throw incomplete(`${missing.join('')}Re-examine the query-string parameters.`);
  }
  return {
    algorithm,
    credential,
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    date,
    signature,
    expires: query.get('X-Amz-Expires') ?? undefined,
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
  };
}

function namesWithoutValue(parameters: Readonly<Record<string, string | null | undefined>>): string[] {
  return Object.keys(parameters).filter((name) => !parameters[name]);
}

function incomplete(message: string): AwsError {
  return frameworkError('IncompleteSignatureException', message);
}
