import type { Duplex } from 'node:stream';
import type { Logger } from '../logger';
import type { Provider } from '../provider';
import { GRPCControllerDefinition } from '../wire/generated/go-plugin';
import { ProviderDefinition } from '../wire/generated/tfplugin6';
import { type GrpcMethod, GrpcServer, grpcMethod, type MethodDefinition } from '../wire/grpc-server';
import { callFunction } from './call-function';
import { configureProvider } from './configure-provider';
import { closeEphemeralResource, openEphemeralResource, renewEphemeralResource } from './ephemeral-resources';
import { getFunctions, getMetadata, getProviderSchema } from './get-provider-schema';
import { ProviderServer } from './provider-server';
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

type Rpcs = typeof ProviderDefinition.methods;
type RpcRequest<K extends keyof Rpcs> = ReturnType<Rpcs[K]['requestType']['decode']>;
type RpcResponse<K extends keyof Rpcs> = Parameters<Rpcs[K]['responseType']['encode']>[0];
type RpcHandler<K extends keyof Rpcs> = (
  server: ProviderServer,
  request: RpcRequest<K>,
  signal: AbortSignal,
) => RpcResponse<K> | Promise<RpcResponse<K>>;

/** Every RPC of Terraform's provider service. */
const HANDLERS: { readonly [K in keyof Rpcs]: RpcHandler<K> } = {
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

const DEFINITIONS: { readonly [K in keyof Rpcs]: MethodDefinition<RpcRequest<K>, RpcResponse<K>> } =
  ProviderDefinition.methods;

/**
 * go-plugin's stream of a plugin's output. It never carries a message, but it must stay open: gRPC closes a connection
 * that has no call for half an hour, and a data source can wait longer than that.
 */
const SILENT_STREAMS: readonly string[] = ['/plugin.GRPCStdio/StreamStdio'];

/**
 * The methods of Terraform's provider service, and go-plugin's Shutdown.
 * @param shutdown called when Terraform does not need the process any more.
 */
export function grpcMethods(server: ProviderServer, shutdown: () => void): readonly GrpcMethod[] {
  const bind = <K extends keyof Rpcs>(rpc: K): GrpcMethod =>
    grpcMethod(ProviderDefinition, DEFINITIONS[rpc], (request, signal) => HANDLERS[rpc](server, request, signal));
  return [
    ...(Object.keys(HANDLERS) as (keyof Rpcs)[]).map((rpc) => bind(rpc)),
    grpcMethod(GRPCControllerDefinition, GRPCControllerDefinition.methods.shutdown, () => {
      shutdown();
      return {};
    }),
  ];
}

/** Serves a provider to Terraform over gRPC. */
export class GrpcProviderServer {
  private readonly server: ProviderServer;
  private readonly grpc: GrpcServer;

  /** @param shutdown called when Terraform does not need the process any more. */
  constructor(provider: Provider, log: Logger, shutdown: () => void) {
    this.server = new ProviderServer(provider, log);
    this.grpc = new GrpcServer(grpcMethods(this.server, shutdown), SILENT_STREAMS);
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
