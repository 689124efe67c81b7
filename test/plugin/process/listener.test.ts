import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Peer } from '../../../harness/plugin/grpc-client';
import { type Certificate, createCertificate } from '../../../src/plugin/process/certificate';
import type { Handshake } from '../../../src/plugin/process/handshake';
import { type Listener, listen, socketPaths } from '../../../src/plugin/process/listener';
import { type GrpcMethod, GrpcServer } from '../../../src/plugin/wire/grpc-server';
import { closed, connectTls, grpcClient } from '../support/client';

const server = createCertificate();
const client = createCertificate();
const ANY_PORT = { min: 0, max: 0 };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'listener-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

interface Started extends Listener {
  readonly peer: Peer;
  /** The connections that were accepted. */
  readonly accepted: readonly TLSSocket[];
}

async function start(handshake: Partial<Handshake> = {}): Promise<Started> {
  const accepted: TLSSocket[] = [];
  const listener = await listen(
    server,
    { clientCertificate: client.der, socketDirectory: directory, ports: ANY_PORT, ...handshake },
    (connection) => {
      accepted.push(connection);
      connection.on('error', () => undefined);
      connection.on('data', (data) => connection.write(data));
    },
  );
  onTestFinished(() => {
    for (const connection of accepted) connection.destroy();
    listener.close();
  });
  return { ...listener, accepted, peer: { ...listener.address, certificate: server.der } };
}

/** The response to a client's data; undefined if it is disconnected during its TLS handshake or after it. */
async function answerTo(
  peer: Peer,
  certificate: Certificate | undefined,
  options: ConnectionOptions,
): Promise<string | undefined> {
  let answer: string | undefined;
  try {
    const socket = await connectTls(peer, certificate, options);
    socket.write('hello');
    socket.on('data', (data) => {
      answer = String(data);
      socket.destroy();
    });
    await closed(socket);
  } catch (error) {
    expect(String(error)).toMatch(/disconnected before secure TLS connection|ECONNRESET|EPIPE/);
  }
  return answer;
}

/** Expects a client's data to be sent back. */
async function expectEcho(socket: TLSSocket): Promise<void> {
  socket.write('hello');
  const [data] = await once(socket, 'data');
  expect(String(data)).toBe('hello');
}

describe.for(['unix', 'tcp'] as const)('a listener on %s', (network) => {
  const platform = { unix: 'linux', tcp: 'win32' } as const;
  beforeEach(() => {
    const original = process.platform;
    Object.defineProperty(process, 'platform', { value: platform[network] });
    onTestFinished(() => void Object.defineProperty(process, 'platform', { value: original }));
  });

  test('accepts the client whose certificate is in the handshake', async () => {
    const { peer, accepted } = await start();
    expect(peer.network).toBe(network);
    await expectEcho(await connectTls(peer, client));
    await expectEcho(await connectTls(peer, client, { maxVersion: 'TLSv1.2' }));
    expect(accepted).toHaveLength(2);
  });

  test.for<[string, () => Certificate | undefined]>([
    ['has no certificate', () => undefined],
    ['has another certificate with the same names', createCertificate],
    ["has the server's own certificate", () => server],
  ])('disconnects a client that %s, and accepts others', async ([, certificate]) => {
    const { peer, accepted } = await start();
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      expect(await answerTo(peer, certificate(), { maxVersion })).toBeUndefined();
    }
    expect(accepted).toHaveLength(0);
    await expectEcho(await connectTls(peer, client));
    expect(accepted).toHaveLength(1);
  });

  test.for(['TLSv1.2', 'TLSv1.3'] as const)('accepts its client with a resumed %s session', async (maxVersion) => {
    const { peer, accepted } = await start();
    const first = await connectTls(peer, client, { maxVersion });
    let session = first.getSession();
    first.on('session', (newer) => {
      session = newer;
    });
    await expectEcho(first);
    const second = await connectTls(peer, client, { maxVersion, session });
    expect(second.isSessionReused()).toBe(true);
    await expectEcho(second);
    expect(accepted.map((connection) => connection.getPeerX509Certificate()?.raw)).toEqual([client.der, client.der]);
  });

  test('survives clients without TLS and with a broken TLS handshake', async () => {
    const { peer } = await start();
    const [host, port] = peer.address.split(':');
    const open = () => connect(network === 'unix' ? { path: peer.address } : { host, port: Number(port) });
    for (const garbage of ['GET / HTTP/1.1\r\n\r\n', '\0'.repeat(1000), '\x16\x03\x01\x02\x00\x01']) {
      const socket = open();
      socket.on('error', () => undefined).resume();
      await once(socket, 'connect');
      socket.end(garbage);
      await once(socket, 'close');
    }
    await expect(connectTls(peer, client, { ALPNProtocols: ['http/1.1'] })).rejects.toThrow();
    await expectEcho(await connectTls(peer, client));
  });

  test('accepts no connection and leaves no file after it is closed', async () => {
    const { peer, close } = await start();
    close();
    close();
    expect(readdirSync(directory)).toEqual([]);
    await expect(connectTls(peer, client)).rejects.toThrow();
  });

  test('serves gRPC to its client only', async () => {
    const echo: GrpcMethod = {
      path: '/test.Echo/Echo',
      responseStream: false,
      async *call(request) {
        yield request;
      },
    };
    const grpc = new GrpcServer([echo]);
    const { address, close } = await listen(
      server,
      { clientCertificate: client.der, socketDirectory: directory, ports: ANY_PORT },
      (connection) => grpc.accept(connection),
    );
    onTestFinished(close);
    const peer = { ...address, certificate: server.der };
    const stranger = grpcClient(peer, createCertificate());
    await expect(stranger.call('/test.Echo/Echo', Buffer.from('x'))).rejects.toMatchObject({ code: 14 });
    expect(await grpcClient(peer, client).call('/test.Echo/Echo', Buffer.from('x'))).toEqual(Buffer.from('x'));
  });
});

describe('the path of a socket', () => {
  test('is in the directory that Terraform asks for', async () => {
    const { address } = await start();
    expect(address.address.startsWith(join(directory, 'plugin-'))).toBe(true);
    expect(existsSync(address.address)).toBe(true);
  });

  test('is in the directory for temporary files if Terraform asks for none', () => {
    vi.stubEnv('TMPDIR', directory);
    onTestFinished(() => void vi.unstubAllEnvs());
    const [first, second] = socketPaths(undefined, 'linux');
    expect(first?.startsWith(join(directory, 'plugin-'))).toBe(true);
    expect(second?.startsWith('/tmp/plugin-')).toBe(true);
  });

  test('is in a short directory if it would be too long elsewhere', () => {
    vi.stubEnv('TMPDIR', join(directory, 'x'.repeat(100)));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(socketPaths(`/${'ß'.repeat(45)}`, 'darwin')).toEqual([
      expect.stringMatching(/^\/tmp\/plugin-\d+-[0-9a-f]{8}$/),
    ]);
  });

  test('does not exist on Windows', () => {
    expect(socketPaths(directory, 'win32')).toEqual([]);
  });

  test('differs for each listener', () => {
    expect(socketPaths(directory, 'linux')[0]).not.toBe(socketPaths(directory, 'linux')[0]);
  });

  test.for(['missing', 'read-only', 'long'])(
    'is in the next directory if the one that Terraform asks for is %s',
    async (kind) => {
      const requested = join(directory, kind === 'long' ? 'x'.repeat(100) : kind);
      if (kind !== 'missing') mkdirSync(requested);
      if (kind === 'read-only') {
        if (process.getuid?.() === 0) return; // Root can write everywhere.
        chmodSync(requested, 0o500);
      }
      const next = join(directory, 'next');
      mkdirSync(next);
      vi.stubEnv('TMPDIR', next);
      onTestFinished(() => void vi.unstubAllEnvs());
      const { peer } = await start({ socketDirectory: requested });
      expect(peer.address.startsWith(next)).toBe(true);
      await expectEcho(await connectTls(peer, client));
    },
  );
});

describe('without a directory for a socket, a listener', () => {
  beforeEach(() => {
    const original = process.platform;
    Object.defineProperty(process, 'platform', { value: 'win32' });
    onTestFinished(() => void Object.defineProperty(process, 'platform', { value: original }));
  });

  /** Occupies a port until the end of the test. */
  async function takePort(): Promise<number> {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    if (typeof address !== 'object' || address === null) throw new Error('not listening');
    return address.port;
  }

  test('uses the first free port of the range', async () => {
    const taken = await takePort();
    const { address } = await start({ ports: { min: taken, max: Math.min(taken + 20, 65_535) } });
    const port = Number(address.address.split(':')[1]);
    expect(address.network).toBe('tcp');
    expect(port).toBeGreaterThan(taken);
    expect(port).toBeLessThanOrEqual(taken + 20);
  });

  test('fails if every port of the range is in use', async () => {
    const taken = await takePort();
    await expect(start({ ports: { min: taken, max: taken } })).rejects.toThrow(
      `no directory for a socket and no free port from ${taken} to ${taken}`,
    );
  });
});
