import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { Renewal } from './renewal';

/** Makes an open ephemeral resource last longer. */
export async function renewEphemeralResource(
  server: ProviderServer,
  request: wire.RenewEphemeralResource_Request,
  signal: AbortSignal,
): Promise<wire.RenewEphemeralResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor(
    'ephemeralResources',
    typeName,
    signal,
    async (resource, context) => {
      if (!resource.renew) throw new Error(`Terraform asked to renew ${typeName}, which has no renew`);
      const privateState = PrivateState.decode(request.private);
      const renewal = new Renewal();
      await resource.renew({
        ...server.withClient(context),
        privateState,
        renewAt: (time) => renewal.at(time),
      });
      return { private: privateState.encode(), ...renewal.toWire() };
    },
  );
  return { ...result, diagnostics };
}
