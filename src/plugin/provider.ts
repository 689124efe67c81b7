import type { RequestContext } from './context';
import type { DataSource } from './data-source';
import type { EphemeralResource } from './ephemeral-resource';
import type { ProviderFunction } from './function';
import type { Resource } from './resource';
import type { Attributes } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema, UnknownMembers } from './schema/schema';

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

/** A provider: its configuration, and the definitions that it serves. */
export interface ProviderDefinition<A extends Attributes, B extends Blocks, Client> extends Partial<Served<Client>> {
  /** The local name, which is the prefix of its type names. */
  readonly name: string;
  readonly version: string;
  readonly schema: Schema<A, B>;
  /** Validates the provider block, of which anything may be unknown. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /**
   * Returns the client that data sources and resources use. Members of the configuration can be unknown during a plan.
   * Terraform configures a provider once a process, and not at all for `terraform validate`.
   */
  configure(config: UnknownMembers<Config<A, B>>, context: ConfigureContext): Client | Promise<Client>;
}

/** A provider with its types erased, ready to be served. */
export interface Provider<Client = unknown> extends Served<Client> {
  readonly name: string;
  readonly version: string;
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  configure(config: object, context: ConfigureContext): Client | Promise<Client>;
}

/** Defines a provider, with types inferred from its schema. */
export function defineProvider<const A extends Attributes, const B extends Blocks = NoBlocks, Client = unknown>(
  definition: ProviderDefinition<A, B, Client>,
): Provider {
  // The server passes to definitions only the client that this provider's `configure` returned.
  return { dataSources: {}, ephemeralResources: {}, functions: {}, resources: {}, ...definition } as Provider;
}
