import type { ExactNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue, Unknown } from '../cty/value';
import { type Attributes, type ConfigOf, objectType } from './attributes';

/** Nested blocks by name. */
export type Blocks = { readonly [name: string]: Block };

/** A block that users write inside another one, as in `endpoints { … }`. Prefer nested attributes in new designs. */
export interface Block<A extends Attributes = Attributes> {
  /** A list of blocks in the order they are written, or a set of them. */
  readonly nesting: 'list' | 'set';
  readonly attributes: A;
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /** The least number of these blocks. Default: 0. */
  readonly minItems?: number;
  /** The greatest number of these blocks. Default: no limit. */
  readonly maxItems?: number;
}

/** The shape of a provider's, a data source's or a resource's configuration and answer. */
export interface Schema<A extends Attributes = Attributes, B extends Blocks = Blocks> {
  /** Grows when stored states need an upgrade. Default: 0. */
  readonly version?: number;
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  readonly attributes: A;
  readonly blocks?: B;
}

/** The blocks of a configuration of which everything is known. */
export type BlocksOf<B extends Blocks> = { readonly [K in keyof B]: readonly ConfigOf<B[K]['attributes']>[] };

/** A whole configuration: attributes and blocks. */
export type Config<A extends Attributes, B extends Blocks> = ConfigOf<A> & BlocksOf<B>;

/** A configuration in which anything, at any depth, may not be known yet. */
export type PossiblyUnknown<T> =
  | Unknown
  | (T extends string | number | boolean | null | ExactNumber | DynamicValue
      ? T
      : { readonly [K in keyof T]: PossiblyUnknown<T[K]> });

/** The members of a configuration, each of which may not be known yet; the configuration as a whole is an object. */
export type UnknownMembers<T> = { readonly [K in keyof T]: PossiblyUnknown<T[K]> };

/** The cty type of a value of the schema. */
export function schemaType(schema: Schema): CtyType {
  const attributes = objectType(schema.attributes) as readonly ['object', Readonly<Record<string, CtyType>>];
  const blocks = Object.entries(schema.blocks ?? {}).map(
    ([name, block]) => [name, [block.nesting, objectType(block.attributes)]] as const,
  );
  return ['object', { ...attributes[1], ...Object.fromEntries(blocks) }];
}
