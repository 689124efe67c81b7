import { describe, expect, it } from 'vitest';
import { emulators, requestHeaders, send } from './support';

const start = emulators();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('AWS JSON 1.1', () => {
  it('answers with its content type and a request id, another each time', async () => {
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
    ['what is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('refuses a body that is %s', async (_, body) => {
    const { status, text } = await send(await start(), { body });
    expect(JSON.parse(text)).toEqual({ __type: 'SerializationException' });
    expect(status).toBe(400);
  });

  it('survives the deepest nesting that fits into a body', async () => {
    const emulator = await start();
    const depth = 500_000;
    const { status } = await send(emulator, { body: `{"Unknown":${'['.repeat(depth)}${']'.repeat(depth)}}` });
    expect(status).toBe(200);
  });

  it.each([
    'RekognitionService.DetectFaces',
    'RekognitionService.createFaceLivenessSession',
    'RekognitionService.constructor',
    'CreateFaceLivenessSession',
    'DynamoDB_20120810.CreateFaceLivenessSession',
    '',
  ])('does not know the operation %j', async (target) => {
    const emulator = await start();
    const { status, text } = await send(emulator, { headers: { ...requestHeaders(), 'X-Amz-Target': target } });
    expect(JSON.parse(text)).toEqual({ __type: 'UnknownOperationException' });
    expect(status).toBe(400);
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 0, throttled: 0, failed: 0 });
  });

  it('does not know an operation that is not named', async () => {
    const { 'X-Amz-Target': _, ...headers } = requestHeaders();
    expect(JSON.parse((await send(await start(), { headers })).text)).toEqual({ __type: 'UnknownOperationException' });
  });

  it.each(['application/x-amz-json-1.0', 'application/json', 'text/plain'])(
    'does not take %s for AWS JSON',
    async (contentType) => {
      const { status, text, headers } = await send(await start(), {
        headers: { ...requestHeaders(), 'Content-Type': contentType },
      });
      expect({ status, text }).toEqual({ status: 404, text: '<UnknownOperationException/>\n' });
      expect(headers.get('x-amzn-requestid')).toMatch(UUID);
    },
  );

  it.each(['GET', 'PUT', 'OPTIONS'])('does not answer %s', async (method) => {
    const { status, text } = await send(await start(), { method });
    expect(status).toBe(403);
    expect(text).toBe(
      '<AccessDeniedException>\n' +
        '  <Message>Unable to determine service/operation name to be authorized</Message>\n' +
        '</AccessDeniedException>\n',
    );
  });

  it('denies access without a message, as the service does', async () => {
    const headers = requestHeaders();
    const Authorization = headers.Authorization?.replace('us-east-1', 'eu-central-1') ?? '';
    const { status, text } = await send(await start(), { headers: { ...headers, Authorization } });
    expect({ status, text }).toEqual({ status: 400, text: '{"__type":"AccessDeniedException"}' });
  });

  it("has the service's own errors in the service's own form", async () => {
    const body = JSON.stringify({ SessionId: '0f8fad5b-d9cb-469f-a165-70867728950e' });
    const { text } = await send(await start(), { body, headers: requestHeaders('GetFaceLivenessSessionResults') });
    expect(JSON.parse(text)).toEqual({
      __type: 'SessionNotFoundException',
      Code: 'SessionNotFoundException',
      Message: 'Session not found.',
    });
  });
});
