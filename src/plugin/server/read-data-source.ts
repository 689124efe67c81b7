import { isWhollyKnown } from '../cty/value';
import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { decodeConfig, encodeResult } from './values/dynamic-value';

/** Reads a data source. */
export async function readDataSource(
  server: ProviderServer,
  { typeName, config: dynamicValue }: wire.ReadDataSource_Request,
  signal: AbortSignal,
): Promise<wire.ReadDataSource_Response> {
  const { result, diagnostics } = await server.answerFor(
    'dataSources',
    typeName,
    signal,
    async (dataSource, context) => {
      const config = decodeConfig(dynamicValue, dataSource.schema);
      if (!isWhollyKnown(config)) throw new Error(`Terraform asked to read ${typeName} with unknown values`);
      const computed = await dataSource.read(config, server.withClient(context));
      return encodeResult(config, computed, dataSource.schema);
    },
  );
  return { ...(result && { state: result }), diagnostics };
}
