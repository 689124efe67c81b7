import type { RequestContext } from './context';
import type { UnknownMembers } from './cty/value';
import type { DataSource, DataSourceDefinition } from './data-source';
import type { EphemeralResource, EphemeralResourceDefinition } from './ephemeral-resource';
import type { ProviderFunction } from './function';
import type { Resource, ResourceDefinition } from './resource';
import {
  assertSchema,
  NAME,
  NAME_RULE,
  type NoneReserved,
  type NoneReservedByProviderBlock,
  type SchemaKind,
} from './schema/assert-schema';
import type { AttributeMode, Attributes, GivenMode, WriteOnlyMode } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema } from './schema/schema';

/** The context of a request to configure the provider. */
export interface ConfigureContext extends RequestContext {
  /** The version of Terraform, such as `1.11.4`. */
  readonly terraformVersion: string;
}

/** The kinds of definitions that a provider serves. */
export interface Kinds<Client> {
  readonly dataSources: DataSource<Client>;
  readonly ephemeralResources: EphemeralResource<Client>;
  readonly functions: ProviderFunction;
  readonly resources: Resource<Client>;
}

/** The definitions that a provider serves, by type name (`random_id`); functions by their name without a prefix. */
export type Served<Client> = { readonly [K in keyof Kinds<Client>]: Readonly<Record<string, Kinds<Client>[K]>> };

/** The type names of a provider. Terraform finds the provider of a type by the part before the first underscore. */
type TypeName<Provider extends string> = Provider | `${Provider}_${string}`;

/** A provider: its configuration, and the definitions that it serves. */
export interface ProviderDefinition<
  A extends Attributes,
  B extends Blocks,
  Client,
  Name extends string = string,
  DataSources extends string = string,
  EphemeralResources extends string = string,
  Resources extends string = string,
> {
  /** The local name, which is the prefix of its type names. */
  readonly name: Name;
  readonly version: string;
  readonly schema: Schema<A, B>;
  /** Validates the provider block, of which anything may be unknown. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /**
   * Returns the client that data sources and resources use. Members of the configuration can be unknown during a plan.
   * Terraform configures a provider once a process, and not at all for `terraform validate`.
   */
  configure(config: UnknownMembers<Config<A, B>>, context: ConfigureContext): Client | Promise<Client>;
  /** Data sources by type name: `<provider>_<name>`, or the provider's name alone. */
  readonly dataSources?: { readonly [K in DataSources]: DataSource<Client> };
  /** Ephemeral resources by type name. */
  readonly ephemeralResources?: { readonly [K in EphemeralResources]: EphemeralResource<Client> };
  /** Managed resources by type name. */
  readonly resources?: { readonly [K in Resources]: Resource<Client> };
  /** Functions by their name without a prefix. */
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
}

/** A provider with its types erased, ready to be served. */
export interface Provider<Client = unknown> extends Served<Client> {
  readonly name: string;
  readonly version: string;
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  configure(config: object, context: ConfigureContext): Client | Promise<Client>;
}

/**
 * Defines a provider, with types inferred from its schema.
 * @throws Error when Terraform cannot use a name or the schema of the provider block.
 */
export function defineProvider<
  const A extends Attributes<GivenMode> & NoneReservedByProviderBlock,
  const Name extends string,
  const B extends Blocks<GivenMode> & NoneReservedByProviderBlock = NoBlocks,
  Client = unknown,
  const DataSources extends TypeName<Name> = never,
  const EphemeralResources extends TypeName<Name> = never,
  const Resources extends TypeName<Name> = never,
>(definition: ProviderDefinition<A, B, Client, Name, DataSources, EphemeralResources, Resources>): Provider {
  // The server passes to definitions only the client that this provider's `configure` returned.
  const provider = {
    dataSources: {},
    ephemeralResources: {},
    functions: {},
    resources: {},
    ...definition,
  } as unknown as Provider;
  assertSchema('provider', provider.schema);
  assertNames(provider);
  return provider;
}

/** A provider whose code is loaded while Terraform connects. */
export interface LazyProvider {
  readonly name: string;
  load(): Promise<Provider>;
}

/** Functions that define what a provider with a client of type `Client` serves. */
export interface Definitions<Client> {
  /**
   * Defines a data source, with types inferred from its schema.
   * @throws Error when Terraform cannot use the schema.
   */
  dataSource<
    const A extends Attributes<Exclude<AttributeMode, WriteOnlyMode>> & NoneReserved,
    const B extends Blocks<GivenMode> & NoneReserved = NoBlocks,
  >(definition: DataSourceDefinition<A, B, Client>): DataSource<Client>;
  /**
   * Defines an ephemeral resource, with types inferred from its schema.
   * @throws Error when Terraform cannot use the schema.
   */
  ephemeralResource<
    const A extends Attributes<Exclude<AttributeMode, WriteOnlyMode>> & NoneReserved,
    const B extends Blocks<GivenMode> & NoneReserved = NoBlocks,
  >(definition: EphemeralResourceDefinition<A, B, Client>): EphemeralResource<Client>;
  /**
   * Defines a managed resource, with types inferred from its schema.
   * @throws Error when Terraform cannot use the schema, or when the versions of state upgraders are wrong.
   */
  resource<const A extends Attributes & NoneReserved, const B extends Blocks & NoneReserved = NoBlocks>(
    definition: ResourceDefinition<A, B, Client>,
  ): Resource<Client>;
}

/**
 * Returns the functions that define what a provider serves. `Client` is the type that its `configure` returns:
 * `export const { dataSource, resource } = providerOf<Client>();`
 */
export function providerOf<Client>(): Definitions<Client> {
  // The server decodes configurations and states by these very schemas, so they are of the types inferred from them.
  const define =
    <Definition extends { readonly schema: Schema }>(kind: SchemaKind) =>
    (definition: object) => {
      const erased = definition as Definition;
      assertSchema(kind, erased.schema);
      return erased;
    };
  const resource = define<Resource<Client>>('resource');
  return {
    dataSource: define<DataSource<Client>>('data source'),
    ephemeralResource: define<EphemeralResource<Client>>('ephemeral resource'),
    resource(definition) {
      const defined = resource(definition);
      assertUpgraders(defined);
      return defined;
    },
  };
}

/** @throws Error when an upgrader is for the current version or a later one, or when two are for the same version. */
function assertUpgraders({ schema, stateUpgraders = [] }: Resource<never>): void {
  const { version: current = 0 } = schema;
  const versions = stateUpgraders.map(({ schema: { version = 0 } }) => version);
  for (const [index, version] of versions.entries()) {
    if (version >= current) {
      throw new Error(
        `A state upgrader is for version ${version} of the schema, and the current one is ${current}. Upgraders are for ` +
          'older versions: increase the version of the schema.',
      );
    }
    if (versions.indexOf(version) !== index) {
      throw new Error(`Two state upgraders are for version ${version} of the schema. Remove one.`);
    }
  }
}

/** @throws Error when Terraform cannot use a name of the provider, or of a definition that it serves. */
function assertNames({ name, dataSources, ephemeralResources, resources, functions }: Provider): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new Error(
      `${JSON.stringify(name)} is not a name of a provider, which consists of lowercase letters, digits and hyphens, and ` +
        'starts with a letter. Rename it.',
    );
  }
  for (const typeName of [dataSources, ephemeralResources, resources].flatMap(Object.keys)) {
    // Terraform finds the provider of a type by the part before the first underscore.
    if (typeName === name || (typeName.startsWith(`${name}_`) && /^[a-z0-9_-]+$/.test(typeName))) continue;
    throw new Error(
      `${JSON.stringify(typeName)} is not a type name of the provider ${name}. Name it ${name}_<name>, with lowercase letters, ` +
        'digits and underscores.',
    );
  }
  for (const [functionName, { parameters, variadic }] of Object.entries(functions)) {
    const parameterNames = [...Object.keys(parameters), ...(variadic ? [variadic.name] : [])];
    const invalid = [functionName, ...parameterNames].find((one) => !NAME.test(one));
    if (invalid !== undefined) {
      throw new Error(
        `The function ${functionName} has the name ${JSON.stringify(invalid)}. A name of a function or a parameter ${NAME_RULE}. Rename it.`,
      );
    }
    if (new Set(parameterNames).size < parameterNames.length) {
      throw new Error(`The function ${functionName} has two parameters of the name ${variadic?.name}. Rename one.`);
    }
  }
}
