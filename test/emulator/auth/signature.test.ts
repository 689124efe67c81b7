import { CreateFaceLivenessSessionCommand } from '@aws-sdk/client-rekognition';
import { describe, expect, it } from 'vitest';
import type { Emulator, EmulatorCredentials } from '../../../src/emulator';
import { emulators, requestHeaders, sdk, send } from '../support/emulator';
import { authorizationOf, basicFormat, presignedQueryOf, sha256, type ToSign } from '../support/signer';

const start = emulators();

const PERMANENT = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const TEMPORARY = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'other secret', sessionToken: 'token/+=' };
const EXPIRED = { ...TEMPORARY, accessKeyId: 'ASIAEXPIRED', expiration: new Date(Date.now() - 1000) };
const credentials: readonly EmulatorCredentials[] = [PERMANENT, TEMPORARY, EXPIRED];

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
  'signing method. Consult the service documentation for details.';

interface SentRequest extends Partial<ToSign> {
  /** The parts that differ from the signed request. */
  readonly tampered?: {
    readonly headers?: Readonly<Record<string, string | undefined>>;
    readonly body?: string;
    readonly path?: string;
  };
}

/** Signs a request and sends it, changed or not, to an emulator that verifies signatures. */
async function sendSigned({ tampered = {}, ...request }: SentRequest = {}, emulator?: Emulator) {
  const target = emulator ?? (await start({ credentials }));
  const { Authorization: _, ...usual } = requestHeaders();
  const { date = new Date(), body = '{}', path = '/' } = request;
  const headers = request.headers ?? { ...usual, Host: new URL(target.url).host, 'X-Amz-Date': basicFormat(date) };
  const Authorization = authorizationOf({ ...request, date, body, path, headers });
  const sent = Object.entries({ ...headers, Authorization, ...tampered.headers }).filter(([, value]) => value);
  const { status, text } = await send(target, {
    body: tampered.body ?? body,
    path: tampered.path ?? path,
    headers: Object.fromEntries(sent) as Record<string, string>,
  });
  return { status, ...JSON.parse(text) };
}

/** Headers of a request, in addition to those of all requests. */
function withHeaders(emulator: Emulator, more: Readonly<Record<string, string>>): Record<string, string> {
  const { Authorization: _, ...usual } = requestHeaders();
  return { ...usual, Host: new URL(emulator.url).host, 'X-Amz-Date': basicFormat(new Date()), ...more };
}

function minutesFromNow(minutes: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000);
}

describe('a valid signature', () => {
  it('is accepted and identifies the caller', async () => {
    const emulator = await start({ credentials });
    expect(await sendSigned({ region: 'eu-west-1' }, emulator)).toEqual({ status: 200, SessionId: expect.any(String) });
    expect(emulator.sessions()).toEqual([
      expect.objectContaining({ account: PERMANENT.accessKeyId, region: 'eu-west-1' }),
    ]);
  });

  it.each([-4.9, 4.9])('is accepted %d minutes from now', async (minutes) => {
    expect(await sendSigned({ date: minutesFromNow(minutes) })).toMatchObject({ status: 200 });
  });

  it('of temporary credentials is accepted with their token', async () => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { 'X-Amz-Security-Token': TEMPORARY.sessionToken });
    expect(await sendSigned({ ...TEMPORARY, headers }, emulator)).toMatchObject({ status: 200 });
  });

  it('can cover any header, in any spelling', async () => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { 'User-Agent': 'a  client   of old', Connection: 'close', TE: ' trailers' });
    expect(await sendSigned({ headers }, emulator)).toMatchObject({ status: 200 });
  });

  it('can use the date of the Date header', async () => {
    const emulator = await start({ credentials });
    const { 'X-Amz-Date': _, ...headers } = withHeaders(emulator, { Date: new Date().toUTCString() });
    expect(await sendSigned({ headers }, emulator)).toMatchObject({ status: 200 });
  });

  it('is accepted with the hash of the body', async () => {
    const emulator = await start({ credentials });
    const body = '{"KmsKeyId":"ü"}'.replace('ü', 'key');
    const headers = withHeaders(emulator, { 'X-Amz-Content-Sha256': sha256(body) });
    expect(await sendSigned({ headers, body }, emulator)).toMatchObject({ status: 200 });
  });

  it('can cover a path and a query', async () => {
    expect(await sendSigned({ path: '/some/where?b=2&a=1%2F2&a=1' })).toMatchObject({ status: 200 });
  });

  it.each([
    'rekognition-fips.us-west-2.amazonaws.com',
    'rekognition.us-west-2.api.aws',
    'rekognition.localhost.localstack.cloud:4566',
    'rekognition.us-east-1.localhost.localstack.cloud',
    'rekognition.us-east-1.example.com',
  ])('is accepted by the host %s, which names the same region or none', async (Host) => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { Host });
    expect(await sendSigned({ headers, region: 'us-west-2' }, emulator)).toMatchObject({ status: 200 });
  });
});

describe('an invalid signature', () => {
  it.each<[string, string, string, SentRequest]>([
    ['with another secret', 'InvalidSignatureException', MISMATCH, { secretAccessKey: 'Secret' }],
    [
      'with an unknown access key',
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      { accessKeyId: 'AKIDUNKNOWN' },
    ],
    ['of another body', 'InvalidSignatureException', MISMATCH, { tampered: { body: '{ }' } }],
    ['of another path', 'InvalidSignatureException', MISMATCH, { tampered: { path: '/other' } }],
    ['of another query', 'InvalidSignatureException', MISMATCH, { tampered: { path: '/?a=1' } }],
    ['of another method', 'InvalidSignatureException', MISMATCH, { method: 'PUT' }],
    [
      'of another header',
      'InvalidSignatureException',
      MISMATCH,
      { tampered: { headers: { 'Content-Type': 'application/x-amz-json-1.1; charset=utf-8' } } },
    ],
    ['of another host', 'InvalidSignatureException', MISMATCH, { tampered: { headers: { Host: 'localhost' } } }],
    [
      'of a missing header',
      'InvalidSignatureException',
      MISMATCH,
      { signedHeaders: ['content-type', 'host', 'x-amz-date', 'x-amz-target', 'x-trace'] },
    ],
    [
      'that does not cover the host',
      'InvalidSignatureException',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
      { signedHeaders: ['content-type', 'x-amz-date', 'x-amz-target'] },
    ],
    [
      'that does not cover the operation',
      'InvalidSignatureException',
      "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
      { signedHeaders: ['content-type', 'host', 'x-amz-date'] },
    ],
    [
      'that does not cover the date',
      'InvalidSignatureException',
      "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization.",
      { signedHeaders: ['host', 'x-amz-target'] },
    ],
    [
      'that does not cover an added X-Amz header',
      'InvalidSignatureException',
      "'x-amz-content-sha256' must be a 'SignedHeader' in the AWS Authorization.",
      { tampered: { headers: { 'X-Amz-Content-Sha256': sha256('{}') } } },
    ],
    [
      'for an invalid region',
      'InvalidSignatureException',
      "Credential should be scoped to a valid region, not 'us-east1'. ",
      { region: 'us-east1' },
    ],
    [
      'for another service',
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'rekognition'. ",
      { service: 's3' },
    ],
    [
      'with another terminator',
      'InvalidSignatureException',
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ",
      { terminator: 'aws5_request' },
    ],
    [
      'without the required session token',
      'UnrecognizedClientException',
      'The security token included in the request is invalid',
      TEMPORARY,
    ],
    [
      'by another algorithm',
      'IncompleteSignatureException',
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now). ",
      {
        tampered: {
          headers: {
            Authorization: 'AWS4-HMAC-SHA512 Credential=a, Signature=b, SignedHeaders=host;x-amz-date;x-amz-target',
          },
        },
      },
    ],
    [
      'with an invalid date',
      'IncompleteSignatureException',
      "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601",
      { tampered: { headers: { 'X-Amz-Date': '201' } } },
    ],
    [
      'with a date that does not exist',
      'IncompleteSignatureException',
      "Date must be in ISO-8601 'basic format'. Got '20260230T250000Z'. See http://en.wikipedia.org/wiki/ISO_8601",
      { tampered: { headers: { 'X-Amz-Date': '20260230T250000Z' } } },
    ],
  ])('%s is refused', async (_, __type, message, request) => {
    const emulator = await start({ credentials });
    expect(await sendSigned(request, emulator)).toEqual({ status: 400, __type, message });
    expect(emulator.sessions()).toEqual([]);
    expect(emulator.calls.CreateFaceLivenessSession.failed).toBe(1);
  });

  it('is answered with all errors of its scope', async () => {
    const date = minutesFromNow(0);
    const scope = { region: 'mars', service: 'dynamodb', terminator: 'aws5_request', day: '20130609' };
    expect(await sendSigned({ date, ...scope })).toEqual({
      status: 400,
      __type: 'InvalidSignatureException',
      message:
        "Credential should be scoped to a valid region, not 'mars'. Credential should be scoped to correct service: " +
        "'rekognition'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in " +
        "Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20130609' != " +
        `'${basicFormat(date).slice(0, 8)}', from '${basicFormat(date)}'.`,
    });
  });

  it('whose scope has another day than its date is refused', async () => {
    const yesterday = basicFormat(minutesFromNow(-24 * 60)).slice(0, 8);
    expect(await sendSigned({ day: yesterday })).toMatchObject({
      __type: 'InvalidSignatureException',
      message: expect.stringMatching(`^Date in Credential scope does not match .*: '${yesterday}' != '`),
    });
  });

  it.each(['', '-fips'])('for another region than that of the host rekognition%s is refused', async (fips) => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { Host: `rekognition${fips}.us-west-2.amazonaws.com` });
    expect(await sendSigned({ headers }, emulator)).toEqual({
      status: 400,
      __type: 'InvalidSignatureException',
      message: "Credential should be scoped to a valid region, not 'us-east-1'. ",
    });
  });

  it.each([
    ['Signature expired', 'now earlier than', -5.1, -5, '-'],
    ['Signature not yet current', 'still later than', 5.1, 5, '+'],
  ])('is too far from now: %s', async (begin, relation, minutes, limit, sign) => {
    const date = minutesFromNow(minutes);
    const { status, __type, message } = await sendSigned({ date });
    expect({ status, __type }).toEqual({ status: 400, __type: 'InvalidSignatureException' });
    const [, end = '', now = ''] = /than (\d{8}T\d{6}Z) \((\d{8}T\d{6}Z) /.exec(message) ?? [];
    expect(message).toBe(`${begin}: ${basicFormat(date)} is ${relation} ${end} (${now} ${sign} 5 min.)`);
    expect(parse(end) - parse(now)).toBe(limit * 60_000);
    expect(Math.abs(parse(now) - Date.now())).toBeLessThan(30_000);
  });

  it.each([
    ['of the body sent, too, which is not the one signed', sha256('{}'), '{ }'],
    ['of the body sent, which is not the one signed', sha256('{ }'), '{ }'],
    ['left out', 'UNSIGNED-PAYLOAD', '{}'],
  ])('is not made valid by a hash %s', async (_, hash, body) => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { 'X-Amz-Content-Sha256': hash });
    const request = { headers, payloadHash: hash === 'UNSIGNED-PAYLOAD' ? hash : sha256('{}'), tampered: { body } };
    expect(await sendSigned(request, emulator)).toEqual({
      status: 400,
      __type: 'InvalidSignatureException',
      message: MISMATCH,
    });
  });

  it.each([
    ['another session token', { ...TEMPORARY, sessionToken: 'token' }],
    ['a session token that permanent credentials do not have', { ...PERMANENT, sessionToken: 'token' }],
  ])('has %s', async (_, { sessionToken, ...signer }) => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { 'X-Amz-Security-Token': sessionToken });
    expect(await sendSigned({ ...signer, headers }, emulator)).toEqual({
      status: 400,
      __type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid',
    });
  });

  it('of expired credentials is refused', async () => {
    const emulator = await start({ credentials });
    const headers = withHeaders(emulator, { 'X-Amz-Security-Token': EXPIRED.sessionToken });
    expect(await sendSigned({ ...EXPIRED, headers }, emulator)).toEqual({
      status: 400,
      __type: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    });
  });
});

function parse(basic: string): number {
  return Date.parse(basic.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
}

describe('a presigned request', () => {
  async function sendPresigned(
    signer: Partial<ToSign> & { readonly sessionToken?: string; readonly expires?: string },
    change = (query: string) => query,
  ) {
    const emulator = await start({ credentials });
    const { Authorization: _, 'X-Amz-Date': __, ...usual } = requestHeaders();
    const headers = { ...usual, Host: new URL(emulator.url).host };
    const query = presignedQueryOf({ body: '{}', headers, ...signer });
    const { status, text } = await send(emulator, { path: `/?${change(query)}`, headers });
    return { status, ...JSON.parse(text) };
  }

  it('is accepted with a valid signature', async () => {
    expect(await sendPresigned(PERMANENT)).toMatchObject({ status: 200 });
    expect(await sendPresigned(TEMPORARY)).toMatchObject({ status: 200 });
  });

  it('is verified', async () => {
    const mismatch = { __type: 'InvalidSignatureException', message: MISMATCH };
    expect(await sendPresigned({ secretAccessKey: 'Secret' })).toMatchObject(mismatch);
    expect(await sendPresigned({}, (query) => `a=1&${query}`)).toMatchObject(mismatch);
    expect(await sendPresigned({ date: minutesFromNow(-6) })).toMatchObject({
      message: expect.stringMatching(/^Signature expired: /),
    });
  });

  it.each([
    ['299', -4.9, 200, undefined],
    ['299', -5, 400, /^Signature expired: .* sec\.\)$/],
    ['604800', -60 * 24 * 6, 200, undefined],
    ['604801', 0, 400, /^X-Amz-Expires must be a number of seconds from 1 to 604800\. Got '604801'$/],
    ['0', 0, 400, /^X-Amz-Expires must be /],
    ['-1', 0, 400, /^X-Amz-Expires must be /],
    ['soon', 0, 400, /^X-Amz-Expires must be /],
    ['299', 6, 400, /^Signature not yet current: /],
  ])('with X-Amz-Expires=%s, signed in %d minutes, is answered with %d', async (expires, minutes, status, message) => {
    const answer = await sendPresigned({ expires, date: minutesFromNow(minutes) });
    expect(answer).toMatchObject({ status, ...(message && { message: expect.stringMatching(message) }) });
  });

  it('is answered with all its missing parameters', async () => {
    expect(await sendPresigned({}, () => 'X-Amz-Algorithm')).toEqual({
      status: 400,
      __type: 'IncompleteSignatureException',
      message:
        "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include " +
        "'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must " +
        "include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string " +
        'parameters.',
    });
    expect(await sendPresigned({}, (query) => query.replace(/&X-Amz-SignedHeaders=[^&]*/, ''))).toMatchObject({
      message:
        "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
    });
  });

  it('without the algorithm counts as unsigned', async () => {
    expect(await sendPresigned({}, (query) => query.replace('X-Amz-Algorithm', 'X-Amz-Algorithms'))).toEqual({
      status: 400,
      __type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  });

  it('cannot have a signature in its headers as well', async () => {
    expect(await sendSigned({ path: '/?X-Amz-Algorithm' })).toEqual({
      status: 400,
      __type: 'InvalidSignatureException',
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    });
  });
});

describe('without credentials', () => {
  it('a signature only has to be complete', async () => {
    const emulator = await start();
    const request = { secretAccessKey: 'any', signedHeaders: ['x'], day: '20130609', date: minutesFromNow(-60) };
    expect(await sendSigned(request, emulator)).toMatchObject({ status: 200 });
    expect(await sendSigned({ ...request, region: 'mars' }, emulator)).toMatchObject({
      __type: 'InvalidSignatureException',
    });
  });

  it('a presigned request identifies its caller', async () => {
    const emulator = await start({ credentials: [] });
    const { Authorization: _, ...headers } = requestHeaders();
    const query = presignedQueryOf({ headers, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', region: 'sa-east-1' });
    expect((await send(emulator, { headers, path: `/?${query}` })).status).toBe(200);
    expect(emulator.sessions()).toMatchObject([{ account: '581039954779', region: 'sa-east-1' }]);
  });
});

describe('if unsigned requests are allowed', () => {
  const { Authorization: _, ...unsigned } = requestHeaders();

  it('they belong to an anonymous account in one region', async () => {
    const emulator = await start({ allowUnsigned: true });
    expect((await send(emulator, { headers: unsigned })).status).toBe(200);
    expect(emulator.sessions()).toMatchObject([{ account: 'anonymous', region: 'us-east-1' }]);
  });

  it('their region is the default region or that of the host', async () => {
    const emulator = await start({ allowUnsigned: true, defaultRegion: 'eu-west-1' });
    await send(emulator, { headers: unsigned });
    await send(emulator, { headers: { ...unsigned, Host: 'rekognition.sa-east-1.amazonaws.com:443' } });
    expect(emulator.sessions().map(({ region }) => region)).toEqual(['eu-west-1', 'sa-east-1']);
  });

  it.each([
    'rekognition.localhost.localstack.cloud:4566',
    'rekognition.us-west-2.localhost.localstack.cloud',
    'rekognition.sa-east-1.localhost',
    'rekognition.sa-east-1.amazonaws.com.example.com',
    'not-rekognition.sa-east-1.amazonaws.com',
  ])("the host %s, which is not AWS's, names no region", async (Host) => {
    const emulator = await start({ allowUnsigned: true, defaultRegion: 'eu-west-1' });
    await send(emulator, { headers: { ...unsigned, Host } });
    expect(emulator.sessions()).toMatchObject([{ region: 'eu-west-1' }]);
  });

  it('a signature still has to be valid', async () => {
    const emulator = await start({ allowUnsigned: true, credentials });
    expect(await sendSigned({ secretAccessKey: 'Secret' }, emulator)).toMatchObject({ message: MISMATCH });
    expect(await sendSigned({}, emulator)).toMatchObject({ status: 200 });
    expect((await send(emulator, { headers: unsigned })).status).toBe(200);
  });
});

describe('the AWS SDK for JavaScript', () => {
  const create = new CreateFaceLivenessSessionCommand();

  it('signs requests that are accepted', async () => {
    const emulator = await start({ credentials });
    for (const signer of [PERMANENT, TEMPORARY]) {
      await sdk(emulator, { credentials: signer }).send(create);
    }
    expect(emulator.sessions()).toHaveLength(2);
  });

  it.each([
    ['InvalidSignatureException', { ...PERMANENT, secretAccessKey: 'other' }],
    ['UnrecognizedClientException', { ...PERMANENT, accessKeyId: 'AKIDUNKNOWN' }],
    ['UnrecognizedClientException', { ...TEMPORARY, sessionToken: 'other' }],
    ['ExpiredTokenException', { ...EXPIRED, expiration: undefined }],
  ])('gets the error of %s', async (name, signer) => {
    const client = sdk(await start({ credentials }), { credentials: signer });
    await expect(client.send(create)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it('corrects its clock by the answer and succeeds', async () => {
    const emulator = await start({ credentials });
    const hour = 3_600_000;
    const client = sdk(emulator, { credentials: PERMANENT, maxAttempts: 2, systemClockOffset: -hour });
    const { $metadata } = await client.send(create);
    expect($metadata.attempts).toBe(2);
    expect(Math.abs(client.config.systemClockOffset)).toBeLessThan(hour / 2);
  });
});
