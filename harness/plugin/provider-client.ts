import { encodeValue } from '../../src/plugin/cty/msgpack';
import { type CtyType, decodeType } from '../../src/plugin/cty/type';
import type { CtyValue } from '../../src/plugin/cty/value';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import type { PluginProcess } from './plugin-process';

/** Arguments and blocks by their names. Missing ones are null. */
export type Config = Readonly<Record<string, CtyValue>>;

/** Sends requests to a provider's process as Terraform does. Diagnostics of any severity are thrown as errors. */
export class ProviderClient {
  private constructor(
    private readonly plugin: PluginProcess,
    private readonly schemas: wire.GetProviderSchema_Response,
  ) {}

  /** Gets the provider's schemas, which other requests need. */
  static async connect(plugin: PluginProcess): Promise<ProviderClient> {
    await plugin.call('/tfplugin6.Provider/GetMetadata');
    const schemas = await plugin.call('/tfplugin6.Provider/GetProviderSchema');
    return new ProviderClient(plugin, wire.GetProviderSchema_Response.decode(schemas));
  }

  /** Validates a provider block and configures the provider. */
  async configure(given: Config): Promise<void> {
    const config = toWire(this.schemas.provider, given);
    const validation = await this.call(
      'ValidateProviderConfig',
      wire.ValidateProviderConfig_Request.encode({ config }),
    );
    throwDiagnostics(wire.ValidateProviderConfig_Response.decode(validation).diagnostics);
    const request = wire.ConfigureProvider_Request.encode({ terraformVersion: '1.11.4', config });
    throwDiagnostics(wire.ConfigureProvider_Response.decode(await this.call('ConfigureProvider', request)).diagnostics);
  }

  /** Validates and reads a data source. */
  async read(typeName: string, given: Config): Promise<void> {
    const config = toWire(this.schemas.dataSourceSchemas[typeName], given);
    const validation = wire.ValidateDataResourceConfig_Request.encode({ typeName, config });
    const invalid = await this.call('ValidateDataResourceConfig', validation);
    throwDiagnostics(wire.ValidateDataResourceConfig_Response.decode(invalid).diagnostics);
    const request = wire.ReadDataSource_Request.encode({ typeName, config });
    throwDiagnostics(wire.ReadDataSource_Response.decode(await this.call('ReadDataSource', request)).diagnostics);
  }

  private async call(name: string, request: { finish(): Uint8Array }): Promise<Buffer> {
    return await this.plugin.call(`/tfplugin6.Provider/${name}`, request.finish());
  }
}

function throwDiagnostics(diagnostics: readonly wire.Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  throw new Error(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
}

/** A complete configuration, as Terraform sends it. */
function toWire(schema: wire.Schema | undefined, given: Config): wire.DynamicValue {
  const { attributes = [], blockTypes = [] } = schema?.block ?? {};
  const type = objectType(schema?.block);
  const complete = Object.fromEntries([
    ...attributes.map(({ name }) => [name, given[name] ?? null] as const),
    ...blockTypes.map(({ typeName }) => [typeName, given[typeName] ?? []] as const),
  ]);
  return { msgpack: encodeValue(complete, type), json: new Uint8Array() };
}

function objectType(block: wire.Schema_Block | undefined): CtyType {
  const { attributes = [], blockTypes = [] } = block ?? {};
  const blocks = blockTypes.map(({ typeName, nesting, block: inner }) => {
    const isSet = nesting === wire.Schema_NestedBlock_NestingMode.SET;
    return [typeName, [isSet ? 'set' : 'list', objectType(inner)]] as const;
  });
  return ['object', { ...attributeTypes(attributes), ...Object.fromEntries(blocks) }];
}

function attributeTypes(attributes: readonly wire.Schema_Attribute[]): Readonly<Record<string, CtyType>> {
  return Object.fromEntries(
    attributes.map(({ name, type, nestedType }) => [name, nestedType ? nestedObject(nestedType) : decodeType(type)]),
  );
}

function nestedObject({ attributes, nesting }: wire.Schema_Object): CtyType {
  const object: CtyType = ['object', attributeTypes(attributes)];
  switch (nesting) {
    case wire.Schema_Object_NestingMode.LIST:
      return ['list', object];
    case wire.Schema_Object_NestingMode.SET:
      return ['set', object];
    case wire.Schema_Object_NestingMode.MAP:
      return ['map', object];
    default:
      return object;
  }
}
