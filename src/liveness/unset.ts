/**
 * The value without members that say nothing: undefined and null, structures without members, empty lists. Elements of
 * a list keep their places. Requests are sent as this leaves them and tokens are derived from the same, so that one
 * token never stands for two requests.
 *
 * @returns undefined when nothing remains
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
