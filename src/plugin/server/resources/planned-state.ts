import { AttributePath } from '../../attribute-path';
import { type CtyNumber, ExactNumber, isSameNumber } from '../../cty/number';
import { type CtyValue, DynamicValue, isUnknown, Unknown } from '../../cty/value';
import { isComputed, isWriteOnly } from '../../schema/attributes';
import type { Block } from '../../schema/schema';
import { type Members, type Values, type Visited, walk, walkBlock } from '../values/walk';

/** A state or plan with null for every write-only attribute, as Terraform requires. */
export function withoutWriteOnly(members: Members, values: Values): Values {
  return walk(members, values, { attribute: ({ mode }) => (isWriteOnly(mode) ? null : undefined) });
}

/**
 * A planned state with an unknown value for each attribute that the provider computes, except where `useStateForUnknown`
 * keeps the prior one. Terraform proposes the prior values.
 */
export function withUnknowns(
  members: Members,
  proposedState: Values,
  config: Values,
  priorState: Values | null,
): Values {
  return walk(
    members,
    proposedState,
    {
      attribute({ mode, options }, { value, others }) {
        if (!isComputed(mode)) return undefined;
        // In a set there is no configuration to compare with. A value that is not null is the user's.
        const [given = value, prior = null] = others;
        if (given !== null) return undefined;
        return options.useStateForUnknown && prior !== null ? prior : new Unknown();
      },
    },
    [config, priorState],
  );
}

/**
 * The changed attributes and blocks that the schema marks with `requiresReplace`. In sets, a change of an element is not
 * found.
 */
export function replacedBy(
  members: Members,
  plannedState: Values,
  config: Values,
  priorState: Values,
): readonly AttributePath[] {
  const paths: AttributePath[] = [];
  walk(
    members,
    plannedState,
    {
      attribute({ options }, { value, others, path, inSet }) {
        const [given, prior] = others;
        // The value that the provider computes may turn out to be the prior one.
        const willBeComputed = isUnknown(value) && given === null;
        const replaces = options.requiresReplace && !inSet && !willBeComputed;
        if (replaces && !isSame(value, prior ?? null)) paths.push(path);
        return undefined;
      },
      block(block, visited) {
        if (block.requiresReplace && !visited.inSet && isBlockChanged(block, visited)) paths.push(visited.path);
      },
    },
    [config, priorState],
  );
  return paths;
}

/** Whether a block changes, apart from what the provider is going to compute in it. */
function isBlockChanged(block: Block, visited: Visited): boolean {
  const [, prior = null] = visited.others;
  const expected = walkBlock(block, visited, {
    attribute(_, { value, others: [given = null, prior = null] }) {
      return isUnknown(value) && given === null ? prior : undefined;
    },
  });
  return !isSame(expected, prior);
}

/** The attributes and blocks that change, without those that the provider is going to compute. */
export function changedMembers(
  names: readonly string[],
  plannedState: Values,
  config: Values,
  priorState: Values,
): readonly AttributePath[] {
  const member = (values: Values, name: string) => values[name] ?? null;
  return names
    .filter((name) => !(isUnknown(plannedState[name]) && member(config, name) === null))
    .filter((name) => !isSame(member(plannedState, name), member(priorState, name)))
    .map((name) => AttributePath.of(name));
}

/** Whether two values are known to be equal. */
export function isSame(one: CtyValue, other: CtyValue): boolean {
  if (isNumber(one) && isNumber(other)) return isSameNumber(one, other);
  // Terraform normalizes strings.
  if (typeof one === 'string' && typeof other === 'string') return one.normalize() === other.normalize();
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  if (isUnknown(one) || isUnknown(other)) return false;
  if (one instanceof DynamicValue && other instanceof DynamicValue) {
    return JSON.stringify(one.type) === JSON.stringify(other.type) && isSame(one.value, other.value);
  }
  const entries = Object.entries(one as Values);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, member]) => Object.hasOwn(other, key) && isSame(member, (other as Values)[key] ?? null))
  );
}

function isNumber(value: CtyValue): value is CtyNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}
