import { createSessionRequestErrors } from '../../liveness/create-session-request';
import { asClause, describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import type { Path } from '../../liveness/shape';
import { valueOfTemplate } from '../hcl/templates';
import { isKnown } from './values';

/** Names of props that differ from the name on the wire in more than the first letter's case. */
type PropNames = Readonly<Record<string, string>>;

const STORAGE_PROPS: PropNames = { S3KeyPrefix: 'keyPrefix', S3Bucket: 'bucketName' };

/** The names of a pool, whose prefix is inside that of its storage. */
export const POOL_PROPS: PropNames = { S3KeyPrefix: 'imagePrefix' };

/**
 * The errors that the service would report for the settings of a request in wire form. Tokens are not checked.
 *
 * @param props the names of the props that the settings are made from. Default: those of a bucket or a storage
 */
export function requestErrors(settings: Readonly<Record<string, unknown>>, props = STORAGE_PROPS): string[] {
  return (
    mostTelling(createSessionRequestErrors({ Settings: withoutTokens(settings) }))
      // Missing members are computed by Terraform or not known yet.
      .filter(({ constraint }) => constraint.kind !== 'required')
      .map((shapeError) => `invalid ${propPath(shapeError.path, props)}: ${asClause(describeShapeError(shapeError))}`)
  );
}

function withoutTokens(value: unknown): unknown {
  if (!isKnown(value)) return undefined;
  if (typeof value === 'string') return valueOfTemplate(value);
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutTokens(member)]));
}

/** The path of a request's member in the props, such as `challengePreferences[0].versions.minimum`. */
function propPath(path: Path, props: PropNames): string {
  return path
    .filter((step) => step !== 'Settings' && step !== 'OutputConfig')
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${props[step] ?? lowerFirst(step)}`))
    .join('')
    .slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
