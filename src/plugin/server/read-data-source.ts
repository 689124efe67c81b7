import { isWhollyKnown } from '../cty/value';
import type * as wire from '../wire/generated/tfplugin6';
import type { ProviderServer } from './provider-server';
import { valueFromWire, valueToWire } from './value-to-wire';

/** Reads a data source: the user's configuration as it is, and beside it what the provider computed. */
export async function readDataSource(
  server: ProviderServer,
  request: wire.ReadDataSource_Request,
  signal: AbortSignal,
): Promise<wire.ReadDataSource_Response> {
  const { result, diagnostics } = await server.answer(signal, async (context) => {
    const dataSource = server.dataSource(request.typeName);
    const config = valueFromWire(request.config, dataSource.schema);
    if (!isWhollyKnown(config)) throw new Error(`Terraform asked to read ${request.typeName} with unknown values`);
    const computed = await dataSource.read(config, server.withClient(context));
    const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
    return valueToWire({ ...config, ...computed, ...given }, dataSource.schema);
  });
  return { ...(result && { state: result }), diagnostics };
}
