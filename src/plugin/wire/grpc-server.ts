import type { Duplex } from 'node:stream';
import { type ConnectionInjector, type handleUnaryCall, Server, ServerCredentials, status } from '@grpc/grpc-js';

// Terraform's own limit for a message. The library's default of 4 MiB is less than a large state.
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A unary method of a gRPC service, on encoded messages. */
export interface GrpcMethod {
  /** The path on the wire: `/package.Service/Method`. */
  readonly path: string;
  /**
   * Answers one call.
   * @param signal aborted when the caller cancels the call or goes away.
   */
  call(request: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
}

/** A method as the generated code describes it. */
export interface MethodDefinition<Request, Response> {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): Request };
  readonly responseType: { encode(message: Response): { finish(): Uint8Array } };
}

/** Binds a generated method to the function that answers it. */
export function grpcMethod<Request, Response>(
  service: { readonly fullName: string },
  { name, requestType, responseType }: MethodDefinition<Request, Response>,
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): GrpcMethod {
  return {
    path: `/${service.fullName}/${name}`,
    async call(request, signal) {
      return responseType.encode(await answer(requestType.decode(request), signal)).finish();
    },
  };
}

/** A gRPC server on connections that are accepted, decrypted and authenticated already. */
export class GrpcServer {
  private readonly injector: ConnectionInjector;

  /**
   * @param methods the methods that are answered; any other call gets the status UNIMPLEMENTED.
   * @param silentStreams paths of server streams that stay open, without a message, until the client closes them.
   */
  constructor(methods: readonly GrpcMethod[], silentStreams: readonly string[] = []) {
    const server = new Server({
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': -1,
    });
    const serialize = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
    const deserialize = (bytes: Buffer): Uint8Array => bytes;
    for (const method of methods) {
      server.register(method.path, unaryHandler(method), serialize, deserialize, 'unary');
    }
    for (const path of silentStreams) {
      server.register(path, () => undefined, serialize, deserialize, 'serverStream');
    }
    this.injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  }

  /** Serves a connection until either side closes it. */
  accept(connection: Duplex): void {
    this.injector.injectConnection(connection);
  }
}

function unaryHandler(method: GrpcMethod): handleUnaryCall<Uint8Array, Uint8Array> {
  return (call, callback) => {
    const abort = new AbortController();
    const cancel = () => abort.abort(new Error('cancelled by the caller'));
    call.once('cancelled', cancel);
    method
      .call(call.request, abort.signal)
      // The library emits "cancelled" also for a call that has ended.
      .finally(() => call.removeListener('cancelled', cancel))
      .then(
        (response) => callback(null, response),
        // Only malformed messages get here: errors of the provider are diagnostics in a response.
        (error: unknown) =>
          callback({ code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}
