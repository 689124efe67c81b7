import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { reportMissingValues } from '../values/missing-values';
import { valueFromWire } from '../values/value-to-wire';

/** Checks what is known of a data source's configuration. */
export async function validateDataResourceConfig(
  server: ProviderServer,
  request: wire.ValidateDataResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateDataResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('dataSources', request.typeName, signal, (dataSource, context) => {
    const config = valueFromWire(request.config, dataSource.schema);
    reportMissingValues(dataSource.schema, config, context.diagnostics);
    return context.diagnostics.hasErrors ? undefined : dataSource.validate?.(config, context);
  });
  return { diagnostics };
}
