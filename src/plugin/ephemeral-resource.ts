import type { ConfiguredContext, RequestContext } from './context';
import type { UnknownMembers } from './cty/value';
import type { PrivateState } from './private-state';
import type { Attributes, ComputedOf } from './schema/attributes';
import type { Blocks, Config, Schema } from './schema/schema';

/** The context of a request to close an ephemeral resource. */
export interface EphemeralContext<Client> extends ConfiguredContext<Client> {
  /** Values that Terraform keeps from `open` to `renew` and `close`. */
  readonly privateState: PrivateState;
}

/** The context of a request to open or renew an ephemeral resource. */
export interface RenewableContext<Client> extends EphemeralContext<Client> {
  /** Asks Terraform to call `renew` at that time, if the resource is still in use then. */
  renewAt(time: Date): void;
}

/** An ephemeral resource, which Terraform uses during a run and never stores: its schema, and the code for its life. */
export interface EphemeralResourceDefinition<A extends Attributes, B extends Blocks, Client> {
  readonly schema: Schema<A, B>;
  /** Validates a configuration, of which anything may be unknown, at `terraform validate` and before each opening. */
  validate?(config: UnknownMembers<Config<A, B>>, context: RequestContext): void | Promise<void>;
  /** Opens it and returns the computed attributes. The attributes that the user gave keep their values. */
  open(config: Config<A, B>, context: RenewableContext<Client>): Promise<ComputedOf<A>>;
  /** Extends its life. Required if `open` calls `renewAt`. */
  renew?(context: RenewableContext<Client>): Promise<void>;
  /** Closes it, when Terraform does not need it any more. */
  close?(context: EphemeralContext<Client>): Promise<void>;
}

/** An ephemeral resource with its attribute types erased, so that a provider can hold it beside others. */
export interface EphemeralResource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not methods: TypeScript would accept a resource that needs more of its client than the provider's has.
  readonly open: (config: object, context: RenewableContext<Client>) => Promise<object>;
  readonly renew?: (context: RenewableContext<Client>) => Promise<void>;
  readonly close?: (context: EphemeralContext<Client>) => Promise<void>;
}
