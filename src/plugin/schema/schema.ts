import type { ExactNumber } from '../cty/number';
import type { CtyType } from '../cty/type';
import type { DynamicValue, Unknown } from '../cty/value';
import { type Attributes, attributeTypes, type ConfigOf, type NestingMode, type StateOf } from './attributes';

/** Nested blocks by name. */
export type Blocks = { readonly [name: string]: Block };

/** What a schema without blocks has. */
export type NoBlocks = Readonly<Record<never, never>>;

/**
 * How often a block may be written, and what it is to the provider: at most once, an object or null (`single`); at most
 * once, an object whose members are null where nothing is written (`group`); any number of times, in the order they are
 * written (`list`), in none (`set`), or by a label that stands before the brace (`map`).
 */
export type BlockNesting = NestingMode | 'group';

/** The shapes of values that blocks make. */
export const BLOCK_SHAPES = {
  single: 'single',
  group: 'single',
  list: 'list',
  set: 'set',
  map: 'map',
} as const satisfies Record<BlockNesting, NestingMode>;

/** A block that users write inside another one, as in `endpoints { … }`. Prefer nested attributes in new designs. */
export interface Block<A extends Attributes = Attributes, B extends Blocks = Blocks> {
  readonly nesting: BlockNesting;
  readonly attributes: A;
  /** Blocks inside this one. */
  readonly blocks?: B;
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /** Whether Terraform warns about its use. Default: false. */
  readonly deprecated?: boolean;
  /** The least number of these blocks, in a list or set. Default: 0. */
  readonly minItems?: number;
  /** The greatest number of these blocks, in a list or set. Default: no limit. */
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
  /** Whether Terraform warns about its use. Default: false. */
  readonly deprecated?: boolean;
}

/** The blocks of a configuration of which everything is known. */
export type BlocksOf<B extends Blocks> = {
  readonly [K in keyof B]: Nested<
    B[K]['nesting'],
    B[K] extends { readonly blocks: infer Inner extends Blocks }
      ? Config<B[K]['attributes'], Inner>
      : ConfigOf<B[K]['attributes']>
  >;
};

/** What blocks of a nesting are, each of which is a `T`. */
export type Nested<N extends BlockNesting, T> = {
  single: T | null;
  group: T;
  list: readonly T[];
  set: readonly T[];
  map: Readonly<Record<string, T>>;
}[N];

/** A whole configuration: attributes and blocks. */
export type Config<A extends Attributes, B extends Blocks> = ConfigOf<A> & BlocksOf<B>;

/** A whole answer or state: attributes and blocks, but for what Terraform forgets. */
export type State<A extends Attributes, B extends Blocks> = StateOf<A> & StateBlocksOf<B>;

/** The blocks of a state. */
export type StateBlocksOf<B extends Blocks> = {
  readonly [K in keyof B]: Nested<
    B[K]['nesting'],
    B[K] extends { readonly blocks: infer Inner extends Blocks }
      ? State<B[K]['attributes'], Inner>
      : StateOf<B[K]['attributes']>
  >;
};

/** A configuration in which anything, at any depth, may not be known yet. */
export type PossiblyUnknown<T> =
  | Unknown
  | (T extends string | number | boolean | null | ExactNumber | DynamicValue
      ? T
      : { readonly [K in keyof T]: PossiblyUnknown<T[K]> });

/** The members of a configuration, each of which may not be known yet; the configuration as a whole is an object. */
export type UnknownMembers<T> = { readonly [K in keyof T]: PossiblyUnknown<T[K]> };

/** The cty type of a value of the schema. */
export function schemaType({ attributes, blocks = {} }: Pick<Schema, 'attributes' | 'blocks'>): CtyType {
  const types = Object.entries(blocks).map(([name, block]) => {
    const shape = BLOCK_SHAPES[block.nesting];
    const inner = schemaType(block);
    return [name, shape === 'single' ? inner : ([shape, inner] as const)] as const;
  });
  return ['object', { ...attributeTypes(attributes), ...Object.fromEntries(types) }];
}
