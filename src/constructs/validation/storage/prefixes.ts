import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Whether a prefix starts with an outer one, as texts with equal expressions. */
export function startsWithPrefix(scope: IConstruct, prefix: string, outer: string): boolean {
  return prefix.startsWith(outer) || resolved(scope, prefix).startsWith(resolved(scope, outer));
}

/** The error for a prefix outside that of the bucket or storage that it is in, or of which nobody can tell. */
export function outsidePrefixErrors(
  scope: IConstruct,
  prop: string,
  prefix: string,
  outer: string,
  what: string,
): string[] {
  if (startsWithPrefix(scope, prefix, outer)) return [];
  return [
    `invalid ${prop}: ${JSON.stringify(resolved(scope, prefix))} does not start with ${JSON.stringify(resolved(scope, outer))}, the ` +
      `key prefix of the ${what}, which its retention and permissions are about. Start with that, leave it out, or change ` +
      `keyPrefix of the ${what}`,
  ];
}

function resolved(scope: IConstruct, text: string): string {
  return String(
    Tokenization.resolve(text, { scope, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) }),
  );
}
