import { createHash, createHmac } from 'node:crypto';
import { Hash } from '@smithy/core/serde';
import {
  ALGORITHM_IDENTIFIER,
  createScope,
  getCanonicalHeaders,
  getSigningKey,
  SignatureV4,
  SignatureV4Base,
} from '@smithy/signature-v4';
import type { HttpRequest, QueryParameterBag } from '@smithy/types';
import { type AwsError, frameworkError } from '../protocol/answer';
import { ChunkVerifier, wrongSignature } from './chunk-verifier';
import { queryOf } from './query';
import { headerOf, type Signature, type SignedRequest } from './signature';
import { currentDate } from './signature-date';
import type { ChunkVerification } from './signed-chunk';

/** Credentials that the emulator knows, in the form of the AWS SDK. */
export interface EmulatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The session token of temporary credentials, which requests have to send. Default: none, the credentials are permanent. */
  readonly sessionToken?: string | undefined;
  /** The time at which temporary credentials expire, by the system's clock. Default: never. */
  readonly expiration?: Date | undefined;
}

/** The scope of a signature. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Verifies signatures against known credentials.
 *
 * The messages were observed from Rekognition and other AWS JSON services, except the one for an X-Amz-* header that is not
 * signed, which is modelled on the one for Host.
 */
export class SignatureVerifier {
  private readonly credentials: ReadonlyMap<string, EmulatorCredentials>;

  constructor(credentials: readonly EmulatorCredentials[]) {
    this.credentials = new Map(credentials.map((each) => [each.accessKeyId, each]));
  }

  /**
   * Verifies the parts that need no credentials: the date, and that Host and all X-Amz-* headers are signed.
   *
   * @returns the date of the signature
   * @throws AwsError IncompleteSignatureException or InvalidSignatureException
   */
  verifyForm({ date, expires, signedHeaders }: Signature, { headers }: SignedRequest): Date {
    const signedAt = currentDate(date, expires);
    if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority')) {
      throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    const unsigned = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !signedHeaders.includes(name));
    if (unsigned !== undefined) {
      throw invalid(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
    return signedAt;
  }

  /**
   * Verifies the signature itself and the session token.
   *
   * @throws AwsError UnrecognizedClientException, InvalidSignatureException or ExpiredTokenException
   */
  async verify(signature: Signature, scope: Scope, signedAt: Date, request: SignedRequest): Promise<void> {
    const credentials = this.credentials.get(scope.accessKeyId);
    if (credentials === undefined) {
      throw frameworkError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    }
    const signer = new RequestSigner(credentials, scope);
    const isSignedAs = async (each: SignedRequest) =>
      signature.signature === (await signer.sign(each, signature.signedHeaders, signedAt));
    if (!(await isSignedAs(request)) && !(request.mayOmitPort && (await isSignedAs(withoutPort(request))))) {
      throw wrongSignature();
    }
    if (signature.sessionToken !== credentials.sessionToken) {
      throw frameworkError('UnrecognizedClientException', 'The security token included in the request is invalid');
    }
    if (credentials.expiration !== undefined && credentials.expiration.getTime() <= Date.now()) {
      throw frameworkError('ExpiredTokenException', 'The security token included in the request is expired');
    }
  }

  /** The chunks of a stream whose request has the signature, which has been verified. */
  chunksAfter({ signature }: Signature, scope: Scope): ChunkVerification | undefined {
    const credentials = this.credentials.get(scope.accessKeyId);
    return credentials && new ChunkVerifier(new SignatureV4({ ...scope, credentials, sha256: SHA256 }), signature);
  }
}

const SHA256 = Hash.bind(null, 'sha256');

/**
 * Signs a request as its client should have signed it, with parts of the SDK's signer. The signer as a whole chooses the
 * headers to sign and adds its own, whereas a server has to use the headers that the client signed.
 */
class RequestSigner extends SignatureV4Base {
  constructor(
    private readonly known: EmulatorCredentials,
    private readonly scope: Scope,
  ) {
    super({ ...scope, credentials: known, sha256: SHA256 });
  }

  /** @returns the signature in hexadecimal digits */
  async sign(request: SignedRequest, signedHeaders: readonly string[], signedAt: Date): Promise<string> {
    const { region, service } = this.scope;
    const { longDate, shortDate } = this.formatDate(signedAt);
    const signed = httpRequest(request, signedHeaders);
    const canonicalHeaders = getCanonicalHeaders(signed, undefined, new Set(signedHeaders));
    // The hash of the body itself: only S3 trusts X-Amz-Content-Sha256.
    const payloadHash = request.payloadHash ?? createHash('sha256').update(request.body).digest('hex');
    const stringToSign = await this.createStringToSign(
      longDate,
      createScope(shortDate, region, service),
      this.createCanonicalRequest(signed, canonicalHeaders, payloadHash),
      ALGORITHM_IDENTIFIER,
    );
    const key = await getSigningKey(SHA256, this.known, shortDate, region, service);
    return createHmac('sha256', key).update(stringToSign).digest('hex');
  }
}

/** The request in the SDK's form, with only these headers. */
function httpRequest({ method, path, headers }: SignedRequest, names: readonly string[]): HttpRequest {
  const given = names.map((name) => [name, headerOf(headers, name)] as const);
  const query: QueryParameterBag = {};
  for (const [name, value] of queryOf(path)) {
    const earlier = query[name];
    query[name] = earlier === undefined || earlier === null ? value : [earlier, value].flat();
  }
  return {
    method,
    protocol: 'http:',
    hostname: '',
    path: path.split('?', 1).join(),
    query,
    headers: Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  };
}

function withoutPort(request: SignedRequest): SignedRequest {
  const host = headerOf(request.headers, 'host')?.replace(/:\d+$/, '');
  return { ...request, headers: { ...request.headers, host } };
}

function invalid(message: string): AwsError {
  return frameworkError('InvalidSignatureException', message);
}
