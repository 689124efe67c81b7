import { isAwsRegionName } from '../../liveness/regions';
import { frameworkError } from '../protocol/answer';
import { accountOf } from './account';
import { regionOfHost } from './aws-hosts';
import { headerOf, readSignature, type Signature, type SignedRequest } from './signature';
import { basicFormat } from './signature-date';
import { type EmulatorCredentials, type Scope, SignatureVerifier } from './signature-verifier';
import type { ChunkVerification } from './signed-chunk';

/** The sender and the region of a request, from its signature. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** The session token of temporary credentials. */
  readonly sessionToken?: string;
}

/** The caller of a request that starts an event stream. */
export interface AuthorizedStream {
  readonly caller: Caller;
  /** Default: the signatures of chunks are not verified. */
  readonly chunks?: ChunkVerification | undefined;
}

export interface AuthorizationOptions {
  /** Credentials to verify signatures with. Default: none, and signatures are not verified. */
  readonly credentials?: readonly EmulatorCredentials[] | undefined;
  /** Whether requests without a signature are accepted. Default: false. */
  readonly allowUnsigned?: boolean | undefined;
  /** Region of requests without a signature. Default: us-east-1. */
  readonly defaultRegion?: string | undefined;
}

const SERVICE = 'rekognition';
const TERMINATOR = 'aws4_request';
const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Access key id and account of requests without a signature. */
const ANONYMOUS = 'anonymous';
/** Longest account and region in a log. An access key id has at most 128 characters. */
const MAX_CLAIM_LENGTH = 128;

/** Determines the caller of a request from its signature of Signature Version 4. */
export class Authorizer {
  private readonly verifier: SignatureVerifier | undefined;
  private readonly defaultRegion: string;

  constructor(private readonly options: AuthorizationOptions = {}) {
    const { credentials = [], defaultRegion = 'us-east-1' } = options;
    this.defaultRegion = defaultRegion;
    this.verifier = credentials.length === 0 ? undefined : new SignatureVerifier(credentials);
  }

  /**
   * Returns the caller of a request. Its signature has to be complete and scoped to Rekognition and, if there are credentials
   * to verify it with, correct. Errors are found in AWS's order.
   *
   * @throws AwsError with AWS's error: MissingAuthenticationTokenException, IncompleteSignatureException,
   *   InvalidSignatureException, UnrecognizedClientException or ExpiredTokenException
   */
  async authorize(request: SignedRequest): Promise<Caller> {
    return (await this.authorizeStream(request)).caller;
  }

  /**
   * Returns the caller of a request that starts an event stream, as `authorize` does, and what verifies the signatures of the
   * stream's chunks: nothing without credentials, and for a request without a signature.
   */
  async authorizeStream(request: SignedRequest): Promise<AuthorizedStream> {
    const signature = readSignature(request);
    if (signature === undefined) {
      return { caller: this.anonymous(request.headers) };
    }
    const signedAt = this.verifier?.verifyForm(signature, request);
    if (signature.algorithm !== ALGORITHM) {
      const message = `Unsupported AWS 'algorithm': '${signature.algorithm}' (only ${ALGORITHM} for now). `;
      throw frameworkError('IncompleteSignatureException', message);
    }
    const scope = scopeOf(signature, regionOf(request.headers), signedAt);
    if (signedAt !== undefined) {
      await this.verifier?.verify(signature, scope, signedAt, request);
    }
    const { accessKeyId, region } = scope;
    const { sessionToken } = signature;
    return {
      caller: { account: accountOf(accessKeyId), region, accessKeyId, ...(sessionToken && { sessionToken }) },
      chunks: this.verifier?.chunksAfter(signature, scope),
    };
  }

  /** The account and the region that a request's signature names, whether it is valid or not; nothing if it cannot be read. */
  claimedCaller(request: SignedRequest): Partial<Pick<Caller, 'account' | 'region'>> {
    try {
      const signature = readSignature(request);
      if (signature === undefined) return this.options.allowUnsigned ? claimOf(this.anonymous(request.headers)) : {};
      const [accessKeyId = '', , region = ''] = signature.credential.split('/');
      return claimOf({ account: accountOf(accessKeyId), region });
    } catch {
      return {};
    }
  }

  private anonymous(headers: SignedRequest['headers']): Caller {
    if (!this.options.allowUnsigned) {
      throw frameworkError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    }
    return { account: ANONYMOUS, accessKeyId: ANONYMOUS, region: regionOf(headers) ?? this.defaultRegion };
  }
}

/** Cut to a length that a log can have. */
function claimOf({ account, region }: Pick<Caller, 'account' | 'region'>): Pick<Caller, 'account' | 'region'> {
  return { account: account.slice(0, MAX_CLAIM_LENGTH), region: region.slice(0, MAX_CLAIM_LENGTH) };
}

/** The region in the Host header, if it is one of AWS's own hosts. Otherwise the region of the signature applies. */
function regionOf(headers: SignedRequest['headers']): string | undefined {
  return regionOfHost(headerOf(headers, 'host') ?? '');
}

/** @param signedAt the date that the scope's date has to match; undefined accepts any date */
function scopeOf({ credential }: Signature, hostRegion: string | undefined, signedAt: Date | undefined): Scope {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (parts.length !== 5 || !accessKeyId || !date || !region || service === undefined) {
    throw frameworkError(
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const wrong = [
    isAwsRegionName(region) && region === (hostRegion ?? region)
      ? ''
      : `Credential should be scoped to a valid region, not '${region}'. `,
    service === SERVICE ? '' : `Credential should be scoped to correct service: '${SERVICE}'. `,
    terminator === TERMINATOR
      ? ''
      : `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'. `,
    signedAt === undefined ? '' : wrongDate(date, basicFormat(signedAt)),
  ].join('');
  if (wrong !== '') {
    throw frameworkError('InvalidSignatureException', wrong);
  }
  return { accessKeyId, region, service };
}

function wrongDate(date: string, signedAt: string): string {
  const day = signedAt.slice(0, 8);
  return date === day
    ? ''
    : 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        `'${date}' != '${day}', from '${signedAt}'.`;
}
