import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator';
import { MAX_BODY_BYTES } from '../../../src/emulator/protocol/http-server';
import { emulators, requestHeaders, send } from '../support/emulator';

const start = emulators();
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A connection with the bytes received so far. */
interface Conversation {
  readonly socket: Socket;
  received: string;
  /** Waits until the received text matches. */
  until(pattern: RegExp): Promise<string>;
  /** Waits until the emulator closes the connection. */
  readonly closed: Promise<string>;
}

async function open({ port }: Emulator): Promise<Conversation> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  const conversation: Conversation = {
    socket,
    received: '',
    until: async (pattern) => {
      while (!pattern.test(conversation.received)) {
        if (socket.closed) throw new Error(`the connection was closed after ${JSON.stringify(conversation.received)}`);
        await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      }
      return conversation.received;
    },
    closed: once(socket, 'close').then(() => conversation.received),
  };
  socket.on('data', (data: Buffer) => {
    conversation.received += data.toString();
  });
  // On some systems, a connection that is cut during a request is reset.
  socket.on('error', () => {});
  return conversation;
}

/** The lines of a request up to its body. */
function head(more: Readonly<Record<string, string | number>>, version = '1.1'): string {
  const headers = Object.entries({ Host: 'localhost', ...requestHeaders(), ...more });
  return [`POST / HTTP/${version}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

function complete(body = '{}', more: Readonly<Record<string, string | number>> = {}): string {
  return head({ ...more, 'Content-Length': Buffer.byteLength(body) }) + body;
}

const statuses = (received: string) =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

const SESSION = /"SessionId":"[^"]+"}$/;

describe('a connection', () => {
  it('is kept alive after all kinds of errors', async () => {
    const emulator = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (method: string, headers: Record<string, string>, body: string) => {
      const request = httpRequest(emulator.url, { method, headers: { ...requestHeaders(), ...headers }, agent }).end(
        body,
      );
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      await text(response);
      return { status: response.statusCode, reused: request.reusedSocket };
    };
    expect(await ask('POST', {}, '{}')).toEqual({ status: 200, reused: false });
    for (const [status, method, headers, body] of [
      [400, 'POST', {}, '{'],
      [400, 'POST', { Authorization: 'X' }, '{}'],
      [400, 'POST', { 'X-Amz-Target': 'X' }, '{}'],
      [404, 'POST', { 'Content-Type': 'text/plain' }, '{}'],
      [403, 'GET', {}, ''],
      [403, 'HEAD', {}, ''],
      [413, 'POST', {}, ' '.repeat(2 * MAX_BODY_BYTES)],
      [200, 'POST', {}, '{}'],
    ] as const) {
      expect(await ask(method, headers, body)).toEqual({ status, reused: true });
    }
    agent.destroy();
  });

  it('can be idle for a minute', async () => {
    expect(
      (await send(await start(), { headers: { ...requestHeaders(), Connection: 'keep-alive' } })).headers.get(
        'keep-alive',
      ),
    ).toBe('timeout=60');
  });

  it('answers pipelined requests in order', async () => {
    const { socket, until } = await open(await start());
    const requests = [complete(), complete('{'), complete('{}', { 'X-Amz-Target': 'X' }), complete(), complete('[]')];
    socket.write(requests.join(''));
    const received = await until(/Start of list found where not expected/);
    expect(statuses(received)).toEqual([200, 400, 400, 200, 400]);
    expect(received.match(/SerializationException|UnknownOperationException|SessionId/g)).toEqual([
      ...['SessionId', 'SerializationException', 'UnknownOperationException', 'SessionId', 'SerializationException'],
    ]);
  });

  it('is answered after the client has closed its side', async () => {
    const { socket, closed } = await open(await start());
    socket.end(complete());
    expect(await closed).toMatch(SESSION);
  });

  it('of HTTP/1.0 is closed after the answer', async () => {
    const { socket, closed } = await open(await start());
    socket.write(`${head({ 'Content-Length': 2 }, '1.0')}{}`);
    const received = await closed;
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(received).toMatch(/^Connection: close\r$/im);
    expect(received).toMatch(SESSION);
  });

  it('is closed on request of the client', async () => {
    const { socket, closed } = await open(await start());
    socket.write(complete('{}', { Connection: 'close' }));
    expect(await closed).toMatch(SESSION);
  });
});

describe('a body', () => {
  it('can be chunked', async () => {
    const emulator = await start();
    const { socket, until } = await open(emulator);
    socket.write(head({ 'Transfer-Encoding': 'chunked' }));
    socket.write('1;extension=1\r\n{\r\n');
    socket.write('D\r\n"KmsKeyId":"k\r\n2\r\n"}\r\n0\r\nTrailer: 1\r\n\r\n');
    expect(await until(SESSION)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(emulator.sessions()[0]?.request).toEqual({ KmsKeyId: 'k' });
  });

  it('is refused if its chunks are too large together', async () => {
    const { socket, until } = await open(await start());
    socket.write(head({ 'Transfer-Encoding': 'chunked' }));
    const chunk = `${(64 * 1024).toString(16)}\r\n${' '.repeat(64 * 1024)}\r\n`;
    socket.write(`${chunk.repeat(MAX_BODY_BYTES / (64 * 1024) + 1)}0\r\n\r\n`);
    expect(await until(/RequestEntityTooLargeException/)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is requested with 100 Continue if the client expects it', async () => {
    const { socket, until } = await open(await start());
    socket.write(head({ 'Content-Length': 2, Expect: '100-continue' }));
    expect(await until(/\r\n\r\n$/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('{}');
    expect(statuses(await until(SESSION))).toEqual([100, 200]);
  });

  it('is refused with another expectation', async () => {
    const { socket, until } = await open(await start());
    socket.write(head({ 'Content-Length': 2, Expect: 'more' }));
    expect(statuses(await until(/\r\n\r\n/))).toEqual([417]);
  });

  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
    ['an invalid length', 'Content-Length: two\r\n\r\n{}'],
  ])('is refused with %s', async (_, rest) => {
    const emulator = await start();
    const { socket, closed } = await open(emulator);
    socket.write(head({}).replace(/\r\n$/, '') + rest);
    expect(statuses(await closed)).toEqual([400]);
    expect((await send(emulator)).status).toBe(200);
  });
});

describe('a request that is not HTTP', () => {
  it.each([
    ['another protocol', 400, '\x16\x03\x01\x02\x00'],
    ['almost the start of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n'],
    ['headers without end', 431, `POST / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['no host', 400, complete().replace('Host: localhost\r\n', '')],
  ])('is refused: %s', async (_, status, bytes) => {
    const emulator = await start();
    const { socket, closed } = await open(emulator);
    socket.write(bytes);
    expect(statuses(await closed)).toEqual([status]);
    expect((await send(emulator)).status).toBe(200);
  });
});

describe('a slow client', () => {
  it.each([
    ['in its headers', head({ 'Content-Length': 100 })],
    ['in its body', ' '.repeat(100)],
  ])('is cut off even while it keeps sending: %s', async (where, rest) => {
    const emulator = await start({ requestTimeoutSeconds: 0.3 });
    const { socket, closed } = await open(emulator);
    if (where === 'in its body') socket.write(head({ 'Content-Length': 100 }));
    const bytes = rest[Symbol.iterator]();
    const drip = setInterval(() => socket.write(String(bytes.next().value ?? '')), 50);
    try {
      expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      clearInterval(drip);
    }
    expect((await send(emulator)).status).toBe(200);
  });

  it('does not delay other clients', async () => {
    const emulator = await start();
    const waiting = await Promise.all(Array.from({ length: 500 }, () => open(emulator)));
    for (const { socket } of waiting.slice(250)) socket.write(head({ 'Content-Length': 100 }));
    const started = performance.now();
    expect((await send(emulator)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(waiting.every(({ socket, received }) => !socket.closed && received === '')).toBe(true);
  });

  it('can pause between requests for longer than the request timeout', async () => {
    const emulator = await start({ requestTimeoutSeconds: 0.2 });
    const { socket, until } = await open(emulator);
    socket.write(complete());
    await until(SESSION);
    // In the meantime, another client reaches the timeout and is cut off.
    const { socket: other, closed } = await open(emulator);
    other.write('POST / HTTP/1.1\r\n');
    await closed;
    socket.write(complete());
    expect(statuses(await until(/SessionId.*SessionId/s))).toEqual([200, 200]);
  });
});
