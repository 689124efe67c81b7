import type { AttributePath } from './attribute-path';
import type { ConfiguredContext, RequestContext } from './data-source';
import type { PrivateState } from './private-state';
import type { Attributes } from './schema/attributes';
import type { Blocks, Config, NoBlocks, Schema, State, UnknownMembers } from './schema/schema';
import type { StateMove, StateUpgrade } from './state-upgrade';

/** What code gets that reads, deletes or imports a resource. */
export interface ResourceContext<Client> extends ConfiguredContext<Client> {
  /** What Terraform keeps beside the state. */
  readonly privateState: PrivateState;
}

/** The same, where what Terraform plans can be changed. */
export interface PlanContext<Client> extends ResourceContext<Client> {
  /** Has Terraform replace the resource, if what the path leads to changes. */
  requireReplace(path: AttributePath): void;
}

/** The same, while a resource is created. */
export interface CreateContext<S, Client> extends ResourceContext<Client> {
  /** What Terraform planned. The new state must have all of it that is known. */
  readonly planned: UnknownMembers<S>;
  /** Has Terraform record this state if the operation fails after all; what was being created is replaced next time. */
  keep(state: S): void;
}

/** The same, while a resource is updated. */
export interface UpdateContext<S, Client> extends CreateContext<S, Client> {
  /** The state before. */
  readonly prior: S;
}

/** A change that Terraform is about to plan: a creation or an update. */
export interface PlannedChange<C, S> {
  /** What the user gave. */
  readonly config: UnknownMembers<C>;
  /** The state before; null where there is none. */
  readonly prior: S | null;
  /** The state after it: where it is not the user who gives a value, and anything changes at all, it is unknown. */
  readonly planned: UnknownMembers<S>;
}

/** A managed resource: what users write, and what is done for it. */
export type ResourceDefinition<A extends Attributes, B extends Blocks, Client> = {
  readonly schema: Schema<A, B>;
  // The schema alone says what the types are. What code answers is checked against them, and no hint of what they are.
} & ResourceCode<NoInfer<Config<A, B>>, NoInfer<State<A, B>>, Client>;

/** What is done for a managed resource of a configuration `C` and a state `S`. */
export interface ResourceCode<C, S, Client> {
  /** Checks what is known of a configuration; called by `terraform validate` and again before each plan. */
  validate?(config: UnknownMembers<C>, context: RequestContext): void | Promise<void>;
  /**
   * Looks at a creation or an update before Terraform plans it. It can warn, and it can answer with attributes that are
   * to be planned otherwise: known already, or unknown with a refinement. What the user gave must stay as it is.
   */
  plan?(change: PlannedChange<C, S>, context: PlanContext<Client>): PlanChanges<S> | Promise<PlanChanges<S>>;
  /**
   * Creates a resource, and answers with its state.
   * @param config what the user gave and, where the user gave nothing, what was planned.
   */
  create(config: C, context: CreateContext<S, Client>): Promise<S>;
  /** Looks at a resource again; null where it is gone. Without this, the state stays what it is. */
  read?(state: S, context: ResourceContext<Client>): Promise<S | null>;
  /** Changes a resource; as {@link create}. Without this, any change replaces it. */
  update?(config: C, context: UpdateContext<S, Client>): Promise<S>;
  /** Deletes a resource. One that is gone already is no error. */
  delete(state: S, context: ResourceContext<Client>): Promise<void>;
  /** Finds what exists by the id that the user gives to `terraform import`; null where there is no such thing. */
  import?(id: string, context: ResourceContext<Client>): Promise<S | null>;
  /** Makes states that older versions of the schema left into states of this one. */
  readonly upgrades?: readonly StateUpgrade<S>[];
  /** Makes states of other types of resources, of this provider or others, into states of this one (`moved`). */
  readonly moves?: readonly StateMove<S>[];
}

/** Attributes to be planned otherwise, if any. */
export type PlanChanges<S> = Partial<UnknownMembers<S>> | undefined;

/** A managed resource whose attribute types are checked and forgotten, to stand in a provider beside others. */
export interface Resource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not methods: TypeScript would let one pass that asks more of its client than the provider's has.
  readonly plan?: (
    change: PlannedChange<object, object>,
    context: PlanContext<Client>,
  ) => object | undefined | Promise<object | undefined>;
  readonly create: (config: object, context: CreateContext<object, Client>) => Promise<object>;
  readonly read?: (state: object, context: ResourceContext<Client>) => Promise<object | null>;
  readonly update?: (config: object, context: UpdateContext<object, Client>) => Promise<object>;
  readonly delete: (state: object, context: ResourceContext<Client>) => Promise<void>;
  readonly import?: (id: string, context: ResourceContext<Client>) => Promise<object | null>;
  readonly upgrades?: readonly StateUpgrade<object>[];
  readonly moves?: readonly StateMove<object>[];
}

/** Types a managed resource from its schema. */
export function defineResource<const A extends Attributes, const B extends Blocks = NoBlocks, Client = unknown>(
  definition: ResourceDefinition<A, B, Client>,
): Resource<Client> {
  // The server decodes configurations and states by this very schema, so they are of the types inferred from it.
  return definition as unknown as Resource<Client>;
}
