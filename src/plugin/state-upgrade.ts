import type { RequestContext } from './context';
import type { PrivateState } from './private-state';
import type { Attributes } from './schema/attributes';
import type { Blocks, NoBlocks, Schema, State } from './schema/schema';

/** The context of a request to move a state. It has no client: the provider may not be configured yet. */
export interface MoveContext extends RequestContext {
  /** The private state of the source resource, which becomes that of the target. */
  readonly privateState: PrivateState;
}

/** Upgrades a state of an older schema version to an `S`. Made by {@link defineStateUpgrader}. */
export interface StateUpgrader<S> {
  /** The older schema, with its version. */
  readonly schema: Schema;
  upgrade(state: object, context: RequestContext): S | Promise<S>;
}

/** Moves a state of another resource type to an `S`. Made by {@link defineStateMover}. */
export interface StateMover<S> {
  readonly type: string;
  readonly provider?: string;
  /** The schema of the other type, with its version. */
  readonly schema: Schema;
  move(state: object, context: MoveContext): S | Promise<S>;
}

/**
 * Defines a state upgrader, with types inferred from the older schema.
 * @param schema the older schema; it may leave out attributes and blocks that the upgrade does not read.
 */
export function defineStateUpgrader<const A extends Attributes, S, const B extends Blocks = NoBlocks>(
  schema: Schema<A, B>,
  upgrade: (state: State<A, B>, context: RequestContext) => S | Promise<S>,
): StateUpgrader<S> {
  // The server decodes stored states by this very schema, so they are of the types inferred from it.
  return { schema, upgrade } as unknown as StateUpgrader<S>;
}

/** Defines a state mover, with types inferred from the schema of the other resource type. */
export function defineStateMover<const A extends Attributes, S, const B extends Blocks = NoBlocks>(definition: {
  /** The resource type in the `from` of a `moved` block, such as `random_id`. */
  readonly type: string;
  /** The address of its provider, such as `registry.terraform.io/hashicorp/random`. Default: any provider. */
  readonly provider?: string;
  /** The schema of the other type, with its version; it may leave out what the move does not read. */
  readonly schema: Schema<A, B>;
  move(state: State<A, B>, context: MoveContext): S | Promise<S>;
}): StateMover<S> {
  // The server decodes stored states by this very schema, so they are of the types inferred from it.
  return definition as unknown as StateMover<S>;
}
