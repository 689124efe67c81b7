import { isWhollyKnown } from '../../cty/value';
import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { besideConfig, valueFromWire, valueToWire } from '../values/value-to-wire';
import { Renewal } from './renewal';

/** Opens an ephemeral resource: the user's configuration as it is, and beside it what the provider computed. */
export async function openEphemeralResource(
  server: ProviderServer,
  request: wire.OpenEphemeralResource_Request,
  signal: AbortSignal,
): Promise<wire.OpenEphemeralResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor(
    'ephemeralResources',
    typeName,
    signal,
    async (resource, context) => {
      const config = valueFromWire(request.config, resource.schema);
      if (!isWhollyKnown(config)) throw new Error(`Terraform asked to open ${typeName} with unknown values`);
      const privateState = PrivateState.decode();
      const renewal = new Renewal();
      const computed = await resource.open(config, {
        ...server.withClient(context),
        privateState,
        renewAt: (time) => renewal.at(time),
      });
      if (renewal.isWanted && !resource.renew) throw new Error(`${typeName} asks for a renewal and has no renew`);
      return {
        result: valueToWire(besideConfig(config, computed), resource.schema),
        private: privateState.encode(),
        ...renewal.toWire(),
      };
    },
  );
  return { ...result, diagnostics };
}
