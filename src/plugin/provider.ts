import type { DataSource, RequestContext } from './data-source';
import type { EphemeralResource } from './ephemeral-resource';
import type { ProviderFunction } from './function';
import type { Resource } from './resource';
import type { Attributes } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema, UnknownMembers } from './schema/schema';

/** What `configure` gets beside the configuration. */
export interface ConfigureContext extends RequestContext {
  /** The version of Terraform that asks, such as `1.11.4`. */
  readonly terraformVersion: string;
}

/** The kinds of things that a provider serves. */
export interface Kinds<Client> {
  readonly dataSources: DataSource<Client>;
  readonly ephemeralResources: EphemeralResource<Client>;
  readonly functions: ProviderFunction;
  readonly resources: Resource<Client>;
}

/** What a provider serves, each by its full name; functions by their own, for users say which provider they mean. */
export type Served<Client> = { readonly [K in keyof Kinds<Client>]: Readonly<Record<string, Kinds<Client>[K]>> };

/** A provider: its configuration, and what it serves. */
export interface ProviderDefinition<A extends Attributes, B extends Blocks, Client> extends Partial<Served<Client>> {
  /** The local name, which is the prefix of the names of all that it serves. */
  readonly name: string;
  readonly version: string;
  readonly schema: Schema<A, B>;
  /** Checks what is known of the provider block. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /**
   * Makes what reads work with. Members of the configuration can be unknown while Terraform plans.
   * Called once, and not at all for `terraform validate`.
   */
  configure(config: UnknownMembers<Config<A, B>>, context: ConfigureContext): Client | Promise<Client>;
}

/** A provider whose attribute types are checked and forgotten, to be served. */
export interface Provider<Client = unknown> extends Served<Client> {
  readonly name: string;
  readonly version: string;
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  configure(config: object, context: ConfigureContext): Client | Promise<Client>;
}

/** Types a provider from its schema. */
export function defineProvider<const A extends Attributes, const B extends Blocks = NoBlocks, Client = unknown>(
  definition: ProviderDefinition<A, B, Client>,
): Provider {
  // The server hands all that is served nothing but what this provider's `configure` returned.
  return { dataSources: {}, ephemeralResources: {}, functions: {}, resources: {}, ...definition } as Provider;
}
