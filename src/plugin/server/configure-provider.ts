import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { valueFromWire } from './values/value-to-wire';

/** Makes the client that reads work with. */
export async function configureProvider(
  server: ProviderServer,
  request: wire.ConfigureProvider_Request,
  signal: AbortSignal,
): Promise<wire.ConfigureProvider_Response> {
  const { provider } = server;
  const { diagnostics } = await server.answerForProvider(signal, async (context) => {
    const config = valueFromWire(request.config, provider.schema);
    const client = await provider.configure(config, { ...context, terraformVersion: request.terraformVersion });
    if (!context.diagnostics.hasErrors) server.keepClient(client);
  });
  return { diagnostics };
}
