import type * as wire from '../wire/generated/tfplugin6';
import type { Call, ProviderServer } from './provider-server';
import { decodeConfig, encodeResult, encodeUnknownResult } from './values/dynamic-value';
import { assertKnown } from './values/unknown-values';

/** Reads a data source. */
export async function readDataSource(
  server: ProviderServer,
  request: wire.ReadDataSource_Request,
  call: Call,
): Promise<wire.ReadDataSource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor('dataSources', typeName, call, async (source, context) => {
    const { schema } = source;
    const config = decodeConfig(request.config, schema);
    const deferred = server.deferral(request.clientCapabilities);
    if (deferred) return { state: encodeUnknownResult(config, schema), deferred };
    assertKnown(config, schema, `read a ${typeName}`);
    const computed = await source.read(config, server.withClient(context));
    return { state: encodeResult(config, computed, schema) };
  });
  return { ...result, diagnostics };
}
