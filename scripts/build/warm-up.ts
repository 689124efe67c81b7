/** Starts the provider by the given script and arguments, and has it do all that a plan has it do, against the emulator. */

import { startEmulator } from '../../src/emulator';
import { encodeValue } from '../../src/plugin/cty/msgpack';
import type { CtyType } from '../../src/plugin/cty/type';
import type { CtyValue } from '../../src/plugin/cty/value';
import { type Schema, schemaType } from '../../src/plugin/schema/schema';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import { provider } from '../../src/provider/provider';
import { PluginProcess } from '../local/plugin-process';

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const plugin = await PluginProcess.start(process.execPath, process.argv.slice(2), process.env);
  try {
    await warmUp(plugin, emulator.url);
    await plugin.shutDown();
  } finally {
    await plugin.kill();
    await emulator.close();
  }
}

/** Has the provider say what it serves, be configured, validate and read. */
async function warmUp(plugin: PluginProcess, rekognitionUrl: string): Promise<void> {
  const call = async (name: string, request?: Uint8Array) => await plugin.call(`/tfplugin6.Provider/${name}`, request);
  await call('GetMetadata');
  await call('GetProviderSchema');
  const config = value(provider.schema, {
    region: 'us-east-1',
    access_key: 'a',
    secret_key: 'b',
    endpoints: [{ rekognition: rekognitionUrl, sts: null }],
  });
  await call('ValidateProviderConfig', wire.ValidateProviderConfig_Request.encode({ config }).finish());
  const configured = await call(
    'ConfigureProvider',
    wire.ConfigureProvider_Request.encode({ terraformVersion: '1.11.4', config }).finish(),
  );
  const reads = { faceliveness_session: { name: 'kiosk' }, faceliveness_session_pool: { name: 'kiosk', size: 5 } };
  const diagnostics = [...wire.ConfigureProvider_Response.decode(configured).diagnostics];
  for (const [typeName, given] of Object.entries(reads)) {
    const read = { typeName, config: value(schemaOf(typeName), given) };
    await call('ValidateDataResourceConfig', wire.ValidateDataResourceConfig_Request.encode(read).finish());
    const answer = await call('ReadDataSource', wire.ReadDataSource_Request.encode(read).finish());
    diagnostics.push(...wire.ReadDataSource_Response.decode(answer).diagnostics);
  }
  // What fails here would leave half of the code without a cache.
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ detail }) => detail).join('\n'));
}

function schemaOf(typeName: string): Schema {
  const { schema } = provider.dataSources[typeName] ?? {};
  if (!schema) throw new Error(`no data source ${typeName}`);
  return schema;
}

/** A configuration with the given arguments, as Terraform sends it: with all others as well. */
function value(schema: Schema, given: Readonly<Record<string, CtyValue>>): wire.DynamicValue {
  const type = schemaType(schema);
  const attributes = Object.entries(type[1] as Readonly<Record<string, CtyType>>);
  const blocks = schema.blocks ?? {};
  const complete = attributes.map(
    ([name]) => [name, given[name] ?? (Object.hasOwn(blocks, name) ? [] : null)] as const,
  );
  return { msgpack: encodeValue(Object.fromEntries(complete), type), json: new Uint8Array() };
}

void main();
