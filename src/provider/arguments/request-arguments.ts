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
  listNested,
  map,
  number,
  singleNested,
  string,
  type UnknownMembers,
} from '../../plugin';
import { cliInputArgument, cliInputRequest, reportCliInput } from './cli-input';
import { toJson } from './to-json';

/** The arguments that make up a request, the same in every data source. */
export const requestArguments = {
  keepers: map(string).optional({
    description: 'Arbitrary values that give other tokens, and so new sessions, when they change.',
  }),
  kms_key_id: string.optional({
    description:
      'The KMS key (id, ARN, alias or alias ARN) that encrypts the images which the service writes to the bucket.',
  }),
  settings: singleNested({
    output_config: singleNested({
      s3_bucket: string.required({
        description: 'The bucket, in the account of the caller and in the region of the provider.',
      }),
      s3_key_prefix: string.optional({
        description: 'Put before the name of every image as it is. Default: none.',
      }),
    }).optional({
      description: 'Where the service writes images. Default: nowhere; it returns their bytes with the results.',
    }),
    audit_images_limit: number.optional({
      description: `Audit images wanted besides the reference image, 0 to ${MAX_AUDIT_IMAGES}, best effort. Default: 0.`,
    }),
    challenge_preferences: listNested({
      type: string.required({ description: '`FaceMovementAndLightChallenge` or `FaceMovementChallenge`.' }),
      versions: singleNested({
        minimum: string.optional({ description: 'The least version, such as `1.0.0`. Default: any.' }),
        maximum: string.optional({ description: 'The greatest version, such as `2.0.0`. Default: any.' }),
      }).optional({ description: 'The versions that the client can play. Default: any.' }),
    }).optional({
      description: 'Challenges in the order of preference. Default: the choice of the service.',
    }),
  }).optional({ description: 'The settings of the session, as in the API.' }),
  ...cliInputArgument,
} as const;

type RequestArguments = Config<typeof requestArguments, Record<never, never>>;

/**
 * The wire form of the request that arguments describe which have passed validation, with the token that
 * `cli_input_json` can have.
 */
export function toRequest(config: RequestArguments): CreateFaceLivenessSessionRequest {
  return config.cli_input_json === null ? fromArguments(config) : cliInputRequest(config.cli_input_json);
}

/**
 * The API's names for ours, which are the same words in snake case. Unset and unknown members are left out, and so are
 * objects and lists without any.
 */
function fromArguments({ kms_key_id, settings }: UnknownMembers<RequestArguments>): CreateFaceLivenessSessionRequest {
  const named = toJson({ kms_key_id, settings } as CtyValue, pascalCase);
  return (withoutUnset(named) ?? {}) as CreateFaceLivenessSessionRequest;
}

/** Reports every limit of the service that the known part of the arguments breaks. */
export function reportRequestArguments(config: UnknownMembers<RequestArguments>, diagnostics: Diagnostics): void {
  for (const shapeError of mostTelling(createSessionRequestErrors(fromArguments(config)))) {
    // A member that is missing here is unknown, or the schema has reported it.
    if (shapeError.constraint.kind === 'required') continue;
    const path = attributePath(shapeError.path);
    diagnostics.error(`Invalid ${path}`, describeShapeError(shapeError), path);
  }
  const { cli_input_json, kms_key_id, settings } = config;
  reportCliInput(cli_input_json, { kms_key_id, settings }, diagnostics);
}

/** Where a member of the wire form stands in the configuration. */
function attributePath(path: Path): AttributePath {
  return AttributePath.of(...path.map((step) => (typeof step === 'number' ? step : snakeCase(step))));
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(wireName: string): string {
  return wireName.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}
