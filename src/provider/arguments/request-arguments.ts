import {
  AUDIT_IMAGES_LIMIT,
  CHALLENGE_TYPE,
  CHALLENGE_VERSION,
  type ChallengeVersions,
  type CreateFaceLivenessSessionRequest,
  KMS_KEY_ID,
  MAX_AUDIT_IMAGES,
  S3_BUCKET,
  S3_KEY_PREFIX,
  versionOrderErrors,
} from '../../liveness/create-session-request';
import { describeShapeError } from '../../liveness/describe-shape-error';
import { regionOfKmsArn } from '../../liveness/regions';
import { withoutUnset } from '../../liveness/unset';
import {
  AttributePath,
  type Blocks,
  type Config,
  type CtyValue,
  DiagnosticError,
  type Diagnostics,
  DynamicValue,
  ExactNumber,
  integer,
  isUnknown,
  map,
  string,
  type UnknownMembers,
  type Validator,
  validator,
} from '../../plugin';
import { cliInputArgument, cliInputRequest } from './cli-input';
import { regionArgument } from './region';
import { hasShape } from './shape-validator';

/** The arguments that a request and its token are derived from, besides the name: the same everywhere. */
export const requestArguments = {
  keepers: map(string).optional({
    description: 'Arbitrary values. A change gives other tokens, and so new sessions.',
  }),
  kms_key_id: string.optional({
    description:
      'KMS key (id, ARN, alias or alias ARN) that encrypts the images that the service writes to the bucket.',
    validators: [hasShape(KMS_KEY_ID)],
  }),
  ...cliInputArgument,
  ...regionArgument,
} as const;

/** Validates that the lowest version of a range is not above the highest. */
const inOrder = validator(({ minimum, maximum }: { readonly minimum: unknown; readonly maximum: unknown }) => {
  const range = { Minimum: minimum, Maximum: maximum } as ChallengeVersions;
  const [error] = versionOrderErrors(range);
  return error && describeShapeError(error);
});

/**
 * The settings of a request. Blocks, because Terraform refuses a misspelt argument of a block, and drops one of a nested
 * attribute silently.
 */
export const requestBlocks = {
  settings: {
    nesting: 'single',
    description: 'Settings of the session, as in the API.',
    attributes: {
      audit_images_limit: integer.optional({
        description: `Number of audit images besides the reference image, 0 to ${MAX_AUDIT_IMAGES}, best effort. Default: 0.`,
        validators: [hasShape(AUDIT_IMAGES_LIMIT)],
      }),
    },
    blocks: {
      output_config: {
        nesting: 'single',
        description: 'Where the service writes images. Default: the service returns the images with the results.',
        attributes: {
          s3_bucket: string.required({
            description: 'Bucket in the account of the caller and in the region of the session.',
            validators: [hasShape(S3_BUCKET)],
          }),
          s3_key_prefix: string.optional({
            description: 'Object key prefix, used verbatim; end it with `/`. Default: none.',
            validators: [hasShape(S3_KEY_PREFIX)],
          }),
        },
      },
      challenge_preference: {
        nesting: 'list',
        description: 'A challenge, most preferred first. Default: the choice of the service.',
        attributes: {
          type: string.required({
            description: '`FaceMovementAndLightChallenge` or `FaceMovementChallenge`.',
            validators: [hasShape(CHALLENGE_TYPE)],
          }),
        },
        blocks: {
          versions: {
            nesting: 'single',
            description: 'Versions that the client supports. Default: any.',
            attributes: {
              minimum: string.optional({
                description: 'Lowest version, such as `1.0.0`. Default: any.',
                validators: [hasShape(CHALLENGE_VERSION)],
              }),
              maximum: string.optional({
                description: 'Highest version, such as `2.0.0`. Default: any.',
                validators: [hasShape(CHALLENGE_VERSION)],
              }),
            },
            validators: [inOrder],
          },
        },
      },
    },
  },
} as const satisfies Blocks;

type Arguments = Config<typeof requestArguments, typeof requestBlocks>;

/** The arguments that the wire form of a request is made of. */
export type RequestArguments = Pick<Arguments, 'kms_key_id' | 'settings' | 'cli_input_json'>;

/** The wire form of the request, from arguments that passed validation. `cli_input_json` can include the token. */
export function toRequest(config: RequestArguments): CreateFaceLivenessSessionRequest {
  return config.cli_input_json === null ? fromArguments(config) : cliInputRequest(config.cli_input_json);
}

/**
 * The same for sessions in a region.
 *
 * @throws DiagnosticError for a key of another region
 */
export function toRequestIn(region: string, config: RequestArguments): CreateFaceLivenessSessionRequest {
  const request = toRequest(config);
  const error = keyError(request, config.cli_input_json === null ? 'kms_key_id' : 'cli_input_json', region);
  if (error) throw error;
  return request;
}

/**
 * The error for a key that is none of KMS, or of another region than the session's.
 *
 * @param region the region of the session; undefined if it is not known yet
 */
function keyError(
  { KmsKeyId: key }: CreateFaceLivenessSessionRequest,
  argument: 'kms_key_id' | 'cli_input_json',
  region: string | undefined,
): DiagnosticError | undefined {
  const keyRegion = regionOfKmsArn(key ?? '');
  if (key?.startsWith('arn:') && keyRegion === undefined) {
    return new DiagnosticError(
      `Invalid ${argument}`,
      `${JSON.stringify(key)} is not the ARN of a KMS key or alias, such as ` +
        `arn:aws:kms:${region ?? 'us-east-1'}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab. Correct it.`,
      AttributePath.of(argument),
    );
  }
  if (keyRegion === undefined || region === undefined || keyRegion === region) return undefined;
  return new DiagnosticError(
    `Invalid ${argument}`,
    `${JSON.stringify(key)} is a key in ${keyRegion}, and the session is in ${region}; Rekognition uses keys of its ` +
      `own region only. Use a key in ${region}, or set region to ${JSON.stringify(keyRegion)}.`,
    AttributePath.of(argument),
  );
}

/** The request from arguments. Unset and unknown members are left out, as are empty objects and lists. */
function fromArguments({ kms_key_id, settings }: UnknownMembers<RequestArguments>): CreateFaceLivenessSessionRequest {
  const named = toJson({ kms_key_id, settings } as CtyValue, wireName);
  return (withoutUnset(named) ?? {}) as CreateFaceLivenessSessionRequest;
}

/** Reports a key that is not of the region of the session, as far as both are known, in arguments that are valid otherwise. */
export function validateKey(config: UnknownMembers<Arguments>, diagnostics: Diagnostics): void {
  if (diagnostics.hasErrors) return;
  const { cli_input_json: json, region } = config;
  const error = keyError(
    typeof json === 'string' ? cliInputRequest(json) : fromArguments(config),
    typeof json === 'string' ? 'cli_input_json' : 'kms_key_id',
    typeof region === 'string' ? region : undefined,
  );
  if (error) diagnostics.error(error.summary, error.detail, error.path);
}

/** The API's name of an argument, which is the same in snake case, but for the block that is one element of a list. */
function wireName(name: string): string {
  if (name === 'challenge_preference') return 'ChallengePreferences';
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
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

/** Validates the name that tokens are derived from. */
export const notEmptyName: Validator<string> = validator((name) =>
  name === ''
    ? '"" is empty; tokens are derived from the name, so it must have at least one character. Set a name.'
    : undefined,
);
