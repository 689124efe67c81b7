/**
 * Removes unset members: undefined, null, structures without members, and empty lists. Elements of a list keep their places.
 * Requests are sent in this form and tokens are derived from it, so one token never stands for two requests.
 *
 * @returns undefined when no member remains
 */
export function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((element) => withoutUnset(element) ?? {});
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .map(([name, member]): [string, unknown] => [name, withoutUnset(member)])
      .filter(([, member]) => member !== undefined);
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }
  return value ?? undefined;
}
