import { AttributePath } from '../../attribute-path';
import { type CtyValue, isUnknown, record } from '../../cty/value';
import type { Attribute, AttributeMode, Attributes, NestingMode } from '../../schema/attributes';
import { BLOCK_SHAPES, type Blocks } from '../../schema/schema';

/** The members of an object by their names. */
export type Values = { readonly [name: string]: CtyValue };

/** What values have inside: attributes, and perhaps blocks. */
export interface Members {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
}

/** One attribute that a walk comes to. */
export interface Visit {
  readonly attribute: Attribute<unknown, unknown, AttributeMode>;
  readonly value: CtyValue;
  /** What stands at the same place in the other values; undefined where there is no such place, as in sets. */
  readonly others: readonly (CtyValue | undefined)[];
  /** Where it stands; for what is in a set, where the set does. */
  readonly path: AttributePath;
  readonly inSet: boolean;
}

/**
 * Rebuilds a value, attribute by attribute, at all depths.
 * @param others values of the same shape to look at beside it.
 * @param replace the value that an attribute is to have; undefined to go on inside the one it has.
 */
export function mapAttributes(
  members: Members,
  values: Values,
  others: readonly (Values | null)[],
  replace: (visit: Visit) => CtyValue | undefined,
): Values {
  const mapMembers = (
    { attributes, blocks = {} }: Members,
    values: Values,
    others: readonly (CtyValue | undefined)[],
    path: AttributePath,
    inSet: boolean,
  ): Values => {
    const visit = (name: string) => ({
      value: values[name] ?? null,
      others: others.map((other) => memberOf(other, name)),
      path: inSet ? path : path.attribute(name),
      inSet,
    });
    return record([
      ...Object.entries(attributes).map(([name, attribute]) => {
        const at = visit(name);
        const replaced = replace({ attribute, ...at });
        if (replaced !== undefined) return [name, replaced] as const;
        const { nested } = attribute.type;
        return [name, nested ? mapNested(nested.mode, nested, at) : at.value] as const;
      }),
      ...Object.entries(blocks).map(([name, block]) => {
        const at = visit(name);
        return [name, mapNested(BLOCK_SHAPES[block.nesting], block, at)] as const;
      }),
    ]);
  };

  const mapNested = (
    mode: NestingMode,
    members: Members,
    { value, others, path, inSet }: Omit<Visit, 'attribute'>,
  ): CtyValue => {
    if (value === null || isUnknown(value)) return value;
    if (mode === 'single') return mapMembers(members, value as Values, others, path, inSet);
    const elements = Object.entries(value as Values).map(([key, element]): readonly [string, CtyValue] => {
      if (element === null || isUnknown(element)) return [key, element];
      // Which element of a set was which in another one, nobody can tell.
      const beside = others.map((other) => (mode === 'set' ? undefined : memberOf(other, key)));
      const isSet = inSet || mode === 'set';
      const at = isSet ? path : mode === 'list' ? path.index(Number(key)) : path.key(key);
      return [key, mapMembers(members, element as Values, beside, at, isSet)];
    });
    return mode === 'map' ? record(elements) : elements.map(([, element]) => element);
  };

  return mapMembers(
    members,
    values,
    others.map((other) => other ?? undefined),
    AttributePath.of(),
    false,
  );
}

function memberOf(value: CtyValue | undefined, name: string): CtyValue | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || isUnknown(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Values)[name] : undefined;
}
