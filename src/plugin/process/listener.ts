import { randomBytes, X509Certificate } from 'node:crypto';
import { createServer, type ListenOptions, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Types only: the module itself is loaded at the first connection, which makes the handshake a fifth faster.
import type { TLSSocket, Server as TlsServer } from 'node:tls';
import type { Certificate } from './certificate';
import type { Handshake } from './handshake';

/** The address of a listener. */
export interface Address {
  readonly network: 'unix' | 'tcp';
  readonly address: string;
}

/** Accepts the connections of one client. */
export interface Listener {
  readonly address: Address;
  /** Stops accepting, and removes the socket's file at once, also while the process exits. */
  close(): void;
}

// The kernel's limit is 108 bytes on Linux and 104 on macOS, including the terminating zero.
const MAX_SOCKET_PATH_BYTES = 100;
const LOOPBACK = '127.0.0.1';

/**
 * Listens for the client whose certificate is in the handshake. Any other client is disconnected at the end of its TLS
 * handshake, before any of its data is read.
 * @throws Error when there is neither a directory for a socket nor a free port.
 */
export async function listen(
  certificate: Certificate,
  handshake: Handshake,
  onConnection: (connection: TLSSocket) => void,
): Promise<Listener> {
  let tls: Promise<TlsServer> | undefined;
  // Paused, so that TLS reads the first byte.
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    tls ??= createTlsServer(certificate, handshake.clientCertificate, onConnection);
    void tls.then((server) => server.emit('connection', socket));
  });
  // Ignore a connection that cannot be accepted, for example for lack of file descriptors.
  server.on('error', () => undefined);
  const address = await bind(server, socketPaths(handshake.socketDirectory), handshake.ports);
  return { address, close: () => server.close() };
}

/** Any free port. */
export const ANY_PORT: Handshake['ports'] = { min: 0, max: 0 };

/**
 * Has a server listen at the first socket path that works, else at the first free port of the loopback interface.
 * @throws Error when there is none.
 */
export async function bind(
  server: Server,
  paths: readonly string[],
  { min, max }: Handshake['ports'],
): Promise<Address> {
  let failure: unknown;
  for (const path of paths) {
    try {
      await listening(server, { path });
      return { network: 'unix', address: path };
    } catch (error) {
      failure = error;
    }
  }
  for (let port = min; port <= max; port += 1) {
    try {
      await listening(server, { host: LOOPBACK, port });
      const bound = server.address();
      const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
      return { network: 'tcp', address: `${LOOPBACK}:${actual}` };
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(
    `there is no directory for a socket and no free port from ${min} to ${max} (${(failure as Error).message}). Set TMPDIR ` +
      'to a writable directory with a path of at most 70 characters.',
  );
}

/** Paths for a socket in order of preference; none on Windows, and none where every path is too long. */
export function socketPaths(
  requestedDirectory: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (platform === 'win32') return [];
  const name = `plugin-${process.pid}-${randomBytes(4).toString('hex')}`;
  const directories = requestedDirectory === undefined ? [tmpdir(), '/tmp'] : [requestedDirectory, tmpdir(), '/tmp'];
  const paths = [...new Set(directories)].map((directory) => join(directory, name));
  return paths.filter((path) => Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES);
}

async function createTlsServer(
  { key, der }: Certificate,
  clientCertificate: Buffer,
  onConnection: (connection: TLSSocket) => void,
): Promise<TlsServer> {
  const tls = await import('node:tls');
  const server = tls.createServer({
    key: key.export({ type: 'pkcs8', format: 'pem' }),
    cert: new X509Certificate(der).toString(),
    ALPNProtocols: ['h2'],
    minVersion: 'TLSv1.2',
    // The client's certificate is compared below. With a certificate authority to verify it, Node would first load its
    // whole bundle of root certificates.
    requestCert: true,
    rejectUnauthorized: false,
    ca: [],
  });
  server.on('secureConnection', (connection) => {
    const peer = connection.getPeerX509Certificate();
    if (peer?.raw.equals(clientCertificate)) onConnection(connection);
    else connection.destroy();
  });
  return server;
}

function listening(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
