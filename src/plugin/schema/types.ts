import type { CtyNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue } from '../cty/value';
import { type Attributes, type ConfigOf, objectType, SchemaType, type StateOf } from './attributes';

/** Text. */
export const string = new SchemaType<string>('string');

/** True or false. */
export const bool = new SchemaType<boolean>('bool');

/** A number of any size: see {@link CtyNumber} for the few that JavaScript's own numbers can't hold. */
export const number = new SchemaType<CtyNumber>('number');

/** A value that brings its own type. */
export const dynamic = new SchemaType<DynamicValue>('dynamic');

/** A sequence of values of one type. In answers, an element may be null. */
export function list<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly (Out | null)[]> {
  return new SchemaType(['list', elementType(element)]);
}

/** A set of values of one type; their order means nothing. */
export function set<In, Out>(element: SchemaType<In, Out>): SchemaType<readonly In[], readonly (Out | null)[]> {
  return new SchemaType(['set', elementType(element)]);
}

/** Values of one type under keys. */
export function map<In, Out>(
  element: SchemaType<In, Out>,
): SchemaType<Readonly<Record<string, In>>, Readonly<Record<string, Out | null>>> {
  return new SchemaType(['map', elementType(element)]);
}

/** A structure whose members all have to be given; each can be null. Where users write it, prefer {@link single}. */
export function object<const T extends Readonly<Record<string, SchemaType<unknown>>>>(
  members: T,
): SchemaType<{ readonly [K in keyof T]: T[K]['in'] | null }, { readonly [K in keyof T]: T[K]['out'] | null }> {
  const types = Object.entries(members).map(([name, type]) => [name, elementType(type)] as const);
  return new SchemaType(['object', Object.fromEntries(types)]);
}

/** A sequence of a fixed length, in which each place has a type of its own; each element can be null. */
export function tuple<const T extends readonly SchemaType<unknown>[]>(
  elements: T,
): SchemaType<{ readonly [I in keyof T]: T[I]['in'] | null }, { readonly [I in keyof T]: T[I]['out'] | null }> {
  return new SchemaType(['tuple', elements.map(elementType)]);
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
