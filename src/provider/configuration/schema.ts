import { bool, list, map, number, type Schema, set, string } from '../../plugin';

/** Seconds to wait for a connection, where the provider block says nothing. */
export const DEFAULT_CONNECT_TIMEOUT = 5;

/** Seconds to wait for an answer, where the provider block says nothing. */
export const DEFAULT_READ_TIMEOUT = 10;

/** Retries of one call, where neither the provider block nor anything else says how many. */
export const DEFAULT_MAX_RETRIES = 25;

const DURATION = 'from `15m` to `12h`, with the units `h`, `m`, `s`, `ms`, `us` and `ns`. Default: one hour.';

/** The provider block. Arguments of the same name mean the same as in hashicorp/aws. */
export const providerSchema = {
  description:
    'Reads Amazon Rekognition Face Liveness sessions. Arguments, environment variables and their precedence are those ' +
    'of the AWS provider.',
  attributes: {
    region: string.optional({
      description:
        'The AWS region of the sessions. Default: AWS_REGION, AWS_DEFAULT_REGION, the region of the profile, or that ' +
        'of the instance whose credentials are used.',
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
      description:
        'The profile in the shared configuration and credentials files. Default: AWS_PROFILE or AWS_DEFAULT_PROFILE, ' +
        'to which credentials in the environment are preferred, as they are not to this argument.',
    }),
    shared_config_files: list(string).optional({
      description:
        'Shared configuration files; where several say something of the same setting, the last one counts. Default: ' +
        'AWS_CONFIG_FILE, then `~/.aws/config`.',
    }),
    shared_credentials_files: list(string).optional({
      description:
        'Shared credentials files; where several say something of the same setting, the last one counts. Default: ' +
        'AWS_SHARED_CREDENTIALS_FILE, then `~/.aws/credentials`.',
    }),
    custom_ca_bundle: string.optional({
      description:
        'A file of certificates, in PEM format, to trust in place of the well-known authorities. Default: ' +
        'AWS_CA_BUNDLE.',
    }),
    insecure: bool.optional({
      description: 'Whether certificates of servers are accepted without a check. Default: false.',
    }),
    http_proxy: string.optional({
      description:
        'The URL of a proxy for http endpoints, and for https endpoints where nothing is said of those. Default: ' +
        'HTTP_PROXY or http_proxy, for http endpoints only.',
    }),
    https_proxy: string.optional({
      description:
        'The URL of a proxy for https endpoints; an empty one means none. Default: HTTPS_PROXY or https_proxy, then ' +
        '`http_proxy` of this block.',
    }),
    no_proxy: string.optional({
      description:
        'Hosts that are reached without a proxy, separated by commas: domains (with their subdomains), IP addresses, ' +
        'CIDR blocks, each with a port or not, or `*`. The loopback interface never has one. Default: NO_PROXY or ' +
        'no_proxy.',
    }),
    max_retries: number.optional({
      description:
        'How often a call is retried that was throttled or failed for the time being. Default: AWS_MAX_ATTEMPTS or ' +
        `max_attempts of the profile, which count the first attempt too, then ${DEFAULT_MAX_RETRIES}. A network that ` +
        'does not answer is tried three times at most.',
    }),
    retry_mode: string.optional({
      description:
        '`standard`, or `adaptive`, which also slows down all calls after a throttle. Default: AWS_RETRY_MODE, ' +
        'retry_mode of the profile, then `standard`.',
    }),
    use_fips_endpoint: bool.optional({
      description:
        'Whether endpoints with validated cryptography (FIPS 140) are used. Default: AWS_USE_FIPS_ENDPOINT, ' +
        'use_fips_endpoint of the profile, then false.',
    }),
    use_dualstack_endpoint: bool.optional({
      description:
        'Whether endpoints that have IPv6 addresses too are used. Default: AWS_USE_DUALSTACK_ENDPOINT, ' +
        'use_dualstack_endpoint of the profile, then false.',
    }),
    allowed_account_ids: set(string).optional({
      description: 'AWS accounts to which the credentials must belong, to one of them. Default: any.',
    }),
    forbidden_account_ids: set(string).optional({
      description: 'AWS accounts to which the credentials must not belong. Default: none.',
    }),
    user_agent: list(string).optional({
      description:
        'Products to name in the User-Agent header of every request, such as `pipeline/7 (nightly)`, before those of ' +
        'TF_APPEND_USER_AGENT.',
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
    skip_request_signing: bool.optional({
      description:
        'Whether requests are sent without a signature, and no credentials are looked for: for stand-ins of the ' +
        'service, which itself refuses such requests. Default: false.',
    }),
  },
  blocks: {
    endpoints: {
      nesting: 'list',
      description: 'URLs to use in place of the endpoints of AWS.',
      attributes: {
        rekognition: string.optional({
          description:
            'Default: AWS_ENDPOINT_URL_REKOGNITION, AWS_ENDPOINT_URL, endpoint_url of the profile, or the endpoint of ' +
            'the region.',
        }),
        sts: string.optional({
          description:
            'Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, endpoint_url of the profile, or the endpoint of the region.',
        }),
      },
    },
    assume_role: {
      nesting: 'list',
      description:
        'A role to assume with the credentials. Of several blocks, each is assumed with the role of the one before.',
      attributes: {
        role_arn: string.optional({ description: 'The ARN of the role.' }),
        duration: string.optional({ description: `How long the role is assumed for, ${DURATION}` }),
        external_id: string.optional({ description: 'The external id that the role may require. Default: none.' }),
        policy: string.optional({
          description: 'An IAM policy, in JSON, that narrows the permissions of the role further. Default: none.',
        }),
        policy_arns: set(string).optional({
          description: 'ARNs of managed policies that narrow the permissions of the role further. Default: none.',
        }),
        session_name: string.optional({ description: 'A name for the session. Default: one made from the time.' }),
        source_identity: string.optional({
          description: 'The identity on whose behalf the role is assumed. Default: none.',
        }),
        tags: map(string).optional({ description: 'Tags of the session. Default: none.' }),
        transitive_tag_keys: set(string).optional({
          description: 'Keys of tags that are kept when the role assumes another one. Default: none.',
        }),
      },
    },
    assume_role_with_web_identity: {
      nesting: 'list',
      maxItems: 1,
      description: 'A role to assume with a token of an identity provider (OpenID Connect, OAuth 2.0).',
      attributes: {
        role_arn: string.optional({ description: 'The ARN of the role. Default: AWS_ROLE_ARN.' }),
        duration: string.optional({ description: `How long the role is assumed for, ${DURATION}` }),
        policy: string.optional({
          description: 'An IAM policy, in JSON, that narrows the permissions of the role further. Default: none.',
        }),
        policy_arns: set(string).optional({
          description: 'ARNs of managed policies that narrow the permissions of the role further. Default: none.',
        }),
        session_name: string.optional({
          description: 'A name for the session. Default: AWS_ROLE_SESSION_NAME, then one made from the time.',
        }),
        web_identity_token: string.optional({ sensitive: true, description: 'The token itself.' }),
        web_identity_token_file: string.optional({
          description: 'A file that holds the token. Default: AWS_WEB_IDENTITY_TOKEN_FILE.',
        }),
      },
    },
  },
} as const satisfies Schema;
