/** A framework for Terraform providers: schemas, what providers serve, and a process that Terraform can talk to. */
export { AttributePath, type AttributePathStep } from './attribute-path';
export { type CtyNumber, ExactNumber } from './cty/number';
export type { CtyType } from './cty/type';
export { type CtyValue, DynamicValue, isUnknown, isWhollyKnown, type Refinement, Unknown } from './cty/value';
export {
  type ConfiguredContext,
  type DataSource,
  type DataSourceDefinition,
  defineDataSource,
  type RequestContext,
} from './data-source';
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
export { type LoadedProvider, serve } from './process/serve';
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
  listOf,
  map,
  mapOf,
  number,
  object,
  set,
  setOf,
  single,
  string,
  tuple,
} from './schema/types';
export { type MoveContext, moveFrom, type StateMove, type StateUpgrade, upgradeFrom } from './state-upgrade';
