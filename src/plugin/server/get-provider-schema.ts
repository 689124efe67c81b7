import type { Provider } from '../provider';
import type * as wire from '../wire/generated/tfplugin6';
import { schemaToWire } from './schema-to-wire';

export const SERVER_CAPABILITIES: wire.ServerCapabilities = {
  planDestroy: false,
  // Terraform may use a schema it has seen before instead of asking again.
  getProviderSchemaOptional: true,
  moveResourceState: false,
};

/** Every schema of the provider. */
export function getProviderSchema(provider: Provider): wire.GetProviderSchema_Response {
  return {
    provider: schemaToWire(provider.schema),
    resourceSchemas: {},
    dataSourceSchemas: Object.fromEntries(
      Object.entries(provider.dataSources).map(([name, { schema }]) => [name, schemaToWire(schema)]),
    ),
    functions: {},
    ephemeralResourceSchemas: {},
    diagnostics: [],
    serverCapabilities: SERVER_CAPABILITIES,
  };
}
