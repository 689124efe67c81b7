import { EventEmitter, once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { CompareFacesCommand, CreateFaceLivenessSessionCommand } from '@aws-sdk/client-rekognition';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { startMoto } from '../../../harness/moto/moto';
import { Forwarder } from '../../../src/emulator/forwarding/forwarder';
import type { Request, Response } from '../../../src/emulator/protocol/http-messages';
import { emulators, requestHeaders, sdk, send } from '../support/emulator';
import { foreignServers } from '../support/foreign-server';

const start = emulators();
const listening = foreignServers();

const DETECT_FACES = requestHeaders('DetectFaces');

test("moto answers the SDK's CompareFaces, and the emulator its own operations", async () => {
  const moto = await startMoto();
  try {
    const emulator = await start({ rekognitionEndpoint: moto.url });
    const client = sdk(emulator, { region: 'eu-west-1' });
    const image = { Bytes: new Uint8Array(600_000) };
    const answer = await client.send(new CompareFacesCommand({ SourceImage: image, TargetImage: image }));
    expect(answer.FaceMatches?.[0]?.Similarity).toBeGreaterThan(0);
    expect((await client.send(new CreateFaceLivenessSessionCommand())).SessionId).toHaveLength(36);
    expect(emulator.sessions()).toHaveLength(1);
  } finally {
    await moto.stop();
  }
}, 60_000);

describe('a request for another operation', () => {
  test('is passed on as it came, and so is the answer', async () => {
    const seen: object[] = [];
    const zipped = gzipSync('{"FaceDetails":[]}');
    const rekognitionEndpoint = await listening(async (request, response) => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body: await text(request) });
      const answer = {
        'Content-Type': 'application/x-amz-json-1.1',
        'Content-Encoding': 'gzip',
        'x-amzn-RequestId': 'id',
      };
      response.writeHead(418, { ...answer, Server: 'other' }).end(zipped);
    });
    const emulator = await start({ rekognitionEndpoint });
    const headers = {
      ...DETECT_FACES,
      Host: 'rekognition.eu-west-1.amazonaws.com',
      'X-Other': 'a',
      Origin: 'https://a.example',
    };
    const body = '{ "Image": {"Bytes": "ü"} }';
    const answer = await send(emulator, { path: '//elsewhere.example/?x=%2F', headers, body });
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    expect(seen).toEqual([
      { method: 'POST', url: '//elsewhere.example/?x=%2F', body, headers: expect.objectContaining(sent) },
    ]);
    expect(answer.status).toBe(418);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'content-encoding': 'gzip',
      'content-length': String(zipped.length),
      'x-amzn-requestid': 'id',
    });
    expect(answer.headers.has('server')).toBe(false);
  });

  test('gets an error that names the option if nothing listens', async () => {
    const rekognitionEndpoint = `http://user:secret@127.0.0.1:${await freePort()}/`;
    const { status, text } = await send(await start({ rekognitionEndpoint }), { headers: DETECT_FACES });
    expect(status).toBe(502);
    expect(JSON.parse(text)).toEqual({
      __type: 'BadGatewayException',
      message: `Rekognition at ${new URL(rekognitionEndpoint).origin} could not be reached: ECONNREFUSED. Start it, or set its URL with rekognitionEndpoint (--rekognition-endpoint)`,
    });
  });

  test('ends when its client is gone', async () => {
    const asked = new EventEmitter();
    const rekognitionEndpoint = await listening((request) => asked.emit('request', request));
    const asks = once(asked, 'request');
    const emulator = await start({ rekognitionEndpoint });
    const client = httpRequest(emulator.url, { method: 'POST', headers: DETECT_FACES, agent: false }).end('{}');
    client.on('error', () => undefined);
    const [request] = (await asks) as [IncomingMessage];
    const closed = once(request.socket, 'close');
    client.destroy();
    await closed;
  });

  test.each<[string, RequestListener, string]>([
    ['never begins', () => undefined, 'did not answer within 0.1 seconds'],
    ['never ends', (_, response) => response.write('{'), 'did not answer within 0.1 seconds'],
    ['is too large', (_, response) => response.end(Buffer.alloc(17 * 1024 * 1024)), 'sent more than 16777216 bytes'],
    ['is cut off', (_, { socket }) => socket?.destroy(), 'could not be reached: ECONNRESET'],
  ])('gets an error if the answer %s', async (_, answer, message) => {
    const forwarder = new Forwarder({
      endpoint: await listening(answer),
      answerSeconds: message.includes('0.1') ? 0.1 : 10,
    });
    const front = await listening(async (request, response) => {
      const { status, body } = await forwarder.answer(request as Request, response as Response);
      response.writeHead(status).end(body);
    });
    const response = await fetch(front, { method: 'POST', headers: DETECT_FACES, body: '{}' });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  test('is refused with a body of more than 16 MiB', async () => {
    const rekognitionEndpoint = await listening((_, response) => response.end('{}'));
    const body = Buffer.alloc(16 * 1024 * 1024 + 1);
    expect(await send(await start({ rekognitionEndpoint }), { headers: DETECT_FACES, body })).toMatchObject({
      status: 413,
    });
  });

  test.each(['CreateFaceLivenessSession', 'StartFaceLivenessSession', 'lower', 'Detect Faces', ''])(
    'is not one with the target %j',
    async (operation) => {
      const forwarded: unknown[] = [];
      const rekognitionEndpoint = await listening((request, response) => {
        forwarded.push(request.headers);
        response.end('{}');
      });
      await send(await start({ rekognitionEndpoint }), { headers: requestHeaders(operation) });
      expect(forwarded).toEqual([]);
    },
  );
});
