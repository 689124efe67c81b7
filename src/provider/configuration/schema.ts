import { bool, number, type Schema, string } from '../../plugin';

/** Seconds to wait for a connection, where the provider block says nothing. */
export const DEFAULT_CONNECT_TIMEOUT = 10;

/** Seconds to wait for an answer, where the provider block says nothing. */
export const DEFAULT_READ_TIMEOUT = 30;

/** The provider block. Arguments of the same name mean the same as in hashicorp/aws. */
export const providerSchema = {
  description:
    'Reads Amazon Rekognition Face Liveness sessions. Arguments, environment variables and their precedence are those ' +
    'of the AWS provider.',
  attributes: {
    region: string.optional({
      description:
        'The AWS region of the sessions. Default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile.',
    }),
    access_key: string.optional({
      description: 'The access key. Default: AWS_ACCESS_KEY_ID, then the rest of the default credentials chain.',
    }),
    secret_key: string.optional({
      sensitive: true,
      description: 'The secret key that belongs to `access_key`.',
    }),
    token: string.optional({
      sensitive: true,
      description: 'The session token, for temporary credentials in `access_key` and `secret_key`.',
    }),
    profile: string.optional({
      description: 'The profile in the shared configuration and credentials files. Default: AWS_PROFILE.',
    }),
    connect_timeout: number.optional({
      description: `Seconds to wait for a connection, for each attempt. Default: ${DEFAULT_CONNECT_TIMEOUT}.`,
    }),
    read_timeout: number.optional({
      description: `Seconds to wait for an answer, for each attempt. Default: ${DEFAULT_READ_TIMEOUT}.`,
    }),
    max_requests_per_second: number.optional({
      description:
        'Requests per second to each operation, by all reads of this provider together. Default: the default quota ' +
        'of the region.',
    }),
    skip_region_validation: bool.optional({
      description:
        'Whether a region that this version does not know to have Face Liveness is accepted. Default: false.',
    }),
    preview: bool.optional({
      description:
        'Whether nothing may be sent to AWS: session ids are null then, and the status is `PREVIEW`. Tokens are real. ' +
        'Default: FACELIVENESS_PREVIEW, or false.',
    }),
  },
  blocks: {
    endpoints: {
      nesting: 'list',
      description: 'URLs to use in place of the endpoints of AWS.',
      attributes: {
        rekognition: string.optional({
          description: 'Default: AWS_ENDPOINT_URL_REKOGNITION, AWS_ENDPOINT_URL, or the endpoint of the region.',
        }),
        sts: string.optional({
          description: 'Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the endpoint of the region.',
        }),
      },
    },
  },
} as const satisfies Schema;
