import {
  type Attributes,
  type Block,
  type Blocks,
  bool,
  type Config,
  type CtyNumber,
  isUnknown,
  keysAre,
  lengthBetween,
  list,
  map,
  number,
  set,
  string,
  type UnknownMembers,
  type Validator,
  validator,
  valuesAre,
} from '../../plugin';
import {
  ACCOUNT_ID,
  DURATION,
  ENDPOINT,
  EXTERNAL_ID,
  follows,
  followsAsUrl,
  NOT_EMPTY,
  orEmpty,
  POLICY,
  POLICY_ARN,
  PROXY,
  RETRY_MODE,
  ROLE_ARN,
  SESSION_NAME,
  USER_AGENT,
} from './text-rules';

/** Default of `connect_timeout`, in seconds. */
export const DEFAULT_CONNECT_TIMEOUT = 5;

/** Default of `read_timeout`, in seconds. */
export const DEFAULT_READ_TIMEOUT = 10;

/** Default of `max_retries`: that of hashicorp/aws. */
export const DEFAULT_MAX_RETRIES = 25;

/** Greatest timeout, in seconds: more than any answer takes, and less than the 24 days at which timers overflow. */
const MAX_TIMEOUT = 3600;

const timeout: Validator<CtyNumber> = validator((value) =>
  Number(value) > 0 && Number(value) <= MAX_TIMEOUT
    ? undefined
    : `${value} was given; it must be a number of seconds above 0, and at most ${MAX_TIMEOUT}. Change it, or remove it to ` +
      'use the default.',
);

/**
 * Arguments of the provider block. Those that hashicorp/aws has too mean the same here; `connect_timeout`,
 * `read_timeout` and `skip_request_signing` are our own.
 */
export const awsArguments = {
  region: string.optional({
    description:
      'AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, the region of the profile, or the region of the instance ' +
      'whose credentials are used.',
  }),
  access_key: string.optional({
    description: 'Access key. Default: AWS_ACCESS_KEY_ID, then the rest of the default credentials chain.',
  }),
  secret_key: string.optional({
    sensitive: true,
    description: 'Secret key that belongs to `access_key`.',
  }),
  token: string.optional({
    sensitive: true,
    description: 'Session token, for temporary credentials in `access_key` and `secret_key`.',
  }),
  profile: string.optional({
    description:
      'Profile in the shared configuration and credentials files. Default: AWS_PROFILE or AWS_DEFAULT_PROFILE. This ' +
      'argument takes precedence over credentials in the environment; the variables do not.',
    validators: [follows(orEmpty(NOT_EMPTY))],
  }),
  shared_config_files: list(string).optional({
    description:
      'Shared configuration files. If several files have the same setting, the last one applies. Default: ' +
      'AWS_CONFIG_FILE, then `~/.aws/config`.',
  }),
  shared_credentials_files: list(string).optional({
    description:
      'Shared credentials files. If several files have the same setting, the last one applies. Default: ' +
      'AWS_SHARED_CREDENTIALS_FILE, then `~/.aws/credentials`.',
  }),
  custom_ca_bundle: string.optional({
    description:
      'File of certificates, in PEM format, to trust instead of the well-known authorities. Default: AWS_CA_BUNDLE, then ' +
      'ca_bundle of the profile.',
    validators: [follows(orEmpty(NOT_EMPTY))],
  }),
  insecure: bool.optional({
    description: 'Whether certificates of servers are accepted without verification. Default: false.',
  }),
  http_proxy: string.optional({
    description:
      'URL of an http, https or socks5 proxy for http endpoints, and for https endpoints unless another proxy is set for those. Default: ' +
      'HTTP_PROXY or http_proxy, for http endpoints only.',
    validators: [followsAsUrl(PROXY)],
  }),
  https_proxy: string.optional({
    description:
      'URL of an http, https or socks5 proxy for https endpoints; an empty URL means no proxy. Default: HTTPS_PROXY or https_proxy, then ' +
      '`http_proxy` of this block.',
    validators: [followsAsUrl(PROXY)],
  }),
  no_proxy: string.optional({
    description:
      'Hosts that are reached without a proxy, separated by commas: domains (including their subdomains), IP ' +
      'addresses or CIDR blocks, each with an optional port, or `*`. The loopback interface never has a proxy. ' +
      'Default: NO_PROXY or no_proxy.',
  }),
  max_retries: number.optional({
    description:
      'Number of retries of a call that was throttled or failed temporarily. Default: AWS_MAX_ATTEMPTS or ' +
      `max_attempts of the profile, which include the first attempt, then ${DEFAULT_MAX_RETRIES}. A network that ` +
      'does not answer is tried at most three times.',
    validators: [
      validator((retries) =>
        Number.isSafeInteger(retries) && Number(retries) >= 0
          ? undefined
          : `${retries} was given; it must be a whole number of 0 or more. Change it, or remove it to use the default.`,
      ),
    ],
  }),
  retry_mode: string.optional({
    description:
      '`standard`, or `adaptive`, which also slows down all calls after a throttle. Default: AWS_RETRY_MODE, ' +
      'retry_mode of the profile, then `standard`.',
    validators: [follows(orEmpty(RETRY_MODE))],
  }),
  use_fips_endpoint: bool.optional({
    description:
      'Whether endpoints with validated cryptography (FIPS 140) are used. Default, also for false: AWS_USE_FIPS_ENDPOINT, ' +
      'use_fips_endpoint of the profile, then false.',
  }),
  use_dualstack_endpoint: bool.optional({
    description:
      'Whether endpoints that also have IPv6 addresses are used. Default, also for false: AWS_USE_DUALSTACK_ENDPOINT, ' +
      'use_dualstack_endpoint of the profile, then false.',
  }),
  s3_use_path_style: bool.optional({
    description:
      'Whether requests to S3 have the bucket in the path of the URL, and not in the name of the host. Substitutes of S3 ' +
      'can require it. Default: false; an endpoint whose host is an IP address has it in any case.',
  }),
  allowed_account_ids: set(string).optional({
    description: 'AWS accounts, one of which the credentials must belong to. Default: any account.',
    validators: [valuesAre(follows(orEmpty(ACCOUNT_ID)))],
  }),
  forbidden_account_ids: set(string).optional({
    description: 'AWS accounts that the credentials must not belong to. Default: none.',
    validators: [valuesAre(follows(orEmpty(ACCOUNT_ID)))],
  }),
  user_agent: list(string).optional({
    description:
      'Products to name in the User-Agent header of every request, such as `pipeline/7 (nightly)`, before those of ' +
      'TF_APPEND_USER_AGENT.',
    validators: [valuesAre(follows(USER_AGENT))],
  }),
  connect_timeout: number.optional({
    description: `Seconds to wait for a connection, for each attempt. Default: ${DEFAULT_CONNECT_TIMEOUT}.`,
    validators: [timeout],
  }),
  read_timeout: number.optional({
    description: `Seconds to wait for a whole answer, for each attempt. Default: ${DEFAULT_READ_TIMEOUT}.`,
    validators: [timeout],
  }),
  skip_region_validation: bool.optional({
    description: 'Whether a region is accepted that this version does not know to have the service. Default: false.',
  }),
  skip_request_signing: bool.optional({
    description:
      'Whether requests are sent without a signature and without credentials. AWS refuses such requests; use this ' +
      'for local substitutes of AWS. Default: false.',
  }),
} as const satisfies Attributes;

/**
 * The block `endpoints`, with an argument for each service.
 *
 * @param services the services that the provider calls besides STS, in the words of the AWS CLI: `s3`
 */
export function endpointsBlock<const Service extends string>(services: readonly Service[]) {
  const names: readonly (Service | 'sts')[] = [...services, 'sts'];
  return {
    nesting: 'list',
    description: 'URLs to use instead of the endpoints of AWS.',
    attributes: Object.fromEntries(names.map((name) => [name, endpointArgument(name)])) as {
      readonly [Name in Service | 'sts']: ReturnType<typeof endpointArgument>;
    },
  } as const satisfies Block;
}

function endpointArgument(service: string) {
  return string.optional({
    description:
      `URL of the endpoint. Default: AWS_ENDPOINT_URL_${service.toUpperCase()}, AWS_ENDPOINT_URL, endpoint_url of ` +
      'the profile, then the endpoint of the region.',
    validators: [followsAsUrl(orEmpty(ENDPOINT), 'Invalid endpoint')],
  });
}

const DURATION_RANGE = 'from `15m` to `12h`, with the units `h`, `m`, `s`, `ms`, `us` and `ns`. Default: ';

/** Limits of AssumeRole, from the AWS STS API Reference. */
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;

function atMost(max: number, things: string): Validator<object> {
  return validator((collection) => {
    const { length } = Object.keys(collection);
    if (length <= max) return undefined;
    return `There are ${length} ${things}; a role session takes at most ${max}. Remove some.`;
  });
}

/** The blocks of roles to assume. */
export const roleBlocks = {
  assume_role: {
    nesting: 'list',
    description:
      'Role to assume with the credentials. Of several blocks, each role is assumed with the role of the block before.',
    attributes: {
      role_arn: string.optional({ description: 'ARN of the role.', validators: [follows(orEmpty(ROLE_ARN))] }),
      duration: string.optional({
        description: `Duration of the role session, ${DURATION_RANGE}15 minutes.`,
        validators: [follows(DURATION)],
      }),
      external_id: string.optional({
        description: 'External ID that the role may require. Default: none.',
        validators: [follows(EXTERNAL_ID)],
      }),
      policy: string.optional({
        description: 'IAM policy, in JSON, that further restricts the permissions of the role. Default: none.',
        validators: [follows(POLICY)],
      }),
      policy_arns: set(string).optional({
        description: 'ARNs of managed policies that further restrict the permissions of the role. Default: none.',
        validators: [atMost(MAX_POLICY_ARNS, 'policies'), valuesAre(follows(orEmpty(POLICY_ARN)))],
      }),
      session_name: string.optional({
        description: 'Name of the role session. Default: one made from the time.',
        validators: [follows(SESSION_NAME)],
      }),
      source_identity: string.optional({
        description: 'Identity on whose behalf the role is assumed. Default: none.',
        validators: [follows(SESSION_NAME)],
      }),
      tags: map(string).optional({
        description: 'Tags of the role session. Default: none.',
        validators: [
          atMost(MAX_TAGS, 'tags'),
          keysAre(lengthBetween(1, MAX_TAG_KEY)),
          valuesAre(lengthBetween(0, MAX_TAG_VALUE)),
        ],
      }),
      transitive_tag_keys: set(string).optional({
        description: 'Keys of tags that are kept when the role assumes another one. Default: none.',
      }),
    },
  },
  assume_role_with_web_identity: {
    nesting: 'list',
    maxItems: 1,
    description: 'Role to assume with a token of an identity provider (OpenID Connect, OAuth 2.0).',
    attributes: {
      role_arn: string.optional({
        description: 'ARN of the role. Default: AWS_ROLE_ARN.',
        validators: [follows(orEmpty(ROLE_ARN))],
      }),
      duration: string.optional({
        description: `Duration of the role session, ${DURATION_RANGE}one hour.`,
        validators: [follows(DURATION)],
      }),
      policy: string.optional({
        description: 'IAM policy, in JSON, that further restricts the permissions of the role. Default: none.',
        validators: [follows(POLICY)],
      }),
      policy_arns: set(string).optional({
        description: 'ARNs of managed policies that further restrict the permissions of the role. Default: none.',
        validators: [atMost(MAX_POLICY_ARNS, 'policies'), valuesAre(follows(orEmpty(POLICY_ARN)))],
      }),
      session_name: string.optional({
        description:
          'Name of the role session. Default: AWS_ROLE_SESSION_NAME for a role of AWS_ROLE_ARN, otherwise one made from the time.',
        validators: [follows(SESSION_NAME)],
      }),
      web_identity_token: string.optional({
        sensitive: true,
        description: 'The token.',
        validators: [
          validator((token) =>
            token === ''
              ? 'The token is empty. Set it, or name a file that holds it in web_identity_token_file.'
              : undefined,
          ),
        ],
      }),
      web_identity_token_file: string.optional({
        description: 'File that holds the token. Default: AWS_WEB_IDENTITY_TOKEN_FILE.',
      }),
    },
  },
} as const satisfies Blocks;

/** The AWS part of a provider block in which every value is known. */
export type AwsConfig = Config<typeof awsArguments, typeof roleBlocks> & {
  readonly endpoints: readonly { readonly [service: string]: string | null }[];
};

/** The same, in which values can be unknown. */
export type UnknownAwsConfig = UnknownMembers<AwsConfig>;

/** Arguments whose empty string means "not set", as in hashicorp/aws: the default of a variable is often "". */
const EMPTY_IS_UNSET = [
  'access_key',
  'custom_ca_bundle',
  'no_proxy',
  'profile',
  'region',
  'retry_mode',
  'secret_key',
  'token',
] as const satisfies readonly (keyof typeof awsArguments)[];

/** The same of blocks. All others there must not be empty, in hashicorp/aws either. */
const EMPTY_MEMBERS = {
  assume_role: ['role_arn'],
  assume_role_with_web_identity: ['role_arn', 'web_identity_token_file'],
} as const;

/** The provider block with null for each of these that is empty, and for each endpoint. */
export function withoutEmptyArguments<T extends UnknownAwsConfig>(config: T): T {
  return {
    ...withoutEmpty(config, EMPTY_IS_UNSET),
    endpoints: inEach(config.endpoints, (block) => withoutEmpty(block, Object.keys(block))),
    assume_role: inEach(config.assume_role, (block) => withoutEmpty(block, EMPTY_MEMBERS.assume_role)),
    assume_role_with_web_identity: inEach(config.assume_role_with_web_identity, (block) =>
      withoutEmpty(block, EMPTY_MEMBERS.assume_role_with_web_identity),
    ),
  };
}

function withoutEmpty<T extends object>(values: T, names: readonly string[]): T {
  const empty = names.filter((name) => Object.hasOwn(values, name) && values[name as keyof T] === '');
  return { ...values, ...Object.fromEntries(empty.map((name) => [name, null])) };
}

/** Changes each block that is known. */
function inEach<Blocks>(blocks: Blocks, change: (block: object) => object): Blocks {
  if (!Array.isArray(blocks)) return blocks;
  return blocks.map((block: object) => (isUnknown(block) ? block : change(block))) as Blocks;
}
