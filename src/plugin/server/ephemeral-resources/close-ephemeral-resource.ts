import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';

/** Ends an open ephemeral resource. */
export async function closeEphemeralResource(
  server: ProviderServer,
  request: wire.CloseEphemeralResource_Request,
  signal: AbortSignal,
): Promise<wire.CloseEphemeralResource_Response> {
  const { typeName } = request;
  const { diagnostics } = await server.answerFor('ephemeralResources', typeName, signal, async (resource, context) => {
    const privateState = PrivateState.decode(request.private);
    await resource.close?.({ ...server.withClient(context), privateState });
  });
  return { diagnostics };
}
