import { Fn } from 'cdktf';
import { functionArgument } from '../hcl/function-argument';
import { valueOfTemplate } from '../hcl/templates';
import { isKnown } from '../validation/values';

/** The ARN of all objects of a bucket under a prefix. */
export function objectsUnder(bucketArn: string, keyPrefix: string): string {
  return `${bucketArn}/${withoutWildcards(keyPrefix)}*`;
}

/** Writes `*`, `?` and `$` as the policy variables that stand for them: "Special characters" in IAM's user guide. */
function withoutWildcards(prefix: string): string {
  if (isKnown(prefix)) {
    const escaped = valueOfTemplate(prefix).replace(/[*?$]/g, (sign) => `\${${sign}}`);
    return escaped.replaceAll('%{', '%%{');
  }
  return ['$', '*', '?'].reduce((text, sign) => Fn.replace(text, sign, `\${${sign}}`), functionArgument(prefix));
}
