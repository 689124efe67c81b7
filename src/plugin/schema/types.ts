import type { CtyNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue } from '../cty/value';
import type { Attributes, ConfigOf, StateOf } from './schema';

/** How many objects a nested attribute or block holds, and in what. */
export type NestingMode = 'single' | 'list' | 'set' | 'map';

/**
 * The type of an attribute, for Terraform and for TypeScript. `In` is what a configuration gives, `Out` what a provider
 * answers; they differ for nested attributes, whose computed members exist in answers only.
 */
export class SchemaType<In, Out = In> {
  /** Types only; there is no such member at run time. */
  declare readonly in: In;
  declare readonly out: Out;

  constructor(
    readonly cty: CtyType,
    readonly nested?: { readonly mode: NestingMode; readonly attributes: Attributes },
  ) {}

  /** The user must give it. */
  required(options: AttributeOptions = {}): Attribute<In, Out, 'required'> {
    return new Attribute(this, 'required', options);
  }

  /** The user may leave it out; then it is null. */
  optional(options: AttributeOptions = {}): Attribute<In, Out, 'optional'> {
    return new Attribute(this, 'optional', options);
  }

  /** The provider gives it; the user can't. */
  computed(options: AttributeOptions = {}): Attribute<In, Out, 'computed'> {
    return new Attribute(this, 'computed', options);
  }

  /** The user may give it; where it is left out, the provider does. */
  optionalComputed(options: AttributeOptions = {}): Attribute<In, Out, 'optionalComputed'> {
    return new Attribute(this, 'optionalComputed', options);
  }
}

/** Who gives an attribute its value. */
export type AttributeMode = 'required' | 'optional' | 'computed' | 'optionalComputed';

/** What else a schema says of an attribute. */
export interface AttributeOptions {
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /** Whether Terraform hides it in its output; it stays readable in the state. Default: false. */
  readonly sensitive?: boolean;
  /** Whether Terraform warns about its use. Default: false. */
  readonly deprecated?: boolean;
}

/** An attribute of a schema. Made by `required()`, `optional()`, `computed()` and `optionalComputed()` of a type. */
export class Attribute<In, Out, Mode extends AttributeMode> {
  constructor(
    readonly type: SchemaType<In, Out>,
    readonly mode: Mode,
    readonly options: AttributeOptions,
  ) {}
}

/** Text. */
export const string = new SchemaType<string>('string');

/** True or false. */
export const bool = new SchemaType<boolean>('bool');

/** A number of any size: see {@link CtyNumber} for the few that JavaScript's own numbers can't hold. */
export const number = new SchemaType<CtyNumber>('number');

/** A value that brings its own type. */
export const dynamic = new SchemaType<DynamicValue>('dynamic');

/** A sequence of values of one type. */
export function list<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly Out[]> {
  return new SchemaType(['list', elementType(element)]);
}

/** A set of values of one type; their order means nothing. */
export function set<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly Out[]> {
  return new SchemaType(['set', elementType(element)]);
}

/** Values of one type under keys. */
export function map<In, Out>(
  element: SchemaType<In, Out>,
): SchemaType<Readonly<Record<string, In>>, Readonly<Record<string, Out>>> {
  return new SchemaType(['map', elementType(element)]);
}

function elementType({ cty, nested }: SchemaType<unknown>): CtyType {
  // In a plain collection Terraform would ask for every attribute of its objects, the optional ones too.
  if (nested) throw new Error('objects with attributes of their own stand in listOf, setOf or mapOf');
  return cty;
}

/** One object with attributes of its own. */
export function single<A extends Attributes>(attributes: A): SchemaType<ConfigOf<A>, StateOf<A>> {
  return new SchemaType(objectType(attributes), { mode: 'single', attributes });
}

/** A sequence of objects with attributes of their own. */
export function listOf<A extends Attributes>(attributes: A): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['list', objectType(attributes)], { mode: 'list', attributes });
}

/** A set of objects with attributes of their own; their order means nothing. */
export function setOf<A extends Attributes>(attributes: A): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['set', objectType(attributes)], { mode: 'set', attributes });
}

/** Objects with attributes of their own, under keys. */
export function mapOf<A extends Attributes>(
  attributes: A,
): SchemaType<Readonly<Record<string, ConfigOf<A>>>, Readonly<Record<string, StateOf<A>>>> {
  return new SchemaType(['map', objectType(attributes)], { mode: 'map', attributes });
}

/** The cty type of an object that has the given attributes. */
export function objectType(attributes: Attributes): CtyType {
  return ['object', Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type.cty]))];
}
