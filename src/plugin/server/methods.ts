import { GRPCControllerDefinition } from '../wire/generated/go-plugin';
import { ProviderDefinition as rpc } from '../wire/generated/tfplugin6';
import { type RpcMethod, rpcMethod } from '../wire/rpc';
import { applyResourceChange } from './apply-resource-change';
import { callFunction } from './call-function';
import { closeEphemeralResource } from './close-ephemeral-resource';
import { configureProvider } from './configure-provider';
import { getFunctions } from './get-functions';
import { getMetadata } from './get-metadata';
import { getProviderSchema } from './get-provider-schema';
import { importResourceState } from './import-resource-state';
import { moveResourceState } from './move-resource-state';
import { openEphemeralResource } from './open-ephemeral-resource';
import { planResourceChange } from './plan-resource-change';
import type { ProviderServer } from './provider-server';
import { readDataSource } from './read-data-source';
import { readResource } from './read-resource';
import { renewEphemeralResource } from './renew-ephemeral-resource';
import { upgradeResourceState } from './upgrade-resource-state';
import { validateDataResourceConfig } from './validate-data-resource-config';
import { validateEphemeralResourceConfig } from './validate-ephemeral-resource-config';
import { validateProviderConfig } from './validate-provider-config';
import { validateResourceConfig } from './validate-resource-config';

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
