import {
  type CreateFaceLivenessSessionRequest,
  createSessionRequestErrors,
  MAX_AUDIT_IMAGES,
} from '../../liveness/create-session-request';
import { describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import type { Path } from '../../liveness/shape';
import { withoutUnset } from '../../liveness/unset';
import {
  AttributePath,
  type Config,
  type CtyValue,
  type Diagnostics,
  DynamicValue,
  ExactNumber,
  isUnknown,
  listNested,
  map,
  number,
  type PossiblyUnknown,
  singleNested,
  string,
  type UnknownMembers,
} from '../../plugin';
import { cliInputArgument, cliInputRequest, validateCliInput } from './cli-input';

/** The arguments that a request and its token are derived from, besides the name: the same everywhere. */
export const requestArguments = {
  keepers: map(string).optional({
    description: 'Arbitrary values. A change gives other tokens, and so new sessions.',
  }),
  kms_key_id: string.optional({
    description:
      'KMS key (id, ARN, alias or alias ARN) that encrypts the images that the service writes to the bucket.',
  }),
  settings: singleNested({
    output_config: singleNested({
      s3_bucket: string.required({
        description: 'Bucket in the account of the caller and in the region of the provider.',
      }),
      s3_key_prefix: string.optional({
        description: 'Object key prefix, used verbatim; end it with `/`. Default: none.',
      }),
    }).optional({
      description: 'Where the service writes images. Default: the service returns the images with the results.',
    }),
    audit_images_limit: number.optional({
      description: `Number of audit images besides the reference image, 0 to ${MAX_AUDIT_IMAGES}, best effort. Default: 0.`,
    }),
    challenge_preferences: listNested({
      type: string.required({ description: '`FaceMovementAndLightChallenge` or `FaceMovementChallenge`.' }),
      versions: singleNested({
        minimum: string.optional({ description: 'Lowest version, such as `1.0.0`. Default: any.' }),
        maximum: string.optional({ description: 'Highest version, such as `2.0.0`. Default: any.' }),
      }).optional({ description: 'Versions that the client supports. Default: any.' }),
    }).optional({
      description: 'Challenges, most preferred first. Default: the choice of the service.',
    }),
  }).optional({ description: 'Settings of the session, as in the API.' }),
  ...cliInputArgument,
} as const;

type RequestArguments = Config<typeof requestArguments, Record<never, never>>;

/** The wire form of the request, from arguments that passed validation. `cli_input_json` can include the token. */
export function toRequest(config: RequestArguments): CreateFaceLivenessSessionRequest {
  return config.cli_input_json === null ? fromArguments(config) : cliInputRequest(config.cli_input_json);
}

/**
 * The request from arguments, which are the API's names in snake case. Unset and unknown members are left out, as are
 * empty objects and lists.
 */
function fromArguments({ kms_key_id, settings }: UnknownMembers<RequestArguments>): CreateFaceLivenessSessionRequest {
  const named = toJson({ kms_key_id, settings } as CtyValue, pascalCase);
  return (withoutUnset(named) ?? {}) as CreateFaceLivenessSessionRequest;
}

/** Reports every error in the known arguments: limits of the service, and errors in `cli_input_json`. */
export function validateRequestArguments(config: UnknownMembers<RequestArguments>, diagnostics: Diagnostics): void {
  for (const shapeError of mostTelling(createSessionRequestErrors(fromArguments(config)))) {
    // A missing member is unknown, or was reported by the schema.
    if (shapeError.constraint.kind === 'required') continue;
    const path = attributePath(shapeError.path);
    diagnostics.error(`Invalid ${path}`, describeShapeError(shapeError), path);
  }
  const { cli_input_json, kms_key_id, settings } = config;
  validateCliInput(cli_input_json, { kms_key_id, settings }, diagnostics);
}

/** The path in the configuration of a member of the wire form. */
function attributePath(path: Path): AttributePath {
  return AttributePath.of(...path.map((step) => (typeof step === 'number' ? step : snakeCase(step))));
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(wireName: string): string {
  return wireName.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

/**
 * The JSON value of a Terraform value. An unknown value is undefined. A number that JavaScript cannot represent is its
 * text, which every limit refuses.
 *
 * @param rename renames the members of objects. Default: their names are kept
 */
export function toJson(value: CtyValue, rename: (name: string) => string = (name) => name): unknown {
  if (isUnknown(value)) return undefined;
  if (value instanceof DynamicValue) return toJson(value.value, rename);
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return value.map((element) => toJson(element, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), toJson(member, rename)]));
}

/** Reports an empty name. */
export function validateName(name: PossiblyUnknown<string>, diagnostics: Diagnostics): void {
  if (name !== '') return;
  diagnostics.error(
    'Invalid name',
    '"" is empty; tokens are derived from the name, so it must have at least one character. Set a name.',
    AttributePath.of('name'),
  );
}
