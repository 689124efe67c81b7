import type { ConfiguredContext, RequestContext } from './context';
import type { UnknownMembers } from './cty/value';
import type { Attributes, ComputedOf } from './schema/attributes';
import type { Blocks, Config, Schema } from './schema/schema';

/** A data source: its schema, and the code that reads it. */
export interface DataSourceDefinition<A extends Attributes, B extends Blocks, Client> {
  readonly schema: Schema<A, B>;
  /** Validates a configuration, of which anything may be unknown, at `terraform validate` and before each read. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /** Returns the computed attributes. The attributes that the user gave keep their values. */
  read(config: Config<A, B>, context: ConfiguredContext<Client>): Promise<ComputedOf<A>>;
}

/** A data source with its attribute types erased, so that a provider can hold it beside others. */
export interface DataSource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not a method: TypeScript would accept a data source that needs more of its client than the provider's has.
  readonly read: (config: object, context: ConfiguredContext<Client>) => Promise<object>;
}
