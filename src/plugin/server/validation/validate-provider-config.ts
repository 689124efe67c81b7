import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { reportMissingValues } from '../values/missing-values';
import { valueFromWire } from '../values/value-to-wire';

/** Checks what is known of the provider block. */
export async function validateProviderConfig(
  server: ProviderServer,
  request: wire.ValidateProviderConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateProviderConfig_Response> {
  const { provider } = server;
  const { diagnostics } = await server.answerForProvider(signal, (context) => {
    const config = valueFromWire(request.config, provider.schema);
    reportMissingValues(provider.schema, config, context.diagnostics);
    return context.diagnostics.hasErrors ? undefined : provider.validate?.(config, context);
  });
  return { diagnostics };
}
