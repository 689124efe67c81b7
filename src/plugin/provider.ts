import type { DataSource, RequestContext } from './data-source';
import type { Attributes } from './schema/attributes';
import type { Blocks, Config, Schema, UnknownMembers } from './schema/schema';

/** What `configure` gets beside the configuration. */
export interface ConfigureContext extends RequestContext {
  /** The version of Terraform that asks, such as `1.11.4`. */
  readonly terraformVersion: string;
}

/** A provider: its configuration, and the data sources that it serves. */
export interface ProviderDefinition<A extends Attributes, B extends Blocks, Client> {
  /** The local name, which is the prefix of its data sources' names. */
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
  /** Data sources by their full name. */
  readonly dataSources: Readonly<Record<string, DataSource<Client>>>;
}

/** A provider whose attribute types are checked and forgotten, to be served. */
export interface Provider<Client = unknown> {
  readonly name: string;
  readonly version: string;
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  configure(config: object, context: ConfigureContext): Client | Promise<Client>;
  readonly dataSources: Readonly<Record<string, DataSource<Client>>>;
}

/** Types a provider from its schema. */
export function defineProvider<const A extends Attributes, const B extends Blocks, Client>(
  definition: ProviderDefinition<A, B, Client>,
): Provider {
  // The server hands the data sources nothing but what this provider's `configure` returned.
  return definition as Provider;
}
