import type { CtyType } from '../cty/type';
import { type AttributeMode, type Attributes, isComputed, isWriteOnly, type NestingMode } from './attributes';
import { BLOCK_SHAPES, type Block, type Blocks, type Schema } from './schema';
import type { Validator } from './validators';

/** What a schema describes. */
export type SchemaKind = 'provider' | 'data source' | 'ephemeral resource' | 'resource';

/** Names that Terraform itself uses in blocks of resources, data sources and ephemeral resources. */
const RESERVED = ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'] as const;

/** Names that Terraform itself uses in provider blocks, or reserves there. */
const RESERVED_BY_PROVIDER_BLOCK = [
  'alias',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'source',
  'version',
] as const;

/** A schema without the names that Terraform itself uses in such blocks. */
export type NoneReserved = { readonly [K in (typeof RESERVED)[number]]?: never };

/** The same for the provider block. */
export type NoneReservedByProviderBlock = { readonly [K in (typeof RESERVED_BY_PROVIDER_BLOCK)[number]]?: never };

/** The names that Terraform accepts for attributes, blocks, functions and parameters. */
export const NAME = /^[a-z_][a-z0-9_]*$/;

/** The rule of {@link NAME}, in words. */
export const NAME_RULE = 'consists of lowercase letters, digits and underscores, and does not start with a digit';

/**
 * Asserts that Terraform can use a schema, and that the framework can do what the schema says.
 * @throws Error with all that is wrong. Only a change of the provider's code can mend it.
 */
export function assertSchema(kind: SchemaKind, schema: Schema): void {
  const errors: string[] = [];
  addSchemaErrors(kind, schema, errors);
  if (errors.length === 0) return;
  throw new Error(`Invalid schema of a${kind === 'ephemeral resource' ? 'n' : ''} ${kind}:\n${errors.join('\n')}`);
}

function addSchemaErrors(kind: SchemaKind, schema: Schema, errors: string[]): void {
  const { version = 0, attributes, blocks = {} } = schema;
  if (!Number.isSafeInteger(version) || version < 0) {
    errors.push(`version is ${version}; it must be a whole number of 0 or more. Change it.`);
  }
  const reserved: readonly string[] = kind === 'provider' ? RESERVED_BY_PROVIDER_BLOCK : RESERVED;
  for (const name of [...Object.keys(attributes), ...Object.keys(blocks)]) {
    if (reserved.includes(name))
      errors.push(`${name} is a name that Terraform itself uses in such a block. Rename it.`);
  }
  const place = { kind, text: '', inBlock: false, inSet: false, inCollection: false, within: undefined };
  addMemberErrors(schema, place, errors);
}

/** Attributes and blocks, with validators of their object. */
interface Members {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
  readonly validators?: readonly Validator<never>[];
}

/** Where members stand. */
interface Place {
  readonly kind: SchemaKind;
  /** The path for messages. */
  readonly text: string;
  readonly inBlock: boolean;
  readonly inSet: boolean;
  /** Whether they are in a list, a set or a map. */
  readonly inCollection: boolean;
  /** The mode of the nested attribute that they are in. */
  readonly within: AttributeMode | undefined;
}

// Each start of a provider asserts all its schemas: paths are made for errors only.
function addMemberErrors({ attributes, blocks = {}, validators = [] }: Members, place: Place, errors: string[]): void {
  const textOf = (name: string) => (place.text === '' ? name : `${place.text}.${name}`);
  for (const name of Object.keys(attributes)) {
    const { type, mode } = attributes[name] as Attributes[string];
    if (!NAME.test(name)) errors.push(`${textOf(name)} is not a valid name, which ${NAME_RULE}. Rename it.`);
    const error = mode === 'required' || mode === 'optional' ? undefined : modeError(mode, place);
    if (error) errors.push(`${textOf(name)} ${error}`);
    const { nested } = type.details;
    if (nested) {
      addMemberErrors(nested, { ...inside(place, nested.mode), text: textOf(name), within: mode }, errors);
    } else if (isDynamicIn(type.cty, place.inCollection)) {
      errors.push(
        `${textOf(name)} has a dynamic type inside a list, a set or a map, whose elements are of one type. Use another type.`,
      );
    }
  }
  for (const [name, block] of Object.entries(blocks)) {
    const text = textOf(name);
    if (!NAME.test(name)) errors.push(`${text} is not a valid name, which ${NAME_RULE}. Rename it.`);
    if (Object.hasOwn(attributes, name)) errors.push(`${text} is both an attribute and a block. Rename one of them.`);
    addItemErrors(block, text, errors);
    addMemberErrors(block, { ...inside(place, BLOCK_SHAPES[block.nesting]), text, inBlock: true }, errors);
  }
  for (const name of validators.flatMap(({ names = [] }) => names)) {
    if (Object.hasOwn(attributes, name) || Object.hasOwn(blocks, name)) continue;
    errors.push(`${textOf(name)} is named by a validator, and is neither an attribute nor a block. Correct the name.`);
  }
}

function inside(place: Place, mode: NestingMode): Place {
  return { ...place, inSet: place.inSet || mode === 'set', inCollection: place.inCollection || mode !== 'single' };
}

/** Whether a type is dynamic, or has a dynamic type inside, where it is in a collection. */
function isDynamicIn(type: CtyType, inCollection: boolean): boolean {
  if (typeof type === 'string') return inCollection && type === 'dynamic';
  const [kind, inner] = type;
  if (kind === 'object' || kind === 'tuple') return Object.values(inner).some((one) => isDynamicIn(one, inCollection));
  return isDynamicIn(inner, true);
}

function modeError(mode: AttributeMode, place: Place): string | undefined {
  return computedError(mode, place) ?? writeOnlyError(mode, place);
}

function computedError(mode: AttributeMode, { kind, inBlock, within }: Place): string | undefined {
  if (!isComputed(mode)) return undefined;
  if (kind === 'provider') return 'is computed, and nothing in a provider block can be. Make it required or optional.';
  if (within !== undefined && isWriteOnly(within)) {
    return 'is computed and would always be null, because Terraform does not store the attribute that it is in. Remove it.';
  }
  if (kind === 'resource' || (within === undefined ? !inBlock : isComputed(within))) return undefined;
  return (
    `is computed and would always be null: what the user gives to the ${kind === 'data source' ? kind : 'resource'} is its ` +
    'result, too. Make it a computed attribute beside it.'
  );
}

function writeOnlyError(mode: AttributeMode, { kind, inSet, within }: Place): string | undefined {
  if (!isWriteOnly(mode)) return undefined;
  if (kind !== 'resource') {
    return 'is write-only, which only an attribute of a managed resource can be. Make it required or optional.';
  }
  if (inSet)
    return 'is write-only and in a set, whose elements Terraform tells apart by their values. Use a list or a map.';
  return within !== undefined && isComputed(within) && within !== 'optionalComputed'
    ? 'is write-only, and in an attribute that the provider alone computes. Remove it.'
    : undefined;
}

function addItemErrors({ nesting, minItems, maxItems }: Block, text: string, errors: string[]): void {
  for (const [name, items] of Object.entries({ minItems, maxItems })) {
    if (items === undefined) continue;
    if (nesting !== 'list' && nesting !== 'set') {
      errors.push(`${text} has ${name}, which a block with the nesting ${nesting} cannot have. Remove it.`);
    } else if (!Number.isSafeInteger(items) || items < 0) {
      errors.push(`${text} has ${items} as ${name}; it must be a whole number of 0 or more. Change it.`);
    }
  }
  if (maxItems && (minItems ?? 0) > maxItems) {
    errors.push(`${text} has ${minItems} as minItems and ${maxItems} as maxItems. Raise maxItems or lower minItems.`);
  }
}
