import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Emulator } from '../../../src/emulator';
import { emulators, requestHeaders, send } from '../support/emulator';
import { CHALLENGE_VERSIONS } from './support';

const start = emulators();
const codec = new EventStreamCodec(toUtf8, fromUtf8);
const websockets: WebSocket[] = [];

afterEach(() => {
  for (const websocket of websockets.splice(0)) websocket.terminate();
});

const PARAMETERS = { 'video-width': '640', 'video-height': '480', 'challenge-versions': CHALLENGE_VERSIONS };

async function createSession(emulator: Emulator): Promise<string> {
  const { Authorization, ...headers } = requestHeaders();
  const { SessionId } = JSON.parse((await send(emulator, { headers })).text) as { SessionId: string };
  return SessionId;
}

/** A websocket whose session is started, and the types of the messages that it has received. */
interface Conversation {
  readonly websocket: WebSocket;
  readonly received: string[];
  readonly closed: Promise<void>;
  /** The text of the last message. */
  readonly last: () => string;
}

async function open(emulator: Emulator, id?: string): Promise<Conversation> {
  const query = new URLSearchParams({ 'session-id': id ?? (await createSession(emulator)), ...PARAMETERS });
  const url = `${emulator.url.replace(/^http/, 'ws')}/start-face-liveness-session-websocket?${query}`;
  const websocket = new WebSocket(url);
  websockets.push(websocket);
  const received: string[] = [];
  let last = '';
  websocket.on('message', (data: Buffer) => {
    const { headers, body } = codec.decode(data);
    received.push(String((headers[':event-type'] ?? headers[':exception-type'])?.value));
    last = toUtf8(body);
  });
  websocket.on('error', () => {});
  const closed = once(websocket, 'close').then(() => {});
  while (!received.includes('ServerSessionInformationEvent')) await once(websocket, 'message');
  return { websocket, received, closed, last: () => last };
}

function message(type: string, body: string | Uint8Array): Uint8Array {
  const string = (value: string) => ({ type: 'string', value }) as const;
  return codec.encode({
    headers: { ':event-type': string(type), ':message-type': string('event') },
    body: typeof body === 'string' ? fromUtf8(body) : body,
  });
}

function changed(bytes: Uint8Array, index: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index] = value;
  return copy;
}

const VIDEO = message('VideoEvent', '{"VideoChunk":"AAAA"}');

/** Bytes that are no message, with a part of the error. */
const UNREADABLE: Readonly<Record<string, readonly [bytes: Uint8Array | string, error: string]>> = {
  'a text': ['hello', 'too short'],
  'no bytes': ['', 'too short'],
  'random bytes': [Uint8Array.from({ length: 100 }, (_, index) => (index * 37) % 256), 'length'],
  'a length that is too long': [changed(VIDEO, 3, 255), 'length'],
  'a length that is too short': [changed(VIDEO, 3, 20), 'length'],
  'a huge length': [changed(VIDEO, 0, 255), 'length'],
  'headers longer than the message': [changed(VIDEO, 5, 255), 'checksum'],
  'a wrong checksum': [changed(VIDEO, VIDEO.length - 1, 0), 'checksum'],
  'a body that is not JSON': [message('VideoEvent', '{'), 'not JSON'],
  'a body in another encoding': [message('VideoEvent', Uint8Array.of(0x22, 0xff, 0x22)), 'not JSON'],
  'a number as the video': [message('VideoEvent', '{"VideoChunk":1}'), 'NUMBER_VALUE can not be converted to a String'],
  'a challenge without an id': [
    message('ClientSessionInformationEvent', '{"Challenge":{"FaceMovementChallenge":{}}}'),
    "at 'challenge.faceMovementChallenge.challengeId' failed to satisfy constraint: Member must not be null",
  ],
  'no challenge': [message('ClientSessionInformationEvent', '{"Challenge":{}}'), 'has to have one of'],
};

describe('a websocket', () => {
  test.for(Object.keys(UNREADABLE))('is ended with ValidationException after %s', async (name) => {
    const emulator = await start({ allowUnsigned: true });
    const { websocket, received, closed, last } = await open(emulator);
    const [bytes, error] = UNREADABLE[name] ?? ['', ''];
    websocket.send(bytes);
    await closed;
    expect(received.slice(2)).toEqual(['ValidationException']);
    expect(last()).toContain(error);
    expect(emulator.sessions()).toMatchObject([{ status: 'FAILED' }]);
    expect((await send(emulator)).status).toBe(200);
  });

  test('ignores events of other types', async () => {
    const emulator = await start({ allowUnsigned: true });
    const { websocket, received, closed } = await open(emulator);
    websocket.send(message('AnotherEvent', '{'));
    websocket.send(VIDEO);
    websocket.send(message('VideoEvent', '{"TimestampMillis":1}'));
    await closed;
    expect(received.at(-1)).toBe('DisconnectionEvent');
    expect(emulator.sessions()).toMatchObject([{ status: 'SUCCEEDED', video: { events: 1, bytes: 3 } }]);
  });

  test.for([
    ['a message that is too large', (websocket: WebSocket) => websocket.send(Buffer.alloc(1024 * 1024 + 1))],
    ['the end of the client', (websocket: WebSocket) => websocket.close()],
    ['the loss of the client', (websocket: WebSocket) => websocket.terminate()],
  ] as const)('gives its stream back after %s', async ([, act]) => {
    const emulator = await start({ allowUnsigned: true });
    const { websocket, closed } = await open(emulator);
    expect(emulator.state().streams).toBe(1);
    act(websocket);
    await closed;
    await expect.poll(() => emulator.state().streams).toBe(0);
  });

  test.for([
    ['reserved bits', [0xf2, 0x80, 0, 0, 0, 0]],
    ['no mask', [0x82, 0x01, 0]],
    ['an endless length', [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
  ] as const)('is cut after a frame with %s', async ([, frame]) => {
    const emulator = await start({ allowUnsigned: true });
    const query = new URLSearchParams({ 'session-id': await createSession(emulator), ...PARAMETERS });
    const socket = connect(emulator.port, '127.0.0.1');
    const handshake = [
      `GET /start-face-liveness-session-websocket?${query} HTTP/1.1`,
      ...['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
      ...['Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', ''],
    ];
    socket.write(handshake.join('\r\n'));
    socket.write(Uint8Array.from(frame));
    socket.resume();
    await once(socket, 'close');
    await expect.poll(() => emulator.state().streams).toBe(0);
  });

  test('at another path is refused', async () => {
    const emulator = await start();
    const socket = connect(emulator.port, '127.0.0.1');
    const upgrade = ['Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket', '', ''];
    socket.write(['GET /start-face-liveness-session-websockets HTTP/1.1', ...upgrade].join('\r\n'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('that is only half open is cut', async () => {
    const emulator = await start({ requestTimeoutSeconds: 0.2 });
    const socket = connect(emulator.port, '127.0.0.1');
    socket.write('GET /start-face-liveness-session-websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await send(emulator)).status).toBe(200);
  });
});

/** A stream over HTTP/2 that the emulator has not ended, with its connection. */
async function openHttp2(emulator: Emulator): Promise<{ session: ClientHttp2Session; stream: ClientHttp2Stream }> {
  const session = connectHttp2(emulator.url);
  const prefix = 'x-amz-rekognition-streaming-liveness-';
  const stream = session.request({
    ':method': 'POST',
    ':path': '/start-face-liveness-session',
    [`${prefix}session-id`]: await createSession(emulator),
    ...Object.fromEntries(Object.entries(PARAMETERS).map(([name, value]) => [prefix + name, value])),
  });
  return { session, stream };
}

describe('a stream over HTTP/2', () => {
  test.for([
    ['reset', ({ stream }) => stream.destroy()],
    ['lost with its connection', ({ session }) => session.destroy()],
  ] satisfies [string, (client: Awaited<ReturnType<typeof openHttp2>>) => void][])(
    'that is %s ends, and its session stays IN_PROGRESS',
    async ([, act]) => {
      const emulator = await start({ allowUnsigned: true });
      const client = await openHttp2(emulator);
      await once(client.stream, 'response');
      expect(emulator.state().streams).toBe(1);
      act(client);
      await expect.poll(() => emulator.state().streams).toBe(0);
      expect(emulator.sessions()).toMatchObject([{ status: 'IN_PROGRESS' }]);
      client.session.destroy();
    },
  );

  test.for([
    ['a huge length', Buffer.from('ffffffff000000000000000000000000', 'hex'), 'a message has 4294967295 bytes'],
    ['a length below the minimum', Buffer.from('00000001000000000000000000000000', 'hex'), 'a message has 1 bytes'],
    ['a message without its end', VIDEO.subarray(0, 20), 'it ends after 20 bytes of a message'],
  ] as const)('is ended with ValidationException after %s', async ([, bytes, error]) => {
    const emulator = await start({ allowUnsigned: true });
    const { session, stream } = await openHttp2(emulator);
    // In pieces, as a network may deliver it.
    for (const byte of bytes) stream.write(Uint8Array.of(byte));
    stream.end();
    const received = await text(stream);
    expect(received).toContain('ValidationException');
    expect(received).toContain(error);
    session.close();
    await expect.poll(() => emulator.state().streams).toBe(0);
  });

  test('that sends its body too slowly is reset, and others go on', async () => {
    const emulator = await start({ requestTimeoutSeconds: 0.2 });
    const session = connectHttp2(emulator.url);
    const slow = session.request({ ':method': 'POST', ':path': '/' });
    slow.on('error', () => {});
    slow.write('{');
    await once(slow, 'close');
    const other = session.request({ ':method': 'GET', ':path': '/_emulator/state' });
    const [headers] = (await once(other, 'response')) as [Record<string, unknown>];
    expect(headers[':status']).toBe(200);
    session.destroy();
  });
});

test('500 streams at once take a bounded memory, and give it back', async () => {
  const emulator = await start({ allowUnsigned: true });
  const ids = await Promise.all(Array.from({ length: 500 }, () => createSession(emulator)));
  const conversations = await Promise.all(ids.map((id) => open(emulator, id)));
  expect(emulator.state().streams).toBe(500);
  const chunk = message('VideoEvent', JSON.stringify({ VideoChunk: 'A'.repeat(40_000) }));
  for (const { websocket } of conversations) for (let sent = 0; sent < 3; sent += 1) websocket.send(chunk);
  await expect
    .poll(() => emulator.sessions().every(({ video }) => video?.events === 3), { timeout: 10_000 })
    .toBe(true);
  for (const [index, { websocket }] of conversations.entries()) {
    if (index % 2 === 0) websocket.terminate();
    else websocket.send(message('VideoEvent', '{}'));
  }
  await expect
    .poll(() => emulator.state(), { timeout: 10_000 })
    .toMatchObject({
      streams: 0,
      sessions: { SUCCEEDED: 250, IN_PROGRESS: 250 },
    });
});
