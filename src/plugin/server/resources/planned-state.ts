import { AttributePath } from '../../attribute-path';
import { type CtyValue, DynamicValue, isUnknown, Unknown } from '../../cty/value';
import type { AttributeMode } from '../../schema/attributes';
import { type Members, mapAttributes, type Values } from '../values/members';

/** Whether Terraform forgets the attribute's value. */
export function isWriteOnly(mode: AttributeMode): boolean {
  return mode === 'writeOnly' || mode === 'requiredWriteOnly';
}

/** A state or plan as Terraform demands it: null for whatever it is to forget. */
export function withoutWriteOnly(members: Members, values: Values): Values {
  return mapAttributes(members, values, [], ({ attribute }) => (isWriteOnly(attribute.mode) ? null : undefined));
}

/**
 * A planned state in which all that the provider is going to compute is unknown. What Terraform proposes has it as it was
 * before.
 */
export function withUnknowns(members: Members, proposed: Values, config: Values, prior: Values | null): Values {
  return mapAttributes(members, proposed, [config, prior], ({ attribute, value, others }) => {
    const { mode, options } = attribute;
    if (mode !== 'computed' && mode !== 'optionalComputed') return undefined;
    // In a set, what was left out can be told by being null only.
    const [given = value, before = null] = others;
    if (given !== null) return undefined;
    return options.unchanging && before !== null ? before : new Unknown();
  });
}

/** The attributes whose change means that the resource is replaced; but none in sets, where nobody can tell a change. */
export function replacedBy(members: Members, planned: Values, config: Values, prior: Values): readonly AttributePath[] {
  const paths: AttributePath[] = [];
  mapAttributes(members, planned, [config, prior], ({ attribute, value, others, path, inSet }) => {
    const [given, before] = others;
    // What the provider is going to compute may well stay what it was.
    const computed = isUnknown(value) && given === null;
    const replaces = attribute.options.requiresReplace && !inSet && !computed;
    if (replaces && !isSame(value, before ?? null)) paths.push(path);
    return undefined;
  });
  return paths;
}

/** The attributes and blocks that change, apart from what the provider is going to compute. */
export function changedMembers(
  names: readonly string[],
  planned: Values,
  config: Values,
  prior: Values,
): readonly AttributePath[] {
  const member = (values: Values, name: string) => values[name] ?? null;
  return names
    .filter((name) => !(isUnknown(planned[name]) && member(config, name) === null))
    .filter((name) => !isSame(member(planned, name), member(prior, name)))
    .map((name) => AttributePath.of(name));
}

/** Whether two values are known to be the same. */
export function isSame(one: CtyValue, other: CtyValue): boolean {
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
