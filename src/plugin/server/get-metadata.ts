import type * as wire from '../wire/generated/tfplugin6';
import { SERVER_CAPABILITIES } from './get-provider-schema';
import type { ProviderServer } from './provider-server';

/** Names of everything the provider has, without their schemas. */
export function getMetadata(server: ProviderServer): wire.GetMetadata_Response {
  return {
    serverCapabilities: SERVER_CAPABILITIES,
    diagnostics: [],
    dataSources: Object.keys(server.provider.dataSources).map((typeName) => ({ typeName })),
    resources: [],
    functions: [],
    ephemeralResources: [],
  };
}
