import { createSessionRequestErrors } from '../../liveness/create-session-request';
import { describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import type { Path } from '../../liveness/shape';
import { isKnown } from './known';

/** Names of props by the name on the wire, where it isn't that with a small first letter. */
const PROPS: Readonly<Record<string, string>> = { S3KeyPrefix: 'keyPrefix', S3Bucket: 'bucketName' };

/** Finds what the service would reject in the settings of a request in its wire form. Tokens are left to the service. */
export function requestErrors(settings: Readonly<Record<string, unknown>>): string[] {
  return (
    mostTelling(createSessionRequestErrors({ Settings: withoutTokens(settings) }))
      // What is missing here is made by Terraform, or not known yet.
      .filter(({ constraint }) => constraint.kind !== 'required')
      .map((shapeError) => `invalid ${propPath(shapeError.path)}: ${asClause(describeShapeError(shapeError))}`)
  );
}

function withoutTokens(value: unknown): unknown {
  if (!isKnown(value)) return undefined;
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutTokens(member)]));
}

/** Where a member of the request stands in the props, such as `challengePreferences[0].versions.minimum`. */
function propPath(path: Path): string {
  return path
    .filter((step) => step !== 'Settings' && step !== 'OutputConfig')
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${PROPS[step] ?? lowerFirst(step)}`))
    .join('')
    .slice(1);
}

/** A sentence as it stands after a colon, among others that have no final period. */
export function asClause(sentence: string): string {
  return lowerFirst(sentence.replace(/\.$/, ''));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
