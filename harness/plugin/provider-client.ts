import { decodeValue, encodeValue } from '../../src/plugin/cty/msgpack';
import { type CtyType, decodeType } from '../../src/plugin/cty/type';
import type { CtyValue } from '../../src/plugin/cty/value';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import type { Plugin } from './plugin-process';

/** Arguments and blocks by their names. Missing ones are null. */
export type Config = Readonly<Record<string, CtyValue>>;

/** What a client of plugins can do. Terraform's stacks allow deferral. */
export interface ClientOptions {
  /** Whether the provider may defer its answers. Default: false. */
  readonly deferralAllowed?: boolean;
  /** The version of the plugin protocol that the provider serves. Default: 6. */
  readonly protocol?: 5 | 6;
  /** The provider's schemas, from another process of it. Default: the provider is asked. */
  readonly schemas?: wire.GetProviderSchema_Response;
  /** Whether warnings are ignored, and not thrown as errors are. Default: false. */
  readonly ignoreWarnings?: boolean;
}

/** The methods that protocol 5 has under other names. The fields of their messages that are used here are the same. */
const NAMES_IN_PROTOCOL_5: Readonly<Record<string, string>> = {
  GetProviderSchema: 'GetSchema',
  ValidateProviderConfig: 'PrepareProviderConfig',
  ConfigureProvider: 'Configure',
  ValidateDataResourceConfig: 'ValidateDataSourceConfig',
};

/** A provider's answer. */
export interface Answer {
  /** The result or state. */
  readonly value: CtyValue;
  /** The reason for a deferral; undefined for an answer that is not deferred. */
  readonly deferred: wire.Deferred_Reason | undefined;
}

/** Sends requests to a provider as Terraform does. Diagnostics of any severity are thrown as errors. */
export class ProviderClient {
  private constructor(
    private readonly plugin: Plugin,
    private readonly schemas: wire.GetProviderSchema_Response,
    private readonly options: ClientOptions,
  ) {}

  /** Gets the provider's schemas, which other requests need. */
  static async connect(plugin: Plugin, options: ClientOptions = {}): Promise<ProviderClient> {
    const { protocol, schemas } = options;
    return new ProviderClient(plugin, schemas ?? (await ProviderClient.schemas(plugin, protocol)), options);
  }

  /** Asks a provider for its schemas. */
  static async schemas(
    plugin: Plugin,
    protocol: ClientOptions['protocol'] = 6,
  ): Promise<wire.GetProviderSchema_Response> {
    await plugin.call(method('GetMetadata', protocol));
    return wire.GetProviderSchema_Response.decode(await plugin.call(method('GetProviderSchema', protocol)));
  }

  /** Validates a provider block and configures the provider. */
  async configure(given: Config): Promise<void> {
    const config = toWire(this.schemas.provider, given);
    const validation = await this.call(
      'ValidateProviderConfig',
      wire.ValidateProviderConfig_Request.encode({ config }),
    );
    this.throwDiagnostics(wire.ValidateProviderConfig_Response.decode(validation).diagnostics);
    const { clientCapabilities } = this;
    const request = { terraformVersion: '1.11.4', config, clientCapabilities };
    const response = await this.call('ConfigureProvider', wire.ConfigureProvider_Request.encode(request));
    this.throwDiagnostics(wire.ConfigureProvider_Response.decode(response).diagnostics);
  }

  /** Validates and reads a data source. */
  async read(typeName: string, given: Config): Promise<Answer> {
    const schema = this.schemas.dataSourceSchemas[typeName];
    const config = toWire(schema, given);
    const validation = wire.ValidateDataResourceConfig_Request.encode({ typeName, config });
    const invalid = await this.call('ValidateDataResourceConfig', validation);
    this.throwDiagnostics(wire.ValidateDataResourceConfig_Response.decode(invalid).diagnostics);
    const request = { typeName, config, clientCapabilities: this.clientCapabilities };
    const bytes = await this.call('ReadDataSource', wire.ReadDataSource_Request.encode(request));
    const { state, ...response } = wire.ReadDataSource_Response.decode(bytes);
    return this.answer(schema, state, response);
  }

  /** Opens an ephemeral resource. */
  async open(typeName: string, given: Config): Promise<Answer> {
    const schema = this.schemas.ephemeralResourceSchemas[typeName];
    const request = { typeName, config: toWire(schema, given), clientCapabilities: this.clientCapabilities };
    const bytes = await this.call('OpenEphemeralResource', wire.OpenEphemeralResource_Request.encode(request));
    const { result, ...response } = wire.OpenEphemeralResource_Response.decode(bytes);
    return this.answer(schema, result, response);
  }

  /** Plans the creation of a managed resource. */
  async planCreation(typeName: string, given: Config): Promise<Answer> {
    const schema = this.schemas.resourceSchemas[typeName];
    const config = toWire(schema, given);
    const request = wire.PlanResourceChange_Request.encode({
      typeName,
      config,
      proposedNewState: config,
      priorPrivate: new Uint8Array(),
      clientCapabilities: this.clientCapabilities,
    });
    const { plannedState, ...response } = wire.PlanResourceChange_Response.decode(
      await this.call('PlanResourceChange', request),
    );
    return this.answer(schema, plannedState, response);
  }

  /** Plans and applies the creation of a managed resource. */
  async create(typeName: string, given: Config): Promise<Answer> {
    const schema = this.schemas.resourceSchemas[typeName];
    const planned = await this.planCreation(typeName, given);
    return await this.applyChange(typeName, {
      priorState: nullState(schema),
      plannedState: toWire(schema, planned.value as Config),
      config: toWire(schema, given),
    });
  }

  /** Deletes a managed resource. */
  async delete(typeName: string, state: Config): Promise<void> {
    const schema = this.schemas.resourceSchemas[typeName];
    await this.applyChange(typeName, {
      priorState: toWire(schema, state),
      plannedState: nullState(schema),
      config: nullState(schema),
    });
  }

  /** Refreshes the state of a managed resource. */
  async refresh(typeName: string, state: Config): Promise<Answer> {
    const schema = this.schemas.resourceSchemas[typeName];
    const request = wire.ReadResource_Request.encode({
      typeName,
      currentState: toWire(schema, state),
      private: new Uint8Array(),
      clientCapabilities: this.clientCapabilities,
    });
    const { newState, ...response } = wire.ReadResource_Response.decode(await this.call('ReadResource', request));
    return this.answer(schema, newState, response);
  }

  /** Imports a managed resource by its id. */
  async import(typeName: string, id: string): Promise<Answer> {
    const request = { typeName, id, clientCapabilities: this.clientCapabilities };
    const bytes = await this.call('ImportResourceState', wire.ImportResourceState_Request.encode(request));
    const { importedResources, ...response } = wire.ImportResourceState_Response.decode(bytes);
    return this.answer(this.schemas.resourceSchemas[typeName], importedResources[0]?.state, response);
  }

  private async applyChange(
    typeName: string,
    states: Pick<wire.ApplyResourceChange_Request, 'priorState' | 'plannedState' | 'config'>,
  ): Promise<Answer> {
    const request = wire.ApplyResourceChange_Request.encode({ typeName, ...states, plannedPrivate: new Uint8Array() });
    const bytes = await this.call('ApplyResourceChange', request);
    const { newState, ...response } = wire.ApplyResourceChange_Response.decode(bytes);
    return this.answer(this.schemas.resourceSchemas[typeName], newState, response);
  }

  private async call(name: string, request: { finish(): Uint8Array }): Promise<Buffer> {
    return await this.plugin.call(method(name, this.options.protocol ?? 6), request.finish());
  }

  private get clientCapabilities(): wire.ClientCapabilities {
    return { deferralAllowed: this.options.deferralAllowed ?? false, writeOnlyAttributesAllowed: true };
  }

  private throwDiagnostics(diagnostics: readonly wire.Diagnostic[]): void {
    const { ignoreWarnings = false } = this.options;
    const thrown = diagnostics.filter(
      ({ severity }) => !(ignoreWarnings && severity === wire.Diagnostic_Severity.WARNING),
    );
    if (thrown.length === 0) return;
    throw new Error(thrown.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
  }

  private answer(
    schema: wire.Schema | undefined,
    value: wire.DynamicValue | undefined,
    { diagnostics, deferred }: { readonly diagnostics: readonly wire.Diagnostic[]; readonly deferred?: wire.Deferred },
  ): Answer {
    this.throwDiagnostics(diagnostics);
    return { value: value ? decodeValue(value.msgpack, objectType(schema?.block)) : null, deferred: deferred?.reason };
  }
}

/** The path of a method. */
function method(name: string, protocol: 5 | 6): string {
  return `/tfplugin${protocol}.Provider/${(protocol === 5 ? NAMES_IN_PROTOCOL_5[name] : undefined) ?? name}`;
}

/** A complete configuration, as Terraform sends it. */
function toWire(schema: wire.Schema | undefined, given: Config): wire.DynamicValue {
  return { msgpack: encodeValue(complete(schema?.block, given), objectType(schema?.block)), json: new Uint8Array() };
}

/** The state of a resource that does not exist. */
function nullState(schema: wire.Schema | undefined): wire.DynamicValue {
  return { msgpack: encodeValue(null, objectType(schema?.block)), json: new Uint8Array() };
}

function complete(block: wire.Schema_Block | undefined, given: Config): Config {
  const { attributes = [], blockTypes = [] } = block ?? {};
  const { SINGLE, GROUP, MAP } = wire.Schema_NestedBlock_NestingMode;
  return Object.fromEntries([
    ...attributes.map(({ name }) => [name, given[name] ?? null] as const),
    ...blockTypes.map(({ typeName, nesting, block: inner }) => {
      const none = nesting === SINGLE ? null : nesting === GROUP ? complete(inner, {}) : nesting === MAP ? {} : [];
      const blocks = given[typeName] ?? none;
      return [
        typeName,
        Array.isArray(blocks) ? blocks.map((each) => complete(inner, each as Config)) : blocks,
      ] as const;
    }),
  ]);
}

function objectType(block: wire.Schema_Block | undefined): CtyType {
  const { attributes = [], blockTypes = [] } = block ?? {};
  const blocks = blockTypes.map(({ typeName, nesting, block: inner }) => [
    typeName,
    blockType(nesting, objectType(inner)),
  ]);
  return ['object', { ...attributeTypes(attributes), ...Object.fromEntries(blocks) }];
}

function blockType(nesting: wire.Schema_NestedBlock_NestingMode, object: CtyType): CtyType {
  switch (nesting) {
    case wire.Schema_NestedBlock_NestingMode.LIST:
      return ['list', object];
    case wire.Schema_NestedBlock_NestingMode.SET:
      return ['set', object];
    case wire.Schema_NestedBlock_NestingMode.MAP:
      return ['map', object];
    default:
      return object;
  }
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
