import type { CtyType } from '../cty/type';
import {
  type AttributeMode,
  type Attributes,
  attributeTypes,
  type ConfigOf,
  type NestingMode,
  type StateOf,
} from './attributes';
import type { Validator } from './validators';

/** Nested blocks by name, with attributes of some modes. */
export type Blocks<Mode extends AttributeMode = AttributeMode> = {
  readonly [name: string]: Block<Attributes<Mode>, Blocks<Mode>>;
};

/** The blocks of a schema without blocks. */
export type NoBlocks = Readonly<Record<never, never>>;

/**
 * How often users may write a block, and the value that it makes:
 * - `single`: at most once; an object, or null without a block.
 * - `group`: at most once; an object, whose members are null without a block.
 * - `list`: any number of times; a list, in the order of the blocks.
 * - `set`: any number of times; a set.
 * - `map`: any number of times; a map by the label before the brace.
 */
export type BlockNesting = NestingMode | 'group';

/** How a block's value holds its objects. */
export const BLOCK_SHAPES = {
  single: 'single',
  group: 'single',
  list: 'list',
  set: 'set',
  map: 'map',
} as const satisfies Record<BlockNesting, NestingMode>;

/** A nested block: `endpoints { … }`. */
export interface Block<A extends Attributes = Attributes, B extends Blocks = Blocks> {
  readonly nesting: BlockNesting;
  readonly attributes: A;
  /** Blocks inside this one. */
  readonly blocks?: B;
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /** What to do instead of using it: `Use the argument size.` Users who write such a block get a warning with this text. */
  readonly deprecated?: string;
  /** Validate each block, of which any member may be unknown: `exactlyOneOf('name', 'id')`. */
  readonly validators?: readonly Validator<Readonly<Record<string, unknown>>>[];
  /** Whether any change of these blocks replaces the managed resource. It has no effect inside a set. Default: false. */
  readonly requiresReplace?: boolean;
  /** The minimum number of blocks, for a list or set. Default: 0. */
  readonly minItems?: number;
  /** The maximum number of blocks, for a list or set. Default: no limit. */
  readonly maxItems?: number;
}

/** The attributes and blocks of a provider, a data source or a resource. */
export interface Schema<A extends Attributes = Attributes, B extends Blocks = Blocks> {
  /** The version of stored states: increase it when older ones need an upgrade. Default: 0. */
  readonly version?: number;
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  readonly attributes: A;
  readonly blocks?: B;
  /** What to do instead of using it: `Use greeter_note.` Users get a warning with this text. */
  readonly deprecated?: string;
  /** Validate the configuration, of which any member may be unknown: `exactlyOneOf('name', 'id')`. */
  readonly validators?: readonly Validator<Readonly<Record<string, unknown>>>[];
}

/** The blocks of a wholly known configuration. */
export type BlocksOf<B extends Blocks> = {
  readonly [K in keyof B]: Nested<
    B[K]['nesting'],
    B[K] extends { readonly blocks: infer Inner extends Blocks }
      ? Config<B[K]['attributes'], Inner>
      : ConfigOf<B[K]['attributes']>
  >;
};

/** The value of blocks that are each a `T`. */
export type Nested<N extends BlockNesting, T> = {
  single: T | null;
  group: T;
  list: readonly T[];
  set: readonly T[];
  map: Readonly<Record<string, T>>;
}[N];

/** A wholly known configuration: attributes and blocks. */
export type Config<A extends Attributes, B extends Blocks> = ConfigOf<A> & BlocksOf<B>;

/** A state: attributes and blocks, without the write-only ones. */
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

/** The cty type of a value of the schema. */
export function schemaType({ attributes, blocks = {} }: Pick<Schema, 'attributes' | 'blocks'>): CtyType {
  const types = Object.entries(blocks).map(([name, block]) => {
    const shape = BLOCK_SHAPES[block.nesting];
    const inner = schemaType(block);
    return [name, shape === 'single' ? inner : ([shape, inner] as const)] as const;
  });
  return ['object', { ...attributeTypes(attributes), ...Object.fromEntries(types) }];
}
