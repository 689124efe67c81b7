import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { SERVER_CAPABILITIES } from './get-provider-schema';

/** Names of everything the provider has, without their schemas. */
export function getMetadata(server: ProviderServer): wire.GetMetadata_Response {
  const { dataSources, ephemeralResources, functions, resources } = server.provider;
  const typeNames = (served: object) => Object.keys(served).map((typeName) => ({ typeName }));
  return {
    serverCapabilities: SERVER_CAPABILITIES,
    diagnostics: [],
    dataSources: typeNames(dataSources),
    resources: typeNames(resources),
    functions: Object.keys(functions).map((name) => ({ name })),
    ephemeralResources: typeNames(ephemeralResources),
  };
}
