import { isWhollyKnown } from '../cty/value';
import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { besideConfig, valueFromWire, valueToWire } from './values/value-to-wire';

/** Reads a data source: the user's configuration as it is, and beside it what the provider computed. */
export async function readDataSource(
  server: ProviderServer,
  request: wire.ReadDataSource_Request,
  signal: AbortSignal,
): Promise<wire.ReadDataSource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor(
    'dataSources',
    typeName,
    signal,
    async (dataSource, context) => {
      const config = valueFromWire(request.config, dataSource.schema);
      if (!isWhollyKnown(config)) throw new Error(`Terraform asked to read ${typeName} with unknown values`);
      const computed = await dataSource.read(config, server.withClient(context));
      return valueToWire(besideConfig(config, computed), dataSource.schema);
    },
  );
  return { ...(result && { state: result }), diagnostics };
}
