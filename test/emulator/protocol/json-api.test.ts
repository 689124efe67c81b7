import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emulators, requestHeaders, send } from '../support/emulator';

const start = emulators();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('AWS JSON 1.1', () => {
  it('answers with its content type and a new request id each time', async () => {
    const emulator = await start();
    const answers = [await send(emulator), await send(emulator), await send(emulator, { body: '' })];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
      expect(headers.get('x-amzn-requestid')).toMatch(UUID);
    }
    expect(new Set(answers.map(({ headers }) => headers.get('x-amzn-requestid'))).size).toBe(3);
  });

  it('allows parameters in the content type', async () => {
    const headers = { ...requestHeaders(), 'Content-Type': 'Application/X-Amz-Json-1.1; charset=utf-8' };
    expect((await send(await start(), { headers })).status).toBe(200);
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"KmsKeyId":'],
    ['a trailing comma', '{"KmsKeyId":"k",}'],
    ['null', 'null'],
    ['a string', '"x"'],
    ['a number', '1'],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('refuses a body: %s', async (_, body) => {
    const { status, text } = await send(await start(), { body });
    expect(JSON.parse(text)).toEqual({ __type: 'SerializationException' });
    expect(status).toBe(400);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, object]>([
    ['blank space around it', ' \n{"KmsKeyId" : "k"}\r\n\t', { KmsKeyId: 'k' }],
    ['a byte order mark', '\uFEFF{"KmsKeyId":"k"}', { KmsKeyId: 'k' }],
    ['escapes', '{"\\u004bmsKeyId":"\\u006b"}', { KmsKeyId: 'k' }],
    ['a member twice, and uses the last one', '{"KmsKeyId":"a","KmsKeyId":"b"}', { KmsKeyId: 'b' }],
    ['a member that has a meaning in JavaScript', '{"__proto__":{"KmsKeyId":"a"},"constructor":1}', {}],
    [
      'half a surrogate pair',
      String.raw`{"Settings":{"OutputConfig":{"S3Bucket":"abc","S3KeyPrefix":"\ud83d"}}}`,
      {
        Settings: { OutputConfig: { S3Bucket: 'abc', S3KeyPrefix: '\ud83d' } },
      },
    ],
  ])('accepts a body with %s', async (_, body, request) => {
    const emulator = await start();
    expect((await send(emulator, { body })).status).toBe(200);
    expect(emulator.sessions()[0]?.request).toEqual(request);
  });

  it.each([
    ['gzip', gzipSync('{}')],
    ['deflate', deflateSync('{}')],
    ['br', brotliCompressSync('{}')],
  ])('does not decompress a body in %s, which the operations do not support', async (encoding, body) => {
    const headers = { ...requestHeaders(), 'Content-Encoding': encoding };
    const { status, text } = await send(await start(), { headers, body });
    expect({ status, text }).toEqual({ status: 400, text: '{"__type":"SerializationException"}' });
  });

  it.each([
    ['an unknown member', 10_000, 200, (nested: string) => `{"Unknown":${nested}}`],
    ['an unknown member', 500_000, 200, (nested: string) => `{"Unknown":${nested}}`],
    ['a known member', 10_000, 400, (nested: string) => `{"Settings":{"ChallengePreferences":${nested}}}`],
    ['a known member', 500_000, 400, (nested: string) => `{"Settings":{"ChallengePreferences":${nested}}}`],
    ['the whole body', 10_000, 400, (nested: string) => nested],
  ])('survives deep nesting in %s, of %i levels', async (_, depth, expected, body) => {
    const emulator = await start();
    const started = performance.now();
    const { status } = await send(emulator, { body: body('['.repeat(depth) + ']'.repeat(depth)) });
    expect(status).toBe(expected);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('survives deep nesting without an end', async () => {
    const { text } = await send(await start(), { body: '{"a":'.repeat(100_000) });
    expect(text).toBe('{"__type":"SerializationException"}');
  });

  it.each([
    'RekognitionService.createFaceLivenessSession',
    'rekognitionservice.CreateFaceLivenessSession',
    'RekognitionService.CreateFaceLivenessSession.',
    'RekognitionService.CreateFaceLivenessSession,RekognitionService.CreateFaceLivenessSession',
    'RekognitionService.StartFaceLivenessSession',
    'RekognitionService.',
    'RekognitionService.constructor',
    'CreateFaceLivenessSession',
    'DynamoDB_20120810.CreateFaceLivenessSession',
    '',
  ])('refuses the unknown operation %j', async (target) => {
    const emulator = await start();
    const { status, text } = await send(emulator, { headers: { ...requestHeaders(), 'X-Amz-Target': target } });
    expect(JSON.parse(text)).toEqual({ __type: 'UnknownOperationException' });
    expect(status).toBe(400);
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 0, throttled: 0, failed: 0 });
  });

  it('refuses a request without X-Amz-Target', async () => {
    const { 'X-Amz-Target': _, ...headers } = requestHeaders();
    expect(JSON.parse((await send(await start(), { headers })).text)).toEqual({ __type: 'UnknownOperationException' });
  });

  it('validates the operation first without a body', async () => {
    const unknown = { ...requestHeaders(), 'X-Amz-Target': 'RekognitionService.DetectFaces' };
    const { text } = await send(await start(), { headers: unknown, body: '' });
    expect(JSON.parse(text)).toEqual({
      __type: 'UnknownOperationException',
      message: expect.stringMatching(
        /^DetectFaces is not an operation of the emulator, which has Create.* with --rekognition-endpoint URL \(option rekognitionEndpoint\)$/,
      ),
    });
  });

  it('validates a body before the operation', async () => {
    const unknown = { ...requestHeaders(), 'X-Amz-Target': 'RekognitionService.DetectFaces' };
    expect((await send(await start(), { headers: unknown, body: '{' })).text).toBe(
      '{"__type":"SerializationException"}',
    );
  });

  it('validates the body before the signature', async () => {
    const { Authorization: _, ...unsigned } = requestHeaders();
    for (const body of ['', '{']) {
      const { text } = await send(await start(), { headers: unsigned, body });
      expect(text).toBe('{"__type":"SerializationException"}');
    }
  });

  it('answers on any path', async () => {
    expect((await send(await start(), { path: '/any/where?x=1' })).status).toBe(200);
  });

  it.each(['application/x-amz-json-1.0', 'application/json', 'text/plain', '', 'application/x-amz-json-1.1+x'])(
    'does not accept "%s" as AWS JSON',
    async (contentType) => {
      const { status, text, headers } = await send(await start(), {
        headers: { ...requestHeaders(), 'Content-Type': contentType },
      });
      expect({ status, text }).toEqual({ status: 404, text: '<UnknownOperationException/>\n' });
      expect(headers.get('x-amzn-requestid')).toMatch(UUID);
    },
  );

  const xml = (type: string, message: string) => `<${type}>\n  <Message>${message}</Message>\n</${type}>\n`;
  const undetermined = 'Unable to determine service/operation name to be authorized';

  it.each([
    ['GET', {}],
    ['PUT', {}],
    ['DELETE', {}],
    ['OPTIONS', {}],
    ['POST', { 'Content-Type': '', 'X-Amz-Target': '' }],
    ['POST', { 'Content-Type': 'application/json', 'X-Amz-Target': '' }],
  ])('refuses %s with %j, which has no operation', async (method, headers) => {
    const emulator = await start();
    const signed = await send(emulator, { method, headers: { ...requestHeaders(), ...headers } });
    expect(signed).toMatchObject({ status: 403, text: xml('AccessDeniedException', undetermined) });
    const unsigned = await send(emulator, { method, headers: { ...requestHeaders(), ...headers, Authorization: '' } });
    const missing = xml('MissingAuthenticationTokenException', 'Missing Authentication Token');
    expect(unsigned).toMatchObject({ status: 403, text: missing });
    expect(signed.headers.get('content-type')).toBe('application/xml');
    expect(signed.headers.get('x-amzn-requestid')).toMatch(UUID);
  });

  it('answers HEAD like GET, without a body', async () => {
    const emulator = await start();
    const [get, head] = [await send(emulator, { method: 'GET' }), await send(emulator, { method: 'HEAD' })];
    expect(head).toMatchObject({ status: 403, text: '' });
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
  });

  it('denies access without a message, as AWS does', async () => {
    const headers = requestHeaders();
    const Authorization = headers.Authorization?.replace('us-east-1', 'eu-central-1') ?? '';
    const { status, text } = await send(await start(), { headers: { ...headers, Authorization } });
    expect({ status, text }).toEqual({ status: 400, text: '{"__type":"AccessDeniedException"}' });
  });

  it("sends Rekognition's own errors in Rekognition's form", async () => {
    const body = JSON.stringify({ SessionId: '0f8fad5b-d9cb-469f-a165-70867728950e' });
    const { text } = await send(await start(), { body, headers: requestHeaders('GetFaceLivenessSessionResults') });
    expect(JSON.parse(text)).toEqual({
      __type: 'SessionNotFoundException',
      Code: 'SessionNotFoundException',
      Logref: expect.stringMatching(UUID),
      Message: 'Session not found.',
    });
  });

  it('sends the type of an error only in the body', async () => {
    const emulator = await start();
    const SessionId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const own = { body: JSON.stringify({ SessionId }), headers: requestHeaders('GetFaceLivenessSessionResults') };
    for (const request of [own, { body: '' }, { method: 'GET' }]) {
      const { headers } = await send(emulator, request);
      expect(headers.has('x-amzn-errortype')).toBe(false);
    }
  });
});

describe('a page of any site', () => {
  const Origin = 'https://example.com';

  it('can send a preflight request', async () => {
    const headers = {
      Origin,
      'Access-Control-Request-Headers': 'authorization,x-amz-target',
      'Access-Control-Request-Method': 'POST',
    };
    const answer = await send(await start(), { method: 'OPTIONS', headers });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization,x-amz-target',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '172800',
      'content-length': '0',
    });
  });

  it('can send a request and read the answer', async () => {
    const emulator = await start();
    for (const [status, body] of [
      [200, '{}'],
      [400, '{'],
    ] as const) {
      const answer = await send(emulator, { headers: { ...requestHeaders(), Origin }, body });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-RequestId');
    }
  });

  it('cannot send a preflight request to another path', async () => {
    const answer = await send(await start(), { method: 'OPTIONS', path: '/DetectText', headers: { Origin } });
    expect(answer.status).toBe(403);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('gets cross-origin headers, and other clients do not', async () => {
    expect((await send(await start())).headers.has('access-control-allow-origin')).toBe(false);
  });
});
