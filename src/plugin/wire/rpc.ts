import type { Duplex } from 'node:stream';

/** A remote procedure that takes one message and answers with one. */
export interface RpcMethod {
  /** As on the wire: `/package.Service/Method`. */
  readonly path: string;
  /**
   * Answers one call with encoded messages.
   * @param signal aborted when the caller gives up or goes away.
   */
  call(request: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
}

/** Serves remote procedures on connections that somebody else accepted and trusts. */
export interface RpcServer {
  /** Serves a connection until either side closes it. */
  accept(connection: Duplex): void;
}

/**
 * Makes a server for the given methods, and for streams by their paths that stay open and silent until the client ends
 * them; everything else is answered Unimplemented. The transport behind it can be exchanged.
 */
export type CreateRpcServer = (methods: readonly RpcMethod[], silentStreams: readonly string[]) => RpcServer;

/** What the generated code says of a method. */
interface MethodDefinition<Request, Response> {
  readonly name: string;
  readonly requestType: { decode(bytes: Uint8Array): Request };
  readonly responseType: { encode(message: Response): { finish(): Uint8Array } };
}

/** Binds a generated method to the function that answers it. */
export function rpcMethod<Request, Response>(
  service: { readonly fullName: string },
  { name, requestType, responseType }: MethodDefinition<Request, Response>,
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): RpcMethod {
  return {
    path: `/${service.fullName}/${name}`,
    async call(request, signal) {
      return responseType.encode(await answer(requestType.decode(request), signal)).finish();
    },
  };
}
