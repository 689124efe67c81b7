import type { Diagnostics } from './diagnostics';
import type { Logger } from './logger';
import type { Attributes, ComputedOf } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema, UnknownMembers } from './schema/schema';

/** What code gets that answers one request. */
export interface RequestContext {
  /** Aborted when Terraform's user stops the run, or when Terraform goes away. */
  readonly signal: AbortSignal;
  /** For people who run Terraform with TF_LOG. */
  readonly log: Logger;
  /** What Terraform is to show. An error among it ends the operation. */
  readonly diagnostics: Diagnostics;
}

/** The same, once the provider is configured. */
export interface ConfiguredContext<Client> extends RequestContext {
  /** What the provider's `configure` returned. */
  readonly client: Client;
}

/** A data source: what users write, and how its answer comes about. */
export interface DataSourceDefinition<A extends Attributes, B extends Blocks, Client> {
  readonly schema: Schema<A, B>;
  /** Checks what is known of a configuration; called by `terraform validate` and again before each read. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /** Answers with the computed attributes; what the user gave is kept as it is. */
  read(config: Config<A, B>, context: ConfiguredContext<Client>): Promise<ComputedOf<A>>;
}

/** A data source whose attribute types are checked and forgotten, to stand in a provider beside others. */
export interface DataSource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not a method: TypeScript would let a data source pass that asks more of its client than the provider's has.
  readonly read: (config: object, context: ConfiguredContext<Client>) => Promise<object>;
}

/** Types a data source from its schema. */
export function defineDataSource<const A extends Attributes, const B extends Blocks = NoBlocks, Client = unknown>(
  definition: DataSourceDefinition<A, B, Client>,
): DataSource<Client> {
  // The server decodes configurations by this very schema, so they are of the types inferred from it.
  return definition as DataSource<Client>;
}
