import { type handleUnaryCall, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { CreateRpcServer, RpcMethod } from './rpc';

// Terraform's own limit for a message. The library's default of 4 MiB is less than a large state.
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/**
 * An RPC server on @grpc/grpc-js. Connections come in decrypted and checked, so it does no TLS of its own.
 *
 * A small server of our own on node:http2 was measured in its place, paired: a plan of one session took 2 to 10 % less,
 * one of 1,000 sessions 7 to 10 %. That is not worth a transport of our own.
 */
export const createGrpcServer: CreateRpcServer = (methods, silentStreams) => {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': -1,
  });
  const asItIs = (message: Uint8Array): Buffer => Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  for (const method of methods) {
    server.register(method.path, unaryHandler(method), asItIs, (bytes) => bytes, 'unary');
  }
  for (const path of silentStreams) {
    server.register(
      path,
      () => undefined,
      asItIs,
      (bytes) => bytes,
      'serverStream',
    );
  }
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return { accept: (connection) => injector.injectConnection(connection) };
};

function unaryHandler(method: RpcMethod): handleUnaryCall<Uint8Array, Uint8Array> {
  return (call, callback) => {
    const abort = new AbortController();
    const cancel = () => abort.abort(new Error('cancelled by the caller'));
    call.once('cancelled', cancel);
    method
      .call(call.request, abort.signal)
      // The library says "cancelled" of every call that has ended, too.
      .finally(() => call.removeListener('cancelled', cancel))
      .then(
        (response) => callback(null, response),
        // Only what is not a well-formed message ends up here: the provider's errors are diagnostics in an answer.
        (error: unknown) =>
          callback({ code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}
