import type { AttributePath } from './attribute-path';
import type { ConfiguredContext, RequestContext } from './context';
import type { UnknownMembers } from './cty/value';
import type { PrivateState } from './private-state';
import type { Attributes } from './schema/attributes';
import type { Blocks, Config, Schema, State } from './schema/schema';
import type { StateMover, StateUpgrader } from './state-upgrade';

/** The context of a request to read, delete or import a managed resource. */
export interface ResourceContext<Client> extends ConfiguredContext<Client> {
  /** Values that Terraform keeps beside the state. */
  readonly privateState: PrivateState;
}

/** The context of a request to plan a change. */
export interface PlanContext<Client> extends ResourceContext<Client> {
  /** Makes Terraform replace the resource if the attribute at the path changes. */
  requireReplace(path: AttributePath): void;
}

/** The context of a request to create a resource. */
export interface CreateContext<S, Client> extends ResourceContext<Client> {
  /** The state that Terraform planned. The new state must have all of its known values. */
  readonly plannedState: UnknownMembers<S>;
  /**
   * Sets the state that Terraform records if the operation fails afterwards, as far as it is valid. A resource whose
   * creation failed is tainted: the next plan replaces it.
   */
  setState(state: S): void;
}

/** The context of a request to update a resource. */
export interface UpdateContext<S, Client> extends CreateContext<S, Client> {
  /** The state before the update. */
  readonly priorState: S;
}

/** A creation or an update that Terraform plans. */
export interface PlannedChange<C, S> {
  /** The user's configuration. */
  readonly config: UnknownMembers<C>;
  /** The state before the change; null for a creation. */
  readonly priorState: S | null;
  /** The state after the change. If anything changes, every computed attribute that the user did not give is unknown. */
  readonly plannedState: UnknownMembers<S>;
}

/** A managed resource: its schema, and the code that manages it. */
export type ResourceDefinition<A extends Attributes, B extends Blocks, Client> = {
  readonly schema: Schema<A, B>;
  // Types are inferred from the schema alone: the results of the code are checked against it.
} & ResourceCode<NoInfer<Config<A, B>>, NoInfer<State<A, B>>, Client>;

/** The code of a managed resource with a configuration `C` and a state `S`. */
export interface ResourceCode<C, S, Client> {
  /** Validates a configuration, of which anything may be unknown, at `terraform validate` and before each plan. */
  validate?(config: UnknownMembers<C>, context: RequestContext): void | Promise<void>;
  /**
   * Modifies the plan of a creation or an update. Returns attributes with other planned values: known ones, or unknown
   * ones with a refinement. An attribute that the user gave must keep its value.
   */
  modifyPlan?(change: PlannedChange<C, S>, context: PlanContext<Client>): PlanChanges<S> | Promise<PlanChanges<S>>;
  /**
   * Creates the resource and returns its state.
   * @param config the user's configuration, with planned values where the user gave none.
   */
  create(config: C, context: CreateContext<S, Client>): Promise<S>;
  /** Returns the current state; null if the resource is gone. Without it, the stored state counts as current. */
  read?(state: S, context: ResourceContext<Client>): Promise<S | null>;
  /** Updates the resource and returns its state, as {@link create}. Without it, every change replaces the resource. */
  update?(config: C, context: UpdateContext<S, Client>): Promise<S>;
  /** Deletes the resource. It is no error if the resource is gone already. */
  delete(state: S, context: ResourceContext<Client>): Promise<void>;
  /** Returns the state of an existing object by the id of `terraform import`; null if there is none. */
  import?(id: string, context: ResourceContext<Client>): Promise<S | null>;
  /** Upgrade states of older schema versions. */
  readonly stateUpgraders?: readonly StateUpgrader<S>[];
  /** Move states of other resource types, of this or another provider, to this type (`moved` blocks). */
  readonly stateMovers?: readonly StateMover<S>[];
}

/** Attributes with other planned values, if any. */
export type PlanChanges<S> = Partial<UnknownMembers<S>> | undefined;

/** A managed resource with its attribute types erased, so that a provider can hold it beside others. */
export interface Resource<Client> {
  readonly schema: Schema;
  validate?(config: object, context: RequestContext): void | Promise<void>;
  // Not methods: TypeScript would accept a resource that needs more of its client than the provider's has.
  readonly modifyPlan?: (
    change: PlannedChange<object, object>,
    context: PlanContext<Client>,
  ) => object | undefined | Promise<object | undefined>;
  readonly create: (config: object, context: CreateContext<object, Client>) => Promise<object>;
  readonly read?: (state: object, context: ResourceContext<Client>) => Promise<object | null>;
  readonly update?: (config: object, context: UpdateContext<object, Client>) => Promise<object>;
  readonly delete: (state: object, context: ResourceContext<Client>) => Promise<void>;
  readonly import?: (id: string, context: ResourceContext<Client>) => Promise<object | null>;
  readonly stateUpgraders?: readonly StateUpgrader<object>[];
  readonly stateMovers?: readonly StateMover<object>[];
}
