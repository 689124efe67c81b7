import type { signerOf } from '../../../support/signature';

/** A request that a provider sent, however it got here. */
export interface Call {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The route: `direct`, or the name of the proxy, with its user name and password if it was given any. */
  readonly via: string;
  readonly body: string;
  readonly signer: ReturnType<typeof signerOf>;
}

/** What the server answers otherwise than usual. */
export interface Answers {
  /** The instance metadata: its version, or `none` for a machine that is no instance. Default: `none`. */
  readonly metadata?: 'none' | 'v1' | 'v2' | 'v2 without a role';
}

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined for no answer at all. */
  readonly body: string | undefined;
}

/** The account of credentials that no role is behind. */
const ACCOUNT = '123456789012';

const JSON_TYPE = 'application/x-amz-json-1.1';

/**
 * Answers as the service that a request is meant for. Parts of the request choose the answer: a role named `denied`, a
 * token `expired`, the path `/container/without-expiration`.
 *
 * @param count the number of calls so far, this one included
 */
export function answerTo(call: Call, answers: Answers, count: number): Answer {
  if (call.body.includes('Action=')) return sts(call, count);
  if (call.headers['x-amz-target']?.startsWith('RekognitionService.')) return rekognition();
  if (call.path.startsWith('/federation/credentials')) return singleSignOn(call);
  if (call.path === '/token') return renewedToken(call);
  if (call.path.startsWith('/latest/')) return metadata(call, answers.metadata ?? 'none');
  if (call.path.startsWith('/container')) return container(call);
  return { status: 404, body: '' };
}

function sts({ body, signer }: Call, count: number): Answer {
  const parameters = new URLSearchParams(body);
  const action = parameters.get('Action') ?? '';
  const [, account = ACCOUNT, name = ''] =
    /^arn:[\w-]+:iam::(\d+):role\/(?:.*\/)?([^/]*)$/.exec(parameters.get('RoleArn') ?? '') ?? [];
  if (name === 'denied') return error(403, 'AccessDenied', 'User is not authorized to perform: sts:AssumeRole');
  if (name === 'throttled') return error(400, 'Throttling', 'Rate exceeded');
  if (name === 'throttled-once' && count === 1) return error(400, 'Throttling', 'Rate exceeded');
  if (name === 'broken') return error(500, 'InternalFailure', 'Something broke');
  if (name === 'silent') return { body: undefined };
  if (parameters.get('WebIdentityToken') === 'expired') return error(400, 'ExpiredTokenException', 'Token expired');
  if (signer?.accessKeyId === 'INVALID') return error(403, 'InvalidClientTokenId', 'The security token is invalid.');
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/session`;
  const result =
    action === 'GetCallerIdentity'
      ? `<Arn>arn:aws:iam::${accountOf(signer?.accessKeyId)}:user/x</Arn><UserId>X</UserId><Account>${accountOf(signer?.accessKeyId)}</Account>`
      : `<Credentials><AccessKeyId>ROLE-${account}-${name}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
        `<SessionToken>token of ${name}</SessionToken><Expiration>${expiration()}</Expiration></Credentials>` +
        `<AssumedRoleUser><Arn>${arn}</Arn><AssumedRoleId>A:session</AssumedRoleId></AssumedRoleUser>`;
  const metadata = '<ResponseMetadata><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ResponseMetadata>';
  return xml(
    `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result>${metadata}</${action}Response>`,
  );
}

/** The account of a key that `sts` gave. */
function accountOf(key = ''): string {
  return /^ROLE-(\d+)-/.exec(key)?.[1] ?? ACCOUNT;
}

function error(status: number, code: string, message: string): Answer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>11111111-2222-3333-4444-555555555555</RequestId></ErrorResponse>`;
  return { ...xml(body), status };
}

function xml(body: string): Answer {
  return { type: 'text/xml', body };
}

function json(value: object, status = 200): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) };
}

/** What both providers read: a session for one, a collection for the other. */
function rekognition(): Answer {
  const CollectionARN = `arn:aws:rekognition:us-east-1:${ACCOUNT}:collection/x`;
  const collection = { CollectionARN, FaceCount: 0, FaceModelVersion: '7.0', CreationTimestamp: 1, Tags: {} };
  return json({ SessionId: '11111111-2222-4333-8444-555555555555', ...collection });
}

function singleSignOn({ path, headers }: Call): Answer {
  const token = headers['x-amz-sso_bearer_token'];
  if (token === 'stale') return json({ message: 'Session token not found or invalid' }, 401);
  const role = new URL(path, 'https://portal').searchParams.get('role_name');
  if (role === 'denied') return json({ message: 'No access' }, 403);
  const roleCredentials = {
    accessKeyId: `SSO-${role}`,
    secretAccessKey: 's',
    sessionToken: `token of ${token}`,
    expiration: Date.now() + 3_600_000,
  };
  return json({ roleCredentials });
}

function renewedToken({ body }: Call): Answer {
  const { refreshToken } = JSON.parse(body) as { readonly refreshToken?: string };
  if (refreshToken === 'stale') return json({ error: 'invalid_grant' }, 400);
  return json({ accessToken: `renewed by ${refreshToken}`, expiresIn: 3600, tokenType: 'Bearer' });
}

function metadata({ method, path, headers }: Call, version: Required<Answers>['metadata']): Answer {
  const missing = { status: 404, body: '' };
  if (version === 'none') return missing;
  if (path === '/latest/api/token') {
    const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' };
    return version === 'v1' || method !== 'PUT' ? missing : { body: 'imds-token', headers };
  }
  if (version !== 'v1' && headers['x-aws-ec2-metadata-token'] !== 'imds-token') return { status: 401, body: '' };
  const credentials = { Code: 'Success', Type: 'AWS-HMAC', LastUpdated: expiration(), ...temporary('INSTANCE') };
  const bodies: Readonly<Record<string, string>> = {
    ...(version !== 'v2 without a role' && {
      '/latest/meta-data/iam/security-credentials/': 'machine',
      '/latest/meta-data/iam/security-credentials/machine': JSON.stringify(credentials),
    }),
    '/latest/meta-data/placement/region': 'ap-northeast-1',
    '/latest/dynamic/instance-identity/document': JSON.stringify({ region: 'ap-northeast-1' }),
  };
  const body = bodies[path];
  return body === undefined ? missing : { body };
}

function container({ path, headers }: Call): Answer {
  if (path === '/container/denied') return { status: 403, body: 'no' };
  if (path === '/container/guarded' && headers.authorization !== 'pass') return { status: 401, body: 'no' };
  const { Expiration, ...lasting } = temporary('CONTAINER');
  const body = path === '/container/without-expiration' ? lasting : { ...lasting, Expiration };
  return { type: 'application/json', body: JSON.stringify(body) };
}

function temporary(key: string) {
  return { AccessKeyId: key, SecretAccessKey: 's', Token: `token of ${key}`, Expiration: expiration() };
}

/** A time in the future, as services write it. */
function expiration(): string {
  return new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
}
