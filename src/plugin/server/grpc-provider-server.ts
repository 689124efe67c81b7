import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Logger } from '../logger';
import type { Provider } from '../provider';
import { GRPCControllerDefinition, GRPCStdioDefinition } from '../wire/generated/go-plugin';
import { ProviderDefinition } from '../wire/generated/tfplugin6';
import { type Answer, type GrpcMethod, GrpcServer, grpcMethod, type MethodDefinition } from '../wire/grpc-server';
import { callFunction } from './call-function';
import { configureProvider } from './configure-provider';
import { closeEphemeralResource, openEphemeralResource, renewEphemeralResource } from './ephemeral-resources';
import { getFunctions, getMetadata, getProviderSchema } from './get-provider-schema';
import { type Call, ProviderServer } from './provider-server';
import { readDataSource } from './read-data-source';
import { applyResourceChange } from './resources/apply-resource-change';
import { importResourceState } from './resources/import-resource-state';
import { moveResourceState } from './resources/move-resource-state';
import { planResourceChange } from './resources/plan-resource-change';
import { readResource } from './resources/read-resource';
import { upgradeResourceState } from './resources/upgrade-resource-state';
import {
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from './validate-config';

/** The function that answers an RPC, by the types of its messages. */
type Handler<Method, Context extends readonly unknown[]> = Method extends {
  readonly requestType: { decode(bytes: Uint8Array): infer Request };
  readonly responseType: { encode(message: infer Response): unknown };
  readonly responseStream: infer IsStream;
}
  ? (
      ...call: [...Context, request: Request, call: Call]
    ) => IsStream extends true ? AsyncIterable<Response> : Response | Promise<Response>
  : never;

/** A function for every RPC of a service. */
type Handlers<Methods, Context extends readonly unknown[]> = {
  readonly [Rpc in keyof Methods]: Handler<Methods[Rpc], Context>;
};

/** Every RPC of Terraform's provider service. */
const HANDLERS: Handlers<typeof ProviderDefinition.methods, [server: ProviderServer]> = {
  getMetadata,
  getProviderSchema,
  validateProviderConfig,
  validateResourceConfig,
  validateDataResourceConfig,
  upgradeResourceState,
  configureProvider,
  readResource,
  planResourceChange,
  applyResourceChange,
  importResourceState,
  moveResourceState,
  readDataSource,
  validateEphemeralResourceConfig,
  openEphemeralResource,
  renewEphemeralResource,
  closeEphemeralResource,
  getFunctions,
  callFunction,
  stopProvider(server) {
    server.stop();
    return { Error: '' };
  },
};

/** The methods of a service, each bound to its handler. */
function methodsOf<
  const Methods extends Readonly<Record<string, MethodDefinition<unknown, unknown>>>,
  Context extends readonly unknown[],
>(
  service: { readonly fullName: string; readonly methods: Methods },
  handlers: Handlers<Methods, Context>,
  ...context: Context
): readonly GrpcMethod[] {
  return Object.entries(service.methods).map(([rpc, definition]) => {
    // A method and its handler have the same types, which TypeScript cannot follow through the name.
    const handler = handlers[rpc] as unknown as (...call: unknown[]) => Answer<unknown>;
    return grpcMethod(service, definition, (request, signal) =>
      handler(...context, request, { rpc: definition.name, signal }),
    );
  });
}

/**
 * The methods of Terraform's provider service, and those of go-plugin that a plugin needs.
 * @param shutdown called when Terraform does not need the process any more.
 */
export function grpcMethods(server: ProviderServer, shutdown: () => void): readonly GrpcMethod[] {
  const controller: Handlers<typeof GRPCControllerDefinition.methods, []> = {
    shutdown() {
      shutdown();
      return {};
    },
  };
  const stdio: Handlers<typeof GRPCStdioDefinition.methods, []> = {
    // It must stay open: gRPC closes a connection that has no call for half an hour, and a data source can wait longer than
    // that.
    streamStdio: (_, { signal }) => noResponses(signal),
  };
  return [
    ...methodsOf(ProviderDefinition, HANDLERS, server),
    ...methodsOf(GRPCControllerDefinition, controller),
    ...methodsOf(GRPCStdioDefinition, stdio),
  ];
}

/** A stream that stays open, without a message, until its caller ends it. */
function noResponses(signal: AbortSignal): AsyncIterable<never> {
  const next = async () => {
    if (!signal.aborted) await once(signal, 'abort');
    return { done: true, value: undefined } as const;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

/** Serves a provider to Terraform over gRPC. */
export class GrpcProviderServer {
  private readonly server: ProviderServer;
  private readonly grpc: GrpcServer;

  /** @param shutdown called when Terraform does not need the process any more. */
  constructor(provider: Provider, log: Logger, shutdown: () => void) {
    this.server = new ProviderServer(provider, log);
    this.grpc = new GrpcServer(grpcMethods(this.server, shutdown));
  }

  /** Serves a connection until either side closes it. */
  accept(connection: Duplex): void {
    this.grpc.accept(connection);
  }

  /** Aborts every request in progress. Later requests are answered as ever. */
  stop(): void {
    this.server.stop();
  }
}
