/** A framework for Terraform providers: schemas, data sources, resources, functions, and the process that serves them. */
export { AttributePath, type AttributePathStep } from './attribute-path';
export type { ConfiguredContext, RequestContext } from './context';
export { type CtyNumber, ExactNumber } from './cty/number';
export type { CtyType } from './cty/type';
export {
  type CtyValue,
  DynamicValue,
  isUnknown,
  isWhollyKnown,
  type KnownValue,
  type PossiblyUnknown,
  type Refinement,
  Unknown,
  type UnknownMembers,
} from './cty/value';
export type { DataSource, DataSourceDefinition } from './data-source';
export { type Diagnostic, DiagnosticError, Diagnostics } from './diagnostics';
export type {
  EphemeralContext,
  EphemeralResource,
  EphemeralResourceDefinition,
  RenewableContext,
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
export { serveInProcess } from './process/in-process';
export type { ReattachableProvider, ReattachConfig } from './process/reattach';
export { type ServeOptions, serve } from './process/serve';
export {
  type ConfigureContext,
  type Definitions,
  defineProvider,
  type LazyProvider,
  type Provider,
  type ProviderDefinition,
  providerOf,
  type Served,
} from './provider';
export type {
  CreateContext,
  PlanContext,
  PlannedChange,
  Resource,
  ResourceContext,
  ResourceDefinition,
  UpdateContext,
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
export type { Block, Blocks, Config, Schema, State } from './schema/schema';
export {
  bool,
  dynamic,
  integer,
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
  atLeastOneOf,
  between,
  conflicting,
  exactlyOneOf,
  keysAre,
  lengthBetween,
  oneOf,
  pattern,
  requiredTogether,
  sizeBetween,
  type Validator,
  type ValidatorContext,
  validator,
  valuesAre,
  wholeNumber,
} from './schema/validators';
export {
  defineStateMover,
  defineStateUpgrader,
  type MoveContext,
  type StateMover,
  type StateUpgrader,
} from './state-upgrade';
