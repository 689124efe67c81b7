import type { IConstruct } from 'constructs';
import { resolvedText } from '../../hcl/resolved-text';

/** Whether a prefix starts with an outer one, as texts with equal expressions. */
export function startsWithPrefix(scope: IConstruct, prefix: string, outer: string): boolean {
  return prefix.startsWith(outer) || resolvedText(scope, prefix).startsWith(resolvedText(scope, outer));
}

/** The error for a prefix outside that of the bucket or storage that it is in, or of which synthesis cannot tell. */
export function outsidePrefixErrors(
  scope: IConstruct,
  prop: string,
  prefix: string,
  outer: string,
  what: string,
): string[] {
  if (startsWithPrefix(scope, prefix, outer)) return [];
  return [
    `invalid ${prop}: ${JSON.stringify(resolvedText(scope, prefix))} does not start with ${JSON.stringify(resolvedText(scope, outer))}, the ` +
      `key prefix of the ${what}, which its retention and permissions are about. Start with that, leave it out, or change ` +
      `keyPrefix of the ${what}`,
  ];
}
