import { GRPCControllerDefinition } from '../wire/generated/go-plugin';
import { ProviderDefinition as rpc } from '../wire/generated/tfplugin6';
import { type RpcMethod, rpcMethod } from '../wire/rpc';
import { configureProvider } from './configure-provider';
import { closeEphemeralResource } from './ephemeral-resources/close-ephemeral-resource';
import { openEphemeralResource } from './ephemeral-resources/open-ephemeral-resource';
import { renewEphemeralResource } from './ephemeral-resources/renew-ephemeral-resource';
import { callFunction } from './functions/call-function';
import { getFunctions } from './functions/get-functions';
import type { ProviderServer } from './provider-server';
import { readDataSource } from './read-data-source';
import { applyResourceChange } from './resources/apply-resource-change';
import { importResourceState } from './resources/import-resource-state';
import { moveResourceState } from './resources/move-resource-state';
import { planResourceChange } from './resources/plan-resource-change';
import { readResource } from './resources/read-resource';
import { upgradeResourceState } from './resources/upgrade-resource-state';
import { getMetadata } from './schema/get-metadata';
import { getProviderSchema } from './schema/get-provider-schema';
import { validateDataResourceConfig } from './validation/validate-data-resource-config';
import { validateEphemeralResourceConfig } from './validation/validate-ephemeral-resource-config';
import { validateProviderConfig } from './validation/validate-provider-config';
import { validateResourceConfig } from './validation/validate-resource-config';

/**
 * go-plugin's stream of what a plugin prints. Nothing is ever sent on it, but it has to be open: gRPC closes a connection
 * without any call for half an hour, and then a data source that waits for something slow would find nobody to ask.
 */
export const SILENT_STREAMS: readonly string[] = ['/plugin.GRPCStdio/StreamStdio'];

/**
 * Every procedure that this server answers, for Terraform and for go-plugin.
 * @param shutdown called when Terraform has no more use for the process.
 */
export function methods(server: ProviderServer, shutdown: () => void): readonly RpcMethod[] {
  const { getMetadata: metadata, getProviderSchema: schema, ...call } = rpc.methods;
  return [
    rpcMethod(rpc, metadata, () => getMetadata(server)),
    rpcMethod(rpc, schema, () => getProviderSchema(server.provider)),
    rpcMethod(rpc, call.validateProviderConfig, (request, signal) => validateProviderConfig(server, request, signal)),
    rpcMethod(rpc, call.configureProvider, (request, signal) => configureProvider(server, request, signal)),
    rpcMethod(rpc, call.validateDataResourceConfig, (request, signal) =>
      validateDataResourceConfig(server, request, signal),
    ),
    rpcMethod(rpc, call.readDataSource, (request, signal) => readDataSource(server, request, signal)),
    rpcMethod(rpc, call.validateResourceConfig, (request, signal) => validateResourceConfig(server, request, signal)),
    rpcMethod(rpc, call.upgradeResourceState, (request, signal) => upgradeResourceState(server, request, signal)),
    rpcMethod(rpc, call.readResource, (request, signal) => readResource(server, request, signal)),
    rpcMethod(rpc, call.planResourceChange, (request, signal) => planResourceChange(server, request, signal)),
    rpcMethod(rpc, call.applyResourceChange, (request, signal) => applyResourceChange(server, request, signal)),
    rpcMethod(rpc, call.importResourceState, (request, signal) => importResourceState(server, request, signal)),
    rpcMethod(rpc, call.moveResourceState, (request, signal) => moveResourceState(server, request, signal)),
    rpcMethod(rpc, call.validateEphemeralResourceConfig, (request, signal) =>
      validateEphemeralResourceConfig(server, request, signal),
    ),
    rpcMethod(rpc, call.openEphemeralResource, (request, signal) => openEphemeralResource(server, request, signal)),
    rpcMethod(rpc, call.renewEphemeralResource, (request, signal) => renewEphemeralResource(server, request, signal)),
    rpcMethod(rpc, call.closeEphemeralResource, (request, signal) => closeEphemeralResource(server, request, signal)),
    rpcMethod(rpc, call.getFunctions, () => getFunctions(server)),
    rpcMethod(rpc, call.callFunction, (request, signal) => callFunction(server, request, signal)),
    rpcMethod(rpc, call.stopProvider, () => {
      server.stop();
      return { Error: '' };
    }),
    rpcMethod(GRPCControllerDefinition, GRPCControllerDefinition.methods.shutdown, () => {
      shutdown();
      return {};
    }),
  ];
}
