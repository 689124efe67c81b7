import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import {
  type ConnectionInjector,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';

// Terraform's own limit for a message. The library's default of 4 MiB is less than a large state.
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A method of a gRPC service, on encoded messages: one whose response is a message, or a stream of messages. */
export interface GrpcMethod {
  /** The path on the wire: `/package.Service/Method`. */
  readonly path: string;
  /** Whether the response is a stream of any number of messages. Otherwise it is exactly one. */
  readonly responseStream: boolean;
  /**
   * Answers one call.
   * @param signal aborted when the caller cancels the call or goes away.
   */
  call(request: Uint8Array, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A method as the generated code describes it. */
export interface MethodDefinition<Request, Response> {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): Request };
  readonly responseType: { encode(message: Response): { finish(): Uint8Array } };
  readonly responseStream: boolean;
}

/** What the answer to a call can be: the response, or a stream of responses. */
export type Answer<Response> = Response | Promise<Response> | AsyncIterable<Response>;

/** Binds a generated method to the function that answers it. */
export function grpcMethod<Request, Response>(
  service: { readonly fullName: string },
  { name, requestType, responseType, responseStream }: MethodDefinition<Request, Response>,
  answer: (request: Request, signal: AbortSignal) => Answer<Response>,
): GrpcMethod {
  return {
    path: `/${service.fullName}/${name}`,
    responseStream,
    async *call(request, signal) {
      const answered = answer(requestType.decode(request), signal);
      const responses = isStream(answered) ? answered : [await answered];
      for await (const response of responses) yield responseType.encode(response).finish();
    },
  };
}

function isStream<Response>(answered: Answer<Response>): answered is AsyncIterable<Response> {
  return typeof answered === 'object' && answered !== null && Symbol.asyncIterator in answered;
}

/** The response of a method that has exactly one. */
export async function onlyResponse(responses: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const response of responses) return response;
  throw new Error('the method ended without a response');
}

/** A gRPC server on connections that are accepted, decrypted and authenticated already. */
export class GrpcServer {
  private readonly injector: ConnectionInjector;

  /** @param methods the methods that are answered; any other call gets the status UNIMPLEMENTED. */
  constructor(methods: readonly GrpcMethod[]) {
    const server = new Server({
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': -1,
    });
    const serialize = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
    const deserialize = (bytes: Buffer): Uint8Array => bytes;
    for (const method of methods) {
      if (method.responseStream) {
        server.register(method.path, streamHandler(method), serialize, deserialize, 'serverStream');
      } else server.register(method.path, unaryHandler(method), serialize, deserialize, 'unary');
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
    const { signal, end } = cancellation(call);
    onlyResponse(method.call(call.request, signal))
      .finally(end)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(statusOf(error)),
      );
  };
}

function streamHandler(method: GrpcMethod): handleServerStreamingCall<Uint8Array, Uint8Array> {
  return (call) => {
    const { signal, end } = cancellation(call);
    const write = async () => {
      for await (const response of method.call(call.request, signal)) {
        // A slow client is waited for.
        if (!call.write(response)) await once(call, 'drain', { signal });
      }
    };
    write()
      .finally(end)
      .then(
        () => call.end(),
        // The library ends the call with this status.
        (error: unknown) => call.emit('error', statusOf(error)),
      );
  };
}

/** A signal that is aborted when the caller cancels the call or goes away. */
function cancellation(call: ServerUnaryCall<Uint8Array, Uint8Array> | ServerWritableStream<Uint8Array, Uint8Array>) {
  const abort = new AbortController();
  const cancel = () => abort.abort(new Error('cancelled by the caller'));
  call.once('cancelled', cancel);
  // The library emits "cancelled" also for a call that has ended.
  return { signal: abort.signal, end: () => call.removeListener('cancelled', cancel) };
}

/** Only malformed messages fail: errors of the provider are diagnostics in a response. */
function statusOf(error: unknown): { readonly code: status; readonly details: string } {
  return { code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) };
}
