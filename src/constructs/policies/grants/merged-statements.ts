import type { Permission } from './permissions';

/** The actions that are allowed on each resource under equal conditions. */
interface Group {
  readonly conditions: Permission['conditions'];
  /** By the text that identifies the resource. */
  readonly resources: Map<string, { readonly resource: string; readonly actions: Set<string> }>;
}

/**
 * Merges permissions to as few as allow the same. Under equal conditions, each resource is named once; its ARN is the
 * longest part of a policy.
 *
 * @param textOf a text that is equal for equal values, which can contain different tokens for one reference
 */
export function merged(permissions: readonly Permission[], textOf: (value: unknown) => string): Permission[] {
  const groups = new Map<string, Group>();
  for (const { actions, resources, conditions } of permissions) {
    const group = setDefault(groups, textOf(conditions), { conditions, resources: new Map() });
    for (const resource of resources) {
      const allowed = setDefault(group.resources, textOf(resource), { resource, actions: new Set() });
      for (const action of actions) allowed.actions.add(action);
    }
  }
  const always = [...groups.values()].find(({ conditions }) => conditions === undefined);
  return [...groups.values()].flatMap((group) => statementsOf(group === always ? group : beyond(group, always)));
}

/** What a group allows that is not allowed without conditions. */
function beyond({ conditions, resources }: Group, always: Group | undefined): Group {
  const rest = [...resources].map(([text, { resource, actions }]) => {
    const anyway = always?.resources.get(text)?.actions;
    return [text, { resource, actions: new Set([...actions].filter((action) => !anyway?.has(action))) }] as const;
  });
  return { conditions, resources: new Map(rest.filter(([, { actions }]) => actions.size > 0)) };
}

/** One permission for all resources with the same actions. */
function statementsOf({ conditions, resources }: Group): Permission[] {
  const permissions = new Map<string, { readonly actions: string[]; readonly resources: string[] }>();
  for (const { resource, actions } of resources.values()) {
    const sorted = [...actions].sort();
    setDefault(permissions, sorted.join(), { actions: sorted, resources: [] }).resources.push(resource);
  }
  return [...permissions.values()].map((permission) => (conditions ? { ...permission, conditions } : permission));
}

function setDefault<T>(map: Map<string, T>, key: string, value: T): T {
  const found = map.get(key) ?? value;
  map.set(key, found);
  return found;
}
