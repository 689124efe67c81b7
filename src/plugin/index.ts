/** A framework for Terraform providers: schema, data sources, and a process that Terraform can talk to. */
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
export { type LogFields, Logger, type LogLevel } from './logger';
export { serve } from './process/serve';
export { type ConfigureContext, defineProvider, type Provider, type ProviderDefinition } from './provider';
export type {
  Attribute,
  AttributeOptions,
  Attributes,
  ComputedOf,
  ConfigOf,
  SchemaType,
  StateOf,
} from './schema/attributes';
export type { Block, Blocks, Config, PossiblyUnknown, Schema, UnknownMembers } from './schema/schema';
export { bool, dynamic, list, listOf, map, mapOf, number, set, setOf, single, string } from './schema/types';
