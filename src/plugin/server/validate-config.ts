import type { RequestContext } from '../context';
import type { SchemaKind } from '../schema/assert-schema';
import type { Schema } from '../schema/schema';
import type * as wire from '../wire/generated/tfplugin6';
import type { Call, ProviderServer } from './provider-server';
import { decodeConfig } from './values/dynamic-value';
import { validateBySchema } from './values/validate-by-schema';

/** Validates the provider block. */
export async function validateProviderConfig(
  server: ProviderServer,
  request: wire.ValidateProviderConfig_Request,
  call: Call,
): Promise<wire.ValidateProviderConfig_Response> {
  const { diagnostics } = await server.answerForProvider(call, (context) =>
    validateConfig('provider', server.provider, request.config, context),
  );
  return { diagnostics };
}

/** Validates the configuration of a data source. */
export async function validateDataResourceConfig(
  server: ProviderServer,
  { typeName, config }: wire.ValidateDataResourceConfig_Request,
  call: Call,
): Promise<wire.ValidateDataResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('dataSources', typeName, call, (dataSource, context) =>
    validateConfig('data source', dataSource, config, context),
  );
  return { diagnostics };
}

/** Validates the configuration of a managed resource. */
export async function validateResourceConfig(
  server: ProviderServer,
  { typeName, config, clientCapabilities }: wire.ValidateResourceConfig_Request,
  call: Call,
): Promise<wire.ValidateResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('resources', typeName, call, (resource, context) =>
    validateConfig('resource', resource, config, context, clientCapabilities?.writeOnlyAttributesAllowed ?? false),
  );
  return { diagnostics };
}

/** Validates the configuration of an ephemeral resource. */
export async function validateEphemeralResourceConfig(
  server: ProviderServer,
  { typeName, config }: wire.ValidateEphemeralResourceConfig_Request,
  call: Call,
): Promise<wire.ValidateEphemeralResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('ephemeralResources', typeName, call, (resource, context) =>
    validateConfig('ephemeral resource', resource, config, context),
  );
  return { diagnostics };
}

/** A definition that has a configuration. */
interface Configured {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
}

/**
 * Validates a configuration, of which anything may be unknown: by its schema, and then by the provider's code.
 * @param writeOnlyAllowed whether the client knows write-only attributes. They exist in managed resources only.
 */
function validateConfig(
  kind: SchemaKind,
  definition: Configured,
  dynamicValue: wire.DynamicValue | undefined,
  context: RequestContext,
  writeOnlyAllowed = true,
): void | Promise<void> {
  const { schema } = definition;
  const config = decodeConfig(dynamicValue, schema);
  if (schema.deprecated) context.diagnostics.warning(`Deprecated ${kind}`, schema.deprecated);
  const isTyped = validateBySchema(schema, config, writeOnlyAllowed, context.diagnostics);
  return isTyped ? definition.validate?.(config, context) : undefined;
}
