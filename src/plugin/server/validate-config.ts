import type { RequestContext } from '../context';
import type { Diagnostics } from '../diagnostics';
import { isWriteOnly } from '../schema/attributes';
import type { Schema } from '../schema/schema';
import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { decodeConfig } from './values/dynamic-value';
import { reportMissingValues } from './values/missing-values';
import { type Values, walk } from './values/walk';

/** Validates the provider block. */
export async function validateProviderConfig(
  server: ProviderServer,
  request: wire.ValidateProviderConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateProviderConfig_Response> {
  const { diagnostics } = await server.answerForProvider(signal, (context) =>
    validateConfig(server.provider, request.config, context),
  );
  return { diagnostics };
}

/** Validates the configuration of a data source. */
export async function validateDataResourceConfig(
  server: ProviderServer,
  { typeName, config }: wire.ValidateDataResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateDataResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('dataSources', typeName, signal, (dataSource, context) =>
    validateConfig(dataSource, config, context),
  );
  return { diagnostics };
}

/** Validates the configuration of a managed resource. */
export async function validateResourceConfig(
  server: ProviderServer,
  { typeName, config, clientCapabilities }: wire.ValidateResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('resources', typeName, signal, (resource, context) =>
    validateConfig(resource, config, context, clientCapabilities?.writeOnlyAttributesAllowed ?? false),
  );
  return { diagnostics };
}

/** Validates the configuration of an ephemeral resource. */
export async function validateEphemeralResourceConfig(
  server: ProviderServer,
  { typeName, config }: wire.ValidateEphemeralResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateEphemeralResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('ephemeralResources', typeName, signal, (resource, context) =>
    validateConfig(resource, config, context),
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
  definition: Configured,
  dynamicValue: wire.DynamicValue | undefined,
  context: RequestContext,
  writeOnlyAllowed = true,
): void | Promise<void> {
  const { schema } = definition;
  const { diagnostics } = context;
  const config = decodeConfig(dynamicValue, schema);
  reportMissingValues(schema, config, diagnostics);
  reportRefusedArguments(schema, config, writeOnlyAllowed, diagnostics);
  return diagnostics.hasErrors ? undefined : definition.validate?.(config, context);
}

/**
 * Reports values that the configuration must not have: for attributes that are computed alone, which Terraform accepts, and
 * for write-only ones if this Terraform would store them.
 */
function reportRefusedArguments(
  schema: Schema,
  config: Values,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): void {
  walk(schema, config, {
    attribute({ mode }, { value, path, text }) {
      if (value === null) return undefined;
      if (mode === 'computed') {
        const detail = `${text} is set, and the provider alone computes it. Remove it from the configuration.`;
        diagnostics.error('Computed attribute is set', detail, path);
        // The values inside it are part of the same error.
        return value;
      }
      if (isWriteOnly(mode) && !writeOnlyAllowed) {
        diagnostics.error(
          'Write-only argument not supported',
          `${text} is never stored, and this Terraform would store it. Use Terraform 1.11 or later, or remove it.`,
          path,
        );
      }
      return undefined;
    },
  });
}
