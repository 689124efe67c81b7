type Members = Readonly<Record<string, unknown>>;

/** What the bindings say of an attribute or a block. */
interface Description extends Members {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

/**
 * Puts overrides of what is inside of an attribute or a block to where they belong: cdktf puts
 * `addOverride('rule.0.id', 'mine')` beside what describes `rule`, and nothing comes of it.
 */
export function withInnerOverrides(member: unknown): unknown {
  if (!isDescription(member)) return member;
  const { value, isBlock, type, storageClassType, ...overrides } = member;
  const description = { value, isBlock, type, storageClassType };
  return Object.keys(overrides).length === 0 ? description : overridden(description, overrides);
}

/** As cdktf merges overrides into JSON: members are merged, lists go on, and everything else is replaced. */
function overridden(member: unknown, override: unknown): unknown {
  if (isDescription(member) && typeof override === 'object') {
    return { ...member, value: overridden(member.value, override) };
  }
  if (Array.isArray(member)) {
    if (Array.isArray(override)) return [...member, ...override];
    return isMembers(override) ? Object.values(mergedMembers({ ...member }, override)) : override;
  }
  return isMembers(member) && isMembers(override) ? mergedMembers(member, override) : override;
}

function mergedMembers(members: Members, overrides: Members): Members {
  const changed = Object.entries(overrides).map(([name, override]) => [name, overridden(members[name], override)]);
  return { ...members, ...Object.fromEntries(changed) };
}

function isDescription(member: unknown): member is Description {
  const names: ReadonlyArray<keyof Description> = ['value', 'isBlock', 'type', 'storageClassType'];
  return isMembers(member) && names.every((name) => Object.hasOwn(member, name));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
