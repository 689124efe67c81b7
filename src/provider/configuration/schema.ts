import { version } from '../../../package.json';
import { awsArguments, type CallingProvider, endpointsBlock, roleBlocks } from '../../aws';
import { bool, type Config, number, type Schema, type UnknownMembers, validator } from '../../plugin';

/** Services that the provider calls, besides STS. Each has an argument in the block `endpoints`. */
const SERVICES = ['rekognition', 's3'] as const;

/** Greatest rate: more than any quota, and more than a machine can send. */
const MAX_RATE = 100_000;

/** The provider as AWS sees it. */
export const callingProvider: CallingProvider = { name: 'faceliveness', version, services: SERVICES };

/** The provider block. Arguments of the same name mean the same as in hashicorp/aws. */
export const providerSchema = {
  description:
    'Creates and reads Amazon Rekognition Face Liveness sessions. Arguments, environment variables and their precedence are ' +
    'those of the AWS provider.',
  attributes: {
    ...awsArguments,
    max_requests_per_second: number.optional({
      description:
        'Requests per second to each operation, by all reads of this provider together. Default: the default quota ' +
        'of the region.',
      validators: [
        validator((rate) =>
          Number(rate) > 0 && Number(rate) <= MAX_RATE
            ? undefined
            : `${rate} was given; it must be a number of requests per second above 0, and at most ${MAX_RATE}. Change it, or ` +
              'remove it to use the default.',
        ),
      ],
    }),
    preview: bool.optional({
      description:
        'Whether no request is sent to AWS: session ids are null and the status is `PREVIEW`; tokens are real. ' +
        'Default: FACELIVENESS_PREVIEW, or false.',
    }),
  },
  blocks: { endpoints: endpointsBlock(SERVICES), ...roleBlocks },
} as const satisfies Schema;

/** The provider block in which every value is known. */
export type ProviderConfig = Config<typeof providerSchema.attributes, typeof providerSchema.blocks>;

/** The same, in which values can be unknown. */
export type UnknownProviderConfig = UnknownMembers<ProviderConfig>;
