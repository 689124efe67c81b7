import type { CtyNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue, KnownValue } from '../cty/value';
import { type Attributes, type ConfigOf, objectType, SchemaType, type StateOf } from './attributes';
import type { Validator } from './validators';

/** A string. */
export const string = new SchemaType<string>('string');

/** True or false. */
export const bool = new SchemaType<boolean>('bool');

/** A number of any size and precision; see {@link CtyNumber}. For whole numbers, prefer {@link integer}. */
export const number = new SchemaType<CtyNumber>('number');

/**
 * A whole number from -(2^53 - 1) to 2^53 - 1, which JavaScript holds exactly. Any other number in a configuration is an error,
 * with its path, before the provider's code is called.
 */
export const integer = new SchemaType<number>('number', { wholeNumber: true });

/** A value of any type, together with its type. */
export const dynamic = new SchemaType<DynamicValue>('dynamic');

/** A list of values of one type. An element can be null if its type says so: `list(string.nullable())`. */
export function list<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly Out[]> {
  return new SchemaType(['list', plainType(element)], { element });
}

/** A set of values of one type. Their order has no meaning. An element can be null if its type says so. */
export function set<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly Out[]> {
  return new SchemaType(['set', plainType(element)], { element });
}

/** A map of values of one type. An element can be null if its type says so. */
export function map<In, Out>(
  element: SchemaType<In, Out>,
): SchemaType<Readonly<Record<string, In>>, Readonly<Record<string, Out>>> {
  return new SchemaType(['map', plainType(element)], { element });
}

/** An object of which users must write every member, null ones too. For arguments, prefer {@link singleNested}. */
export function object<const T extends Readonly<Record<string, SchemaType<unknown>>>>(
  members: T,
): SchemaType<{ readonly [K in keyof T]: T[K]['in'] | null }, { readonly [K in keyof T]: T[K]['out'] | null }> {
  const types = Object.entries(members).map(([name, type]) => [name, plainType(type)] as const);
  return new SchemaType(['object', Object.fromEntries(types)], { members });
}

/** A tuple: a fixed number of elements, each with its own type. Each can be null. */
export function tuple<const T extends readonly SchemaType<unknown>[]>(
  elements: T,
): SchemaType<{ readonly [I in keyof T]: T[I]['in'] | null }, { readonly [I in keyof T]: T[I]['out'] | null }> {
  return new SchemaType(['tuple', elements.map(plainType)], {
    members: Object.fromEntries(elements.entries()),
  });
}

function plainType({ cty, details }: SchemaType<unknown>): CtyType {
  // In a plain collection, Terraform would require every attribute of the objects, also the optional ones.
  if (details.nested)
    throw new Error('a collection of objects with attributes is a listNested, setNested or mapNested');
  return cty;
}

/** Options of the objects of a nested attribute. */
export interface ObjectOptions<A extends Attributes> {
  /** Validate each object that is known, of which any member may be unknown: `exactlyOneOf('name', 'id')`. */
  readonly validators?: readonly Validator<KnownValue<ConfigOf<A>>>[];
}

/** A nested attribute: an object with its own attributes. */
export function singleNested<A extends Attributes>(
  attributes: A,
  options: ObjectOptions<A> = {},
): SchemaType<ConfigOf<A>, StateOf<A>> {
  return new SchemaType(objectType(attributes), { nested: { mode: 'single', attributes, ...options } });
}

/** A nested attribute: a list of objects with their own attributes. */
export function listNested<A extends Attributes>(
  attributes: A,
  options: ObjectOptions<A> = {},
): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['list', objectType(attributes)], { nested: { mode: 'list', attributes, ...options } });
}

/** A nested attribute: a set of objects with their own attributes. Their order has no meaning. */
export function setNested<A extends Attributes>(
  attributes: A,
  options: ObjectOptions<A> = {},
): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['set', objectType(attributes)], { nested: { mode: 'set', attributes, ...options } });
}

/** A nested attribute: a map of objects with their own attributes. */
export function mapNested<A extends Attributes>(
  attributes: A,
  options: ObjectOptions<A> = {},
): SchemaType<Readonly<Record<string, ConfigOf<A>>>, Readonly<Record<string, StateOf<A>>>> {
  return new SchemaType(['map', objectType(attributes)], { nested: { mode: 'map', attributes, ...options } });
}
