import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { reportMissingValues } from '../values/missing-values';
import { valueFromWire } from '../values/value-to-wire';

/** Checks what is known of an ephemeral resource's configuration. */
export async function validateEphemeralResourceConfig(
  server: ProviderServer,
  request: wire.ValidateEphemeralResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateEphemeralResourceConfig_Response> {
  const { typeName } = request;
  const { diagnostics } = await server.answerFor('ephemeralResources', typeName, signal, (resource, context) => {
    const config = valueFromWire(request.config, resource.schema);
    reportMissingValues(resource.schema, config, context.diagnostics);
    return context.diagnostics.hasErrors ? undefined : resource.validate?.(config, context);
  });
  return { diagnostics };
}
