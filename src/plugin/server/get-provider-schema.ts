import type { Schema } from '../schema/schema';
import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { functionsToWire, schemaToWire } from './schema-to-wire';

const SERVER_CAPABILITIES: wire.ServerCapabilities = {
  // A deletion is shown as Terraform plans it.
  planDestroy: false,
  // Terraform may use the schema of an earlier process instead of asking again.
  getProviderSchemaOptional: true,
  moveResourceState: true,
};

/** Returns the names of everything that the provider serves. */
export function getMetadata({ provider }: ProviderServer): wire.GetMetadata_Response {
  const typeNames = (definitions: object) => Object.keys(definitions).map((typeName) => ({ typeName }));
  return {
    serverCapabilities: SERVER_CAPABILITIES,
    diagnostics: [],
    dataSources: typeNames(provider.dataSources),
    resources: typeNames(provider.resources),
    functions: Object.keys(provider.functions).map((name) => ({ name })),
    ephemeralResources: typeNames(provider.ephemeralResources),
  };
}

/** Returns every schema of the provider. */
export function getProviderSchema({ provider }: ProviderServer): wire.GetProviderSchema_Response {
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

/** Returns the signatures of the provider's functions. */
export function getFunctions({ provider }: ProviderServer): wire.GetFunctions_Response {
  return { functions: functionsToWire(provider.functions), diagnostics: [] };
}

function schemasToWire(
  definitions: Readonly<Record<string, { readonly schema: Schema }>>,
): Record<string, wire.Schema> {
  return Object.fromEntries(Object.entries(definitions).map(([name, { schema }]) => [name, schemaToWire(schema)]));
}
