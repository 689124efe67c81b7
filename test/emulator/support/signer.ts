import { createHash, createHmac } from 'node:crypto';

/** A request to sign, valid or not. */
export interface ToSign {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names in lower case. Default: all headers. */
  readonly signedHeaders?: readonly string[];
  /** Default: that of the body. */
  readonly payloadHash?: string;
  readonly body?: string;
  readonly date?: Date;
  readonly region?: string;
  readonly service?: string;
  readonly terminator?: string;
  /** The day in the scope, as `YYYYMMDD`. Default: that of the date. */
  readonly day?: string;
}

/** An Authorization header of Signature Version 4, made step by step as in AWS's documentation, without an SDK. */
export function authorizationOf(request: ToSign): string {
  const { credential, signedHeaders, signature } = signatureOf(request);
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** The query of a presigned request. */
export function presignedQueryOf(
  request: ToSign & { readonly sessionToken?: string | undefined; readonly expires?: string | undefined },
): string {
  const { credential, signedHeaders } = signatureOf(request);
  const parameters = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential,
    'X-Amz-Date': basicFormat(request.date ?? new Date()),
    'X-Amz-SignedHeaders': signedHeaders,
    ...(request.expires !== undefined && { 'X-Amz-Expires': request.expires }),
    ...(request.sessionToken !== undefined && { 'X-Amz-Security-Token': request.sessionToken }),
  };
  const query = Object.entries(parameters)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
  return `${query}&X-Amz-Signature=${signatureOf({ ...request, path: `/?${query}` }).signature}`;
}

/** ISO 8601's basic format to the second. */
export function basicFormat(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function signatureOf(request: ToSign): { credential: string; signedHeaders: string; signature: string } {
  const { accessKeyId = 'AKIDEXAMPLE', secretAccessKey = 'secret', method = 'POST', path = '/', body = '' } = request;
  const { date = new Date(), region = 'us-east-1', service = 'rekognition', terminator = 'aws4_request' } = request;
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const names = [...(request.signedHeaders ?? headers.keys())].sort();
  const day = request.day ?? basicFormat(date).slice(0, 8);
  const scope = [day, region, service, terminator];
  const [pathname = '', query = ''] = path.split('?');
  const canonicalRequest = [
    method,
    pathname,
    query.split('&').sort().join('&'),
    ...names.map((name) => `${name}:${headers.get(name)?.trim().replaceAll(/ +/g, ' ') ?? ''}`),
    '',
    names.join(';'),
    request.payloadHash ?? sha256(body),
  ].join('\n');
  const stringToSign = ['AWS4-HMAC-SHA256', basicFormat(date), scope.join('/'), sha256(canonicalRequest)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return {
    credential: [accessKeyId, ...scope].join('/'),
    signedHeaders: names.join(';'),
    signature: hmac(key, stringToSign).toString('hex'),
  };
}

/** The SHA-256 of a text in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
