import type { RequestContext } from './data-source';
import type { PrivateState } from './private-state';
import type { Attributes } from './schema/attributes';
import type { Blocks, NoBlocks, Schema, State } from './schema/schema';

/** What code gets that makes one state into another. The provider may not be configured then. */
export interface MoveContext extends RequestContext {
  /** What Terraform kept beside the old state, and keeps beside the new one. */
  readonly privateState: PrivateState;
}

/** How a state that an older version of a schema left becomes an `S`. Made by {@link upgradeFrom}. */
export interface StateUpgrade<S> {
  /** The older schema, with its version. */
  readonly schema: Schema;
  upgrade(state: object, context: RequestContext): S | Promise<S>;
}

/** How a state of another type of resource becomes an `S`. Made by {@link moveFrom}. */
export interface StateMove<S> {
  readonly type: string;
  readonly provider?: string;
  /** The other type's schema, with its version. */
  readonly schema: Schema;
  move(state: object, context: MoveContext): S | Promise<S>;
}

/** Types an upgrade from the older schema. Only attributes and blocks whose values are wanted need to be in it. */
export function upgradeFrom<const A extends Attributes, S, const B extends Blocks = NoBlocks>(
  schema: Schema<A, B>,
  upgrade: (state: State<A, B>, context: RequestContext) => S | Promise<S>,
): StateUpgrade<S> {
  // The server decodes old states by this very schema, so they are of the types inferred from it.
  return { schema, upgrade } as unknown as StateUpgrade<S>;
}

/** Types a move from the other resource's schema. Only attributes and blocks whose values are wanted need to be in it. */
export function moveFrom<const A extends Attributes, S, const B extends Blocks = NoBlocks>(definition: {
  /** The type of resource in `moved`'s `from`, such as `random_id`. */
  readonly type: string;
  /** The address of its provider, such as `registry.terraform.io/hashicorp/random`. Default: any. */
  readonly provider?: string;
  readonly schema: Schema<A, B>;
  move(state: State<A, B>, context: MoveContext): S | Promise<S>;
}): StateMove<S> {
  // As above.
  return definition as unknown as StateMove<S>;
}
