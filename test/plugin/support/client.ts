import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type ClientHttp2Stream, connect as connectHttp2, constants, type IncomingHttpHeaders } from 'node:http2';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { ChannelCredentials, Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import type { Certificate } from '../../../src/plugin/process/certificate';
import type { Address } from '../../../src/plugin/process/listener';

/** Where a client connects, and the server's certificate in DER, which is all it trusts. */
export interface Peer extends Address {
  readonly certificate: Buffer;
}

/** A certificate as PEM. */
export function pem(der: Buffer): string {
  return new X509Certificate(der).toString();
}

/** A gRPC client that shows a certificate, as Terraform does. */
export class GrpcClient {
  private readonly client: Client;

  constructor(peer: Peer, { key, der }: Certificate) {
    const credentials = ChannelCredentials.createSsl(
      Buffer.from(pem(peer.certificate)),
      Buffer.from(key.export({ type: 'pkcs8', format: 'pem' })),
      Buffer.from(pem(der)),
    );
    this.client = new Client(peer.network === 'unix' ? `unix:${peer.address}` : peer.address, credentials, {
      'grpc.ssl_target_name_override': 'localhost',
      'grpc.max_receive_message_length': -1,
      'grpc.enable_retries': 0,
      // A connection of its own.
      'grpc.use_local_subchannel_pool': 1,
    });
    onTestFinished(() => this.close());
  }

  /** Calls a procedure with an encoded message. Fails with grpc-js's ServiceError. */
  async call(path: string, request: Uint8Array = new Uint8Array(), signal?: AbortSignal): Promise<Buffer> {
    return await new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes: Buffer) => bytes,
        request,
        new Metadata(),
        (error: ServiceError | null, response?: Buffer) =>
          error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
      );
      signal?.addEventListener('abort', () => call.cancel());
    });
  }

  close(): void {
    this.client.close();
  }
}

/** A gRPC call on bare HTTP/2, for what no library sends or does. */
export interface RawCall {
  readonly stream: ClientHttp2Stream;
  /** Resolves when the stream is closed, to the grpc-status of the answer, if there was one. */
  readonly status: Promise<string | undefined>;
  /** Cuts the connection, as the death of a client does. */
  die(): void;
}

/** Opens a stream for a call; what is sent on it is the test's business. */
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
  return { stream, status: once(stream, 'close').then(() => status), die: () => session.destroy() };
}

/** A bare TLS connection, past its handshake as the client sees it, which shows a certificate or none. */
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
  // What happens to the connection from now on is what tests look at.
  socket.on('error', () => undefined);
  return socket;
}

/** Resolves when a connection is closed, whoever closed it. */
export async function closed(socket: TLSSocket): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}
