import { once } from 'node:events';
import { type ClientHttp2Stream, connect as connectHttp2, constants, type IncomingHttpHeaders } from 'node:http2';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { GrpcClient, type Peer, pem } from '../../../harness/plugin/grpc-client';
import type { Certificate } from '../../../src/plugin/process/certificate';

/** Makes a gRPC client that is closed after the test. */
export function grpcClient(peer: Peer, certificate: Certificate): GrpcClient {
  const client = new GrpcClient(peer, certificate);
  onTestFinished(() => client.close());
  return client;
}

/** A gRPC call on plain HTTP/2, for data that no library sends. */
export interface RawCall {
  readonly stream: ClientHttp2Stream;
  /** Resolves when the stream is closed, to the grpc-status of the response, if there was one. */
  readonly status: Promise<string | undefined>;
  /** Destroys the connection, like the death of a client. */
  die(): void;
}

/** Opens the stream of a call, and sends nothing on it. */
export async function rawCall(peer: Peer, certificate: Certificate, path: string): Promise<RawCall> {
  const socket = await connectTls(peer, certificate);
  const session = connectHttp2('https://localhost', { createConnection: () => socket });
  session.on('error', () => undefined);
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: path,
    [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
    [constants.HTTP2_HEADER_TE]: 'trailers',
  });
  stream.on('error', () => undefined).resume();
  let status: string | undefined;
  const note = (headers: IncomingHttpHeaders) => {
    status ??= headers['grpc-status']?.toString();
  };
  stream.on('response', note).on('trailers', note);
  // Not events.once, which rejects if the stream has an error before it closes.
  const closing = new Promise((resolve) => stream.once('close', resolve));
  return { stream, status: closing.then(() => status), die: () => session.destroy() };
}

/** Opens a TLS connection with a certificate or without, and waits for the client's end of the handshake. */
export async function connectTls(
  peer: Peer,
  certificate: Certificate | undefined,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const [host, port] = peer.address.split(':');
  const socket = connect({
    ...(peer.network === 'unix' ? { path: peer.address } : { host, port: Number(port) }),
    servername: 'localhost',
    ca: pem(peer.certificate),
    ...(certificate && {
      key: certificate.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: pem(certificate.der),
    }),
    ALPNProtocols: ['h2'],
    ...options,
  });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'secureConnect');
  // Tests expect errors of the connection after this.
  socket.on('error', () => undefined);
  return socket;
}

/** Resolves when a connection is closed by either side. */
export async function closed(socket: TLSSocket): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}
