import type { Provider } from '../../provider';
import type { Schema } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import { functionsToWire } from '../functions/functions-to-wire';
import { schemaToWire } from './schema-to-wire';

export const SERVER_CAPABILITIES: wire.ServerCapabilities = {
  // A deletion is shown as Terraform plans it.
  planDestroy: false,
  // Terraform may use a schema it has seen before instead of asking again.
  getProviderSchemaOptional: true,
  moveResourceState: true,
};

/** Every schema of the provider. */
export function getProviderSchema(provider: Provider): wire.GetProviderSchema_Response {
  return {
    provider: schemaToWire(provider.schema),
    resourceSchemas: schemasToWire(provider.resources),
    dataSourceSchemas: schemasToWire(provider.dataSources),
    functions: functionsToWire(provider.functions),
    ephemeralResourceSchemas: schemasToWire(provider.ephemeralResources),
    diagnostics: [],
    serverCapabilities: SERVER_CAPABILITIES,
  };
}

function schemasToWire(served: Readonly<Record<string, { readonly schema: Schema }>>): Record<string, wire.Schema> {
  return Object.fromEntries(Object.entries(served).map(([name, { schema }]) => [name, schemaToWire(schema)]));
}
