import { createSessionRequestErrors } from '../../liveness/create-session-request';
import { asClause, describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import type { Path } from '../../liveness/shape';
import { isKnown } from './values';

/** Names of props that differ from the name on the wire in more than the first letter's case. */
const PROPS: Readonly<Record<string, string>> = { S3KeyPrefix: 'keyPrefix', S3Bucket: 'bucketName' };

/** The errors that the service would report for the settings of a request in wire form. Tokens are not checked. */
export function requestErrors(settings: Readonly<Record<string, unknown>>): string[] {
  return (
    mostTelling(createSessionRequestErrors({ Settings: withoutTokens(settings) }))
      // Missing members are computed by Terraform or not known yet.
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

/** The path of a request's member in the props, such as `challengePreferences[0].versions.minimum`. */
function propPath(path: Path): string {
  return path
    .filter((step) => step !== 'Settings' && step !== 'OutputConfig')
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${PROPS[step] ?? lowerFirst(step)}`))
    .join('')
    .slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
