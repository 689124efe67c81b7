import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Peer } from '../../../harness/plugin/grpc-client';
import { createCertificate } from '../../../src/plugin/process/certificate';
import { listen } from '../../../src/plugin/process/listener';
import { GrpcServer, grpcMethod } from '../../../src/plugin/wire/grpc-server';
import { closed, connectTls, grpcClient, rawCall } from '../support/client';

const certificate = createCertificate();
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grpc-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

/** Messages that are bytes. */
const BYTES = { decode: (bytes: Uint8Array) => bytes, encode: (bytes: Uint8Array) => ({ finish: () => bytes }) };

/** A method that has one response, or a stream of responses. */
type Method = (request: Uint8Array, signal: AbortSignal) => Promise<Uint8Array> | AsyncIterable<Uint8Array>;

async function start(method: Method, responseStream = false): Promise<Peer> {
  const definition = { name: 'Method', requestType: BYTES, responseType: BYTES, responseStream };
  const server = new GrpcServer([grpcMethod({ fullName: 'test.Test' }, definition, method)]);
  const { address, close } = await listen(
    certificate,
    { clientCertificate: certificate.der, socketDirectory: directory, ports: { min: 0, max: 0 } },
    (connection) => {
      onTestFinished(() => void connection.destroy());
      server.accept(connection);
    },
  );
  onTestFinished(close);
  return { ...address, certificate: certificate.der };
}

const echo: Method = async (request) => request;

test('a method responds with the bytes that it returns', async () => {
  const client = grpcClient(await start(async (request) => Buffer.from(`${Buffer.from(request)}!`)), certificate);
  expect(String(await client.call('/test.Test/Method', Buffer.from('hello')))).toBe('hello!');
  expect(String(await client.call('/test.Test/Method'))).toBe('!');
});

test('a response can be a part of a larger buffer', async () => {
  const client = grpcClient(await start(async () => new Uint8Array(Buffer.from('abcdef')).subarray(2, 4)), certificate);
  expect(String(await client.call('/test.Test/Method'))).toBe('cd');
});

test('messages of 20 MB pass both ways', async () => {
  const client = grpcClient(await start(echo), certificate);
  const message = Buffer.alloc(20 * 1024 * 1024, 'Terraform');
  expect((await client.call('/test.Test/Method', message)).equals(message)).toBe(true);
});

test('each of 200 concurrent calls gets its own response', async () => {
  const client = grpcClient(await start(echo), certificate);
  const numbers = Array.from({ length: 200 }, (_, number) => String(number));
  const answers = await Promise.all(numbers.map((number) => client.call('/test.Test/Method', Buffer.from(number))));
  expect(answers.map(String)).toEqual(numbers);
});

test('a call of an unknown method gets the status UNIMPLEMENTED', async () => {
  const client = grpcClient(await start(echo), certificate);
  await expect(client.call('/test.Test/Other')).rejects.toMatchObject({ code: 12 });
  await expect(client.call('/other.Service/Method')).rejects.toMatchObject({ code: 12 });
  expect(await client.call('/test.Test/Method')).toHaveLength(0);
});

test.for([new Error('ein Fehler: ä'), 'ein Fehler: ä'])(
  'a call of a method that throws %s fails with that message',
  async (error) => {
    const client = grpcClient(
      await start(async () => {
        throw error;
      }),
      certificate,
    );
    await expect(client.call('/test.Test/Method')).rejects.toMatchObject({ code: 13, details: 'ein Fehler: ä' });
  },
);

describe('the signal of a call', () => {
  /** A method that returns when it is aborted. */
  function lasting() {
    const begun = deferred<void>();
    const aborted = deferred<unknown>();
    const method: Method = async (_, signal) => {
      signal.addEventListener('abort', () => aborted.resolve(signal.reason));
      begun.resolve();
      await aborted.promise;
      return Buffer.from('never received');
    };
    return { method, begun: begun.promise, aborted: aborted.promise };
  }

  test('is aborted when the caller cancels the call', async () => {
    const { method, begun, aborted } = lasting();
    const client = grpcClient(await start(method), certificate);
    const cancel = new AbortController();
    const call = client.call('/test.Test/Method', undefined, cancel.signal);
    const failed = expect(call).rejects.toMatchObject({ code: 1 });
    await begun;
    cancel.abort();
    await expect(aborted).resolves.toEqual(new Error('cancelled by the caller'));
    await failed;
  });

  test('is aborted when the client goes away', async () => {
    const { method, begun, aborted } = lasting();
    const { stream, die } = await rawCall(await start(method), certificate, '/test.Test/Method');
    stream.end(Buffer.alloc(5));
    await begun;
    die();
    await expect(aborted).resolves.toEqual(new Error('cancelled by the caller'));
  });

  test('is not aborted at the end of the call', async () => {
    const signals: AbortSignal[] = [];
    const client = grpcClient(
      await start(async (request, signal) => {
        signals.push(signal);
        return request;
      }),
      certificate,
    );
    for (let count = 0; count < 3; count += 1) await client.call('/test.Test/Method');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
  });
});

describe('a stream of responses', () => {
  test('has each of them in order, as soon as it is there', async () => {
    const more = deferred<void>();
    const peer = await start(async function* (request) {
      yield request;
      await more.promise;
      yield Buffer.from('b');
      yield Buffer.from('c');
    }, true);
    const { stream, status } = await rawCall(peer, certificate, '/test.Test/Method');
    stream.end(frame('a'));
    const received: Buffer[] = [];
    stream.on('data', (data: Buffer) => received.push(data));
    await once(stream, 'data');
    expect(Buffer.concat(received)).toEqual(frame('a'));
    more.resolve();
    expect(await status).toBe('0');
    expect(Buffer.concat(received)).toEqual(Buffer.concat(['a', 'b', 'c'].map(frame)));
  });

  test('can have more bytes than a client reads at once', async () => {
    const large = Buffer.alloc(1024 * 1024);
    const peer = await start(async function* () {
      for (let count = 0; count < 8; count += 1) yield large;
    }, true);
    const { stream, status } = await rawCall(peer, certificate, '/test.Test/Method');
    stream.end(Buffer.alloc(5));
    let received = 0;
    stream.on('data', (data: Buffer) => {
      received += data.length;
    });
    expect(await status).toBe('0');
    expect(received).toBe(8 * (large.length + 5));
  });

  test('that fails ends with that message', async () => {
    const peer = await start(async function* (request) {
      yield request;
      throw new Error('ein Fehler');
    }, true);
    const { stream, status } = await rawCall(peer, certificate, '/test.Test/Method');
    stream.end(Buffer.alloc(5));
    stream.resume();
    expect(await status).toBe('13');
  });

  test('is aborted when its client ends it', async () => {
    const begun = deferred<void>();
    const aborted = deferred<unknown>();
    const peer = await start(async function* (request, signal) {
      signal.addEventListener('abort', () => aborted.resolve(signal.reason));
      begun.resolve();
      await aborted.promise;
      yield request;
    }, true);
    const { stream } = await rawCall(peer, certificate, '/test.Test/Method');
    stream.end(Buffer.alloc(5));
    await begun.promise;
    stream.close();
    expect(await aborted.promise).toEqual(new Error('cancelled by the caller'));
  });
});

/** A message in a frame of gRPC. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, 0, text.length]), Buffer.from(text)]);
}

describe('a connection with', () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  const settings = Buffer.from('000000040000000000', 'hex');
  test.for<[string, Buffer]>([
    ['another protocol than HTTP/2', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['zeros', Buffer.alloc(1000)],
    ['a frame above the maximum size', Buffer.concat([preface, settings, Buffer.from('ffffff000000000001', 'hex')])],
    [
      'data on a stream that was never opened',
      Buffer.concat([preface, settings, Buffer.from('00000100000000000161', 'hex')]),
    ],
    ['malformed headers', Buffer.concat([preface, settings, Buffer.from('000004010500000001ffffffff', 'hex')])],
  ])('%s is closed, and other connections are served', async ([, bytes]) => {
    const peer = await start(echo);
    const client = grpcClient(peer, certificate);
    await client.call('/test.Test/Method');
    const broken = await connectTls(peer, certificate);
    broken.end(bytes);
    await closed(broken);
    expect(String(await client.call('/test.Test/Method', Buffer.from('still here')))).toBe('still here');
  });

  test('half a frame does not affect other connections', async () => {
    const peer = await start(echo);
    const broken = await connectTls(peer, certificate);
    broken.write(Buffer.concat([preface, settings, Buffer.from('00ff', 'hex')]));
    await once(broken, 'data');
    broken.destroy();
    expect(String(await grpcClient(peer, certificate).call('/test.Test/Method', Buffer.from('here')))).toBe('here');
  });
});

describe('a call with a gRPC frame that', () => {
  test.for<[string, string]>([
    ['is shorter than its length says', '00000000ff61'],
    ['is longer than any message by its length', '00ffffffff'],
    ['is followed by a second frame', '00000000016100000000016 2'.replace(' ', '')],
    ['ends within its header', '0000'],
  ])('%s fails, and other calls succeed', async ([, hex]) => {
    const peer = await start(echo);
    const { stream, status } = await rawCall(peer, certificate, '/test.Test/Method');
    stream.end(Buffer.from(hex, 'hex'));
    expect(await status).not.toBe('0');
    expect(String(await grpcClient(peer, certificate).call('/test.Test/Method', Buffer.from('here')))).toBe('here');
  });
});

test('a server needs no port and no file of its own', async () => {
  const server = new GrpcServer([]);
  // Without TLS: the listener authenticates connections.
  const plain = createServer((socket) => server.accept(socket)).listen(join(directory, 'plain'));
  onTestFinished(() => void plain.close());
  await once(plain, 'listening');
  const socket = connect(join(directory, 'plain'));
  onTestFinished(() => void socket.destroy());
  const [frame] = await once(socket, 'data');
  // A server begins HTTP/2 with a settings frame.
  expect((frame as Buffer)[3]).toBe(4);
});

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}
