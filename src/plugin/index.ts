/** A framework for Terraform providers: schemas, data sources, resources, functions, and the process that serves them. */
export { AttributePath, type AttributePathStep } from './attribute-path';
export type { ConfiguredContext, RequestContext } from './context';
export { type CtyNumber, ExactNumber } from './cty/number';
export type { CtyType } from './cty/type';
export { type CtyValue, DynamicValue, isUnknown, isWhollyKnown, type Refinement, Unknown } from './cty/value';
export { type DataSource, type DataSourceDefinition, defineDataSource } from './data-source';
export { type Diagnostic, DiagnosticError, Diagnostics } from './diagnostics';
export {
  defineEphemeralResource,
  type EphemeralContext,
  type EphemeralResource,
  type EphemeralResourceDefinition,
  type RenewableContext,
} from './ephemeral-resource';
export {
  defineFunction,
  type FunctionContext,
  type FunctionDefinition,
  FunctionError,
  type FunctionParameter,
  type ProviderFunction,
  type VariadicParameter,
} from './function';
export { type LogFields, Logger, type LogLevel } from './logger';
export type { PrivateState } from './private-state';
export { type LazyProvider, serve } from './process/serve';
export { type ConfigureContext, defineProvider, type Provider, type ProviderDefinition, type Served } from './provider';
export {
  type CreateContext,
  defineResource,
  type PlanContext,
  type PlannedChange,
  type Resource,
  type ResourceContext,
  type ResourceDefinition,
  type UpdateContext,
} from './resource';
export type {
  Attribute,
  AttributeOptions,
  Attributes,
  ComputedOf,
  ConfigOf,
  SchemaType,
  StateOf,
} from './schema/attributes';
export type { Block, Blocks, Config, PossiblyUnknown, Schema, State, UnknownMembers } from './schema/schema';
export {
  bool,
  dynamic,
  list,
  listNested,
  map,
  mapNested,
  number,
  object,
  set,
  setNested,
  singleNested,
  string,
  tuple,
} from './schema/types';
export {
  defineStateMover,
  defineStateUpgrader,
  type MoveContext,
  type StateMover,
  type StateUpgrader,
} from './state-upgrade';
