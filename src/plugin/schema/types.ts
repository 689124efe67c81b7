import type { CtyNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue } from '../cty/value';
import { type Attributes, type ConfigOf, objectType, SchemaType, type StateOf } from './attributes';

/** A string. */
export const string = new SchemaType<string>('string');

/** True or false. */
export const bool = new SchemaType<boolean>('bool');

/** A number of any size and precision; see {@link CtyNumber}. */
export const number = new SchemaType<CtyNumber>('number');

/** A value of any type, together with its type. */
export const dynamic = new SchemaType<DynamicValue>('dynamic');

/** A list of values of one type. In a result, an element may be null. */
export function list<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly (Out | null)[]> {
  return new SchemaType(['list', elementType(element)]);
}

/** A set of values of one type. Their order has no meaning. */
export function set<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly (Out | null)[]> {
  return new SchemaType(['set', elementType(element)]);
}

/** A map of values of one type. */
export function map<In, Out>(
  element: SchemaType<In, Out>,
): SchemaType<Readonly<Record<string, In>>, Readonly<Record<string, Out | null>>> {
  return new SchemaType(['map', elementType(element)]);
}

/** An object of which users must write every member, null ones too. For arguments, prefer {@link singleNested}. */
export function object<const T extends Readonly<Record<string, SchemaType<unknown>>>>(
  members: T,
): SchemaType<{ readonly [K in keyof T]: T[K]['in'] | null }, { readonly [K in keyof T]: T[K]['out'] | null }> {
  const types = Object.entries(members).map(([name, type]) => [name, elementType(type)] as const);
  return new SchemaType(['object', Object.fromEntries(types)]);
}

/** A tuple: a fixed number of elements, each with its own type. Each can be null. */
export function tuple<const T extends readonly SchemaType<unknown>[]>(
  elements: T,
): SchemaType<{ readonly [I in keyof T]: T[I]['in'] | null }, { readonly [I in keyof T]: T[I]['out'] | null }> {
  return new SchemaType(['tuple', elements.map(elementType)]);
}

function elementType({ cty, nested }: SchemaType<unknown>): CtyType {
  // In a plain collection, Terraform would require every attribute of the objects, also the optional ones.
  if (nested) throw new Error('a collection of objects with attributes is a listNested, setNested or mapNested');
  return cty;
}

/** A nested attribute: an object with its own attributes. */
export function singleNested<A extends Attributes>(attributes: A): SchemaType<ConfigOf<A>, StateOf<A>> {
  return new SchemaType(objectType(attributes), { mode: 'single', attributes });
}

/** A nested attribute: a list of objects with their own attributes. */
export function listNested<A extends Attributes>(
  attributes: A,
): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['list', objectType(attributes)], { mode: 'list', attributes });
}

/** A nested attribute: a set of objects with their own attributes. Their order has no meaning. */
export function setNested<A extends Attributes>(
  attributes: A,
): SchemaType<readonly ConfigOf<A>[], readonly StateOf<A>[]> {
  return new SchemaType(['set', objectType(attributes)], { mode: 'set', attributes });
}

/** A nested attribute: a map of objects with their own attributes. */
export function mapNested<A extends Attributes>(
  attributes: A,
): SchemaType<Readonly<Record<string, ConfigOf<A>>>, Readonly<Record<string, StateOf<A>>>> {
  return new SchemaType(['map', objectType(attributes)], { mode: 'map', attributes });
}
