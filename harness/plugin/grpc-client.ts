import { X509Certificate } from 'node:crypto';
import { ChannelCredentials, Client, Metadata } from '@grpc/grpc-js';
import type { Certificate } from '../../src/plugin/process/certificate';
import type { Address } from '../../src/plugin/process/listener';

/** The address of a server and its certificate in DER, the only one that the client trusts. */
export interface Peer extends Address {
  readonly certificate: Buffer;
}

/** Converts a certificate from DER to PEM. */
export function pem(der: Buffer): string {
  return new X509Certificate(der).toString();
}

/** A gRPC client with a client certificate, as Terraform has one. */
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
      // Do not share the connection of another client.
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  /**
   * Calls a method, `/package.Service/Method`, with an encoded message.
   *
   * @throws ServiceError of grpc-js
   */
  async call(path: string, request: Uint8Array = new Uint8Array(), signal?: AbortSignal): Promise<Buffer> {
    return await new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes: Buffer) => bytes,
        request,
        new Metadata(),
        (error, response) => (error ? reject(error) : resolve(response ?? Buffer.alloc(0))),
      );
      signal?.addEventListener('abort', () => call.cancel());
    });
  }

  close(): void {
    this.client.close();
  }
}
