import { isWhollyKnown } from '../cty/value';
import type * as wire from '../wire/generated/tfplugin6';
import type { Call, ProviderServer } from './provider-server';
import { decodeConfig } from './values/dynamic-value';

/** Configures the provider: makes the client that later requests use. */
export async function configureProvider(
  server: ProviderServer,
  request: wire.ConfigureProvider_Request,
  call: Call,
): Promise<wire.ConfigureProvider_Response> {
  const { provider } = server;
  const { diagnostics } = await server.answerForProvider(call, async (context) => {
    const config = decodeConfig(request.config, provider.schema);
    const client = await provider.configure(config, { ...context, terraformVersion: request.terraformVersion });
    if (!context.diagnostics.hasErrors) server.setClient(client, isWhollyKnown(config));
  });
  return { diagnostics };
}
