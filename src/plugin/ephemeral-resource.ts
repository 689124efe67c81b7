import type { ConfiguredContext, RequestContext } from './data-source';
import type { PrivateState } from './private-state';
import type { Attributes, ComputedOf } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema, UnknownMembers } from './schema/schema';

/** What code gets that opens, renews or closes an ephemeral resource. */
export interface EphemeralContext<Client> extends ConfiguredContext<Client> {
  /** What is kept between `open`, `renew` and `close`. */
  readonly privateState: PrivateState;
}

/** The same, where a time for the next renewal can be set. */
export interface RenewableContext<Client> extends EphemeralContext<Client> {
  /** Asks Terraform to call `renew` at that time, if the resource is still in use then. */
  renewAt(time: Date): void;
}

/** An ephemeral resource: what Terraform uses during a run and stores nowhere. */
export interface EphemeralResourceDefinition<A extends Attributes, B extends Blocks, Client> {
  readonly schema: Schema<A, B>;
  /** Checks what is known of a configuration; called by `terraform validate` and again before each opening. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /** Answers with the computed attributes; what the user gave is kept as it is. */
  open(config: Config<A, B>, context: RenewableContext<Client>): Promise<ComputedOf<A>>;
  /** Makes it last longer. Needed where `open` calls `renewAt`. */
  renew?(context: RenewableContext<Client>): Promise<void>;
  /** Ends it, when Terraform has no more use for it. */
  close?(context: EphemeralContext<Client>): Promise<void>;
}

/** An ephemeral resource whose attribute types are checked and forgotten, to stand in a provider beside others. */
export interface EphemeralResource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not methods: TypeScript would let one pass that asks more of its client than the provider's has.
  readonly open: (config: object, context: RenewableContext<Client>) => Promise<object>;
  readonly renew?: (context: RenewableContext<Client>) => Promise<void>;
  readonly close?: (context: EphemeralContext<Client>) => Promise<void>;
}

/** Types an ephemeral resource from its schema. */
export function defineEphemeralResource<
  const A extends Attributes,
  const B extends Blocks = NoBlocks,
  Client = unknown,
>(definition: EphemeralResourceDefinition<A, B, Client>): EphemeralResource<Client> {
  // The server decodes configurations by this very schema, so they are of the types inferred from it.
  return definition as EphemeralResource<Client>;
}
