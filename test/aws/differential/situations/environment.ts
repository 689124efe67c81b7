import type { Situation } from '../situation';
import { keys, keyVariables, roleArn } from './texts';

const KEY = keyVariables('KEY');
const USED = `[used]\n${keys('USED')}`;
const NO_METADATA = { AWS_EC2_METADATA_DISABLED: null };

/** Which source goes first, and what is empty or missing. */
export const environment: readonly Situation[] = [
  { name: 'keys of the environment', environment: KEY },
  { name: 'keys of the environment with a token', environment: { ...KEY, AWS_SESSION_TOKEN: 'token' } },
  { name: 'keys of the environment by their old names', environment: { AWS_ACCESS_KEY: 'OLD', AWS_SECRET_KEY: 's' } },
  {
    name: 'keys of the environment by both names',
    environment: { ...KEY, AWS_ACCESS_KEY: 'OLD', AWS_SECRET_KEY: 'o' },
  },
  { name: 'a token of the environment by its old name', environment: { ...KEY, AWS_SECURITY_TOKEN: 'old' } },
  {
    name: 'half a pair of keys in the environment',
    environment: { AWS_ACCESS_KEY_ID: 'HALF' },
    credentials: `[default]\n${keys('DEFAULT')}`,
  },
  {
    name: 'a secret alone in the environment',
    environment: { AWS_SECRET_ACCESS_KEY: 's' },
    credentials: `[default]\n${keys('DEFAULT')}`,
  },
  {
    name: 'empty keys in the environment',
    environment: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    credentials: `[default]\n${keys('DEFAULT')}`,
  },
  {
    name: 'keys of the environment and a profile of the environment',
    environment: { ...KEY, AWS_PROFILE: 'used' },
    credentials: USED,
  },
  {
    name: 'keys of the environment and a profile of the provider block',
    environment: KEY,
    credentials: USED,
    block: { profile: 'used' },
  },
  {
    name: 'keys of the environment and a profile without credentials in the provider block',
    environment: KEY,
    config: '[profile used]\nregion = eu-west-1\n',
    block: { profile: 'used' },
  },
  {
    name: 'keys of the environment and a profile of the environment that is missing',
    environment: { ...KEY, AWS_PROFILE: 'gone' },
  },
  {
    name: 'keys of the environment and a missing profile in the provider block',
    environment: KEY,
    block: { profile: 'gone' },
  },
  {
    name: 'keys of the provider block and a stale profile of the environment',
    environment: { AWS_PROFILE: 'gone' },
    block: { access_key: 'BLOCK', secret_key: 's' },
  },
  {
    name: 'keys of the provider block and a profile of it',
    credentials: USED,
    block: { access_key: 'BLOCK', secret_key: 's', profile: 'used' },
  },
  { name: 'keys of the provider block with a token', block: { access_key: 'BLOCK', secret_key: 's', token: 't' } },
  { name: 'half a pair of keys in the provider block', environment: KEY, block: { access_key: 'BLOCK' } },
  {
    name: 'a profile of the provider block and another of the environment',
    environment: { AWS_PROFILE: 'other' },
    credentials: `${USED}[other]\n${keys('OTHER')}`,
    block: { profile: 'used' },
  },
  {
    name: 'the old name of the profile in the environment',
    environment: { AWS_DEFAULT_PROFILE: 'used' },
    credentials: USED,
  },
  {
    name: 'both names of the profile in the environment',
    environment: { AWS_DEFAULT_PROFILE: 'used', AWS_PROFILE: 'other' },
    credentials: `${USED}[other]\n${keys('OTHER')}`,
  },
  {
    name: 'an empty profile in the environment',
    environment: { AWS_PROFILE: '' },
    credentials: `[default]\n${keys('DEFAULT')}`,
  },
  {
    name: 'empty arguments in the provider block',
    environment: KEY,
    block: {
      access_key: '',
      secret_key: '',
      token: '',
      profile: '',
      region: '',
      custom_ca_bundle: '',
      http_proxy: '',
      no_proxy: '',
      retry_mode: '',
      shared_config_files: [],
      shared_credentials_files: [],
      allowed_account_ids: [],
      endpoints: [{ sts: '', rekognition: '', s3: '' }],
    },
  },
  {
    name: 'an empty https_proxy in the provider block',
    environment: { ...KEY, AWS_ENDPOINT_URL: '{https}' },
    block: { https_proxy: '' },
  },
  { name: 'an empty string among the shared files', environment: KEY, block: { shared_config_files: [''] } },
  { name: 'an empty assume_role', environment: KEY, block: { assume_role: [{}] } },
  { name: 'an assume_role with an empty role_arn', environment: KEY, block: { assume_role: [{ role_arn: '' }] } },
  {
    name: 'an assume_role with an empty external_id',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), external_id: '' }] },
  },
  {
    name: 'an assume_role with an empty session_name',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), session_name: '' }] },
  },
  {
    name: 'an assume_role with an empty duration',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), duration: '' }] },
  },
  {
    name: 'an assume_role with an empty policy',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), policy: '' }] },
  },
  {
    name: 'an assume_role with an empty source_identity',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), source_identity: '' }] },
  },
  {
    name: 'an assume_role with empty collections',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one'), policy_arns: [], tags: {}, transitive_tag_keys: [] }] },
  },
  {
    name: 'a region of the environment by its old name',
    environment: { ...KEY, AWS_REGION: null, AWS_DEFAULT_REGION: 'eu-west-1' },
  },
  { name: 'both names of the region in the environment', environment: { ...KEY, AWS_DEFAULT_REGION: 'eu-west-1' } },
  { name: 'no region', environment: { ...KEY, AWS_REGION: null } },
  {
    name: 'an empty region in the environment',
    environment: { ...KEY, AWS_REGION: '' },
    config: '[default]\nregion = eu-west-1\n',
  },
  {
    name: 'a region of the default profile',
    environment: { ...KEY, AWS_REGION: null },
    config: '[default]\nregion = eu-west-1\n',
  },
  { name: 'a region of the instance', environment: { AWS_REGION: null, ...NO_METADATA }, server: { metadata: 'v2' } },
  {
    name: 'a region of the instance, with keys of the environment',
    environment: { ...KEY, AWS_REGION: null, ...NO_METADATA },
    server: { metadata: 'v2' },
  },
  { name: 'the role of the instance', environment: NO_METADATA, server: { metadata: 'v2' } },
  { name: 'the role of the instance by the first version', environment: NO_METADATA, server: { metadata: 'v1' } },
  {
    name: 'the first version is disabled and is the only one',
    environment: { ...NO_METADATA, AWS_EC2_METADATA_V1_DISABLED: 'true' },
    server: { metadata: 'v1' },
  },
  {
    name: 'the role of the instance through HTTP_PROXY',
    environment: { ...NO_METADATA, AWS_EC2_METADATA_SERVICE_ENDPOINT: null, HTTP_PROXY: '{one}' },
    server: { metadata: 'v2' },
  },
  {
    name: 'the role of the instance by the first version and IPv6, through the http_proxy of the provider block',
    environment: {
      ...NO_METADATA,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: null,
      AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv6',
    },
    block: { http_proxy: '{two}' },
    server: { metadata: 'v1' },
  },
  {
    name: 'the role of the instance at the endpoint of the default profile',
    config: '[default]\nec2_metadata_service_endpoint = {http}\n',
    environment: { ...NO_METADATA, AWS_EC2_METADATA_SERVICE_ENDPOINT: null },
    server: { metadata: 'v2' },
  },
  {
    name: 'the role of the instance at the endpoint of the variable that hashicorp/aws had first',
    environment: { ...NO_METADATA, AWS_EC2_METADATA_SERVICE_ENDPOINT: null, AWS_METADATA_URL: '{http}' },
    server: { metadata: 'v2' },
  },
  {
    name: 'the role of the instance at an endpoint with a path',
    environment: { ...NO_METADATA, AWS_EC2_METADATA_SERVICE_ENDPOINT: '{http}/prefix/' },
    server: { metadata: 'v2' },
  },
  {
    name: 'the first version is disabled by the default profile and is the only one',
    config: '[default]\nec2_metadata_v1_disabled = true\n',
    environment: NO_METADATA,
    server: { metadata: 'v1' },
  },
  { name: 'an instance without a role', environment: NO_METADATA, server: { metadata: 'v2 without a role' } },
  {
    name: 'metadata is disabled in another case',
    environment: { AWS_EC2_METADATA_DISABLED: 'TRUE' },
    server: { metadata: 'v2' },
  },
  {
    name: 'metadata is disabled with a value that is no boolean',
    environment: { AWS_EC2_METADATA_DISABLED: 'yes' },
    server: { metadata: 'v2' },
  },
  {
    name: 'an endpoint mode of metadata that is not known',
    environment: { ...KEY, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv5' },
  },
  {
    name: 'the first version is disabled with a value that is no boolean',
    environment: { ...KEY, AWS_EC2_METADATA_V1_DISABLED: 'yes' },
  },
  {
    name: 'another signature is preferred, which neither provider has',
    environment: { ...KEY, AWS_AUTH_SCHEME_PREFERENCE: 'sigv4a' },
    block: { assume_role: [{ role_arn: roleArn('one') }] },
  },
  {
    name: 'a setting that this provider does not read has a value that is not known',
    environment: { ...KEY, AWS_S3_USE_ARN_REGION: 'maybe' },
  },
  {
    name: 'the instance after a profile without credentials',
    environment: { ...NO_METADATA, AWS_PROFILE: 'used' },
    config: '[profile used]\nregion = eu-west-1\n',
    server: { metadata: 'v2' },
  },
  { name: 'the container', environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container' } },
  {
    name: 'the container before the instance',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container', ...NO_METADATA },
    server: { metadata: 'v2' },
  },
  {
    name: 'the container without an expiration',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/without-expiration' },
  },
  {
    name: 'the container with a token',
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/guarded',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'pass',
    },
  },
  {
    name: 'the container with a file of a token',
    files: { token: 'pass' },
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/guarded',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token',
    },
  },
  {
    name: 'the container with a file of a token that ends with a newline',
    files: { token: 'pass\n' },
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/guarded',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token',
    },
  },
  {
    name: 'the container with a token and a file of another',
    files: { token: 'pass' },
    environment: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/guarded',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'no',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token',
    },
  },
  {
    name: 'the container of ECS through HTTP_PROXY, before another one',
    environment: {
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/container?task=1',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/denied',
      HTTP_PROXY: '{one}',
    },
    block: { http_proxy: '{two}' },
  },
  {
    name: 'the container of EKS through HTTP_PROXY',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://[fd00:ec2::23]/container', HTTP_PROXY: '{one}' },
  },
  {
    name: 'the container by https, whose certificate AWS_CA_BUNDLE has',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{https}/container', AWS_MAX_ATTEMPTS: '1' },
  },
  {
    name: 'the container that refuses',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container/denied' },
  },
  {
    name: 'a container that is neither on loopback nor of TLS',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://192.0.2.1/container' },
  },
  {
    name: 'a web identity of the environment',
    files: { token: 'web-token' },
    environment: {
      AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
      AWS_ROLE_ARN: roleArn('one'),
      AWS_ROLE_SESSION_NAME: 'me',
    },
  },
  {
    name: 'a web identity of the environment with an empty token',
    files: { token: '' },
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: roleArn('one') },
  },
  {
    name: 'a web identity of the environment without a role',
    files: { token: 'web-token' },
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token' },
  },
  {
    name: 'a web identity and keys of the environment',
    files: { token: 'web-token' },
    environment: { ...KEY, AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: roleArn('one') },
  },
  {
    name: 'a web identity of the environment and a profile of it',
    files: { token: 'web-token' },
    credentials: USED,
    environment: { AWS_PROFILE: 'used', AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: roleArn('one') },
  },
  {
    name: 'a web identity of the environment and the default profile',
    files: { token: 'web-token' },
    credentials: `[default]\n${keys('DEFAULT')}`,
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: roleArn('one') },
  },
  { name: 'a role of the environment alone', environment: { ...KEY, AWS_ROLE_ARN: roleArn('one') } },
  {
    name: 'a web identity of the provider block',
    environment: KEY,
    block: {
      assume_role_with_web_identity: [
        {
          role_arn: roleArn('one'),
          web_identity_token: 'web-token',
          session_name: 'me',
          duration: '30m',
          policy_arns: ['arn:aws:iam::aws:policy/A'],
        },
      ],
    },
  },
  {
    name: 'a web identity of the provider block without a name, and a name in the environment',
    environment: { AWS_ROLE_SESSION_NAME: 'environment', AWS_ROLE_ARN: roleArn('two') },
    block: { assume_role_with_web_identity: [{ role_arn: roleArn('one'), web_identity_token: 'web-token' }] },
  },
  {
    name: 'a web identity of the provider block, completed from the environment',
    files: { token: 'web-token' },
    environment: {
      AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
      AWS_ROLE_ARN: roleArn('one'),
      AWS_ROLE_SESSION_NAME: 'me',
    },
    block: { assume_role_with_web_identity: [{}] },
  },
  ...Object.entries<Omit<Situation, 'name'>>({
    'a profile whose credential_source has no keys': {
      config: `[profile used]\nrole_arn = ${roleArn('two')}\ncredential_source = Environment\n`,
      environment: { AWS_PROFILE: 'used' },
    },
    'a web identity of the environment without a role': {
      files: { token: 'web-token' },
      environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token' },
    },
    'a container that is neither on loopback nor of TLS': {
      environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://192.0.2.1/container' },
    },
  }).map(([what, situation]) => ({
    name: `a web identity of the provider block beside ${what}`,
    ...situation,
    block: { assume_role_with_web_identity: [{ role_arn: roleArn('one'), web_identity_token: 'web-token' }] },
  })),
  {
    name: 'a web identity of the provider block, and a role',
    environment: KEY,
    block: {
      assume_role_with_web_identity: [{ role_arn: roleArn('one'), web_identity_token: 'web-token' }],
      assume_role: [{ role_arn: roleArn('two') }],
    },
  },
  {
    name: 'a role with all arguments',
    environment: KEY,
    block: {
      assume_role: [
        {
          role_arn: roleArn('one'),
          duration: '1h30m',
          external_id: 'abc',
          policy: '{}',
          policy_arns: ['arn:aws:iam::aws:policy/B', 'arn:aws:iam::aws:policy/A'],
          session_name: 'me',
          source_identity: 'someone',
          tags: { a: '1', b: '2' },
          transitive_tag_keys: ['b', 'a'],
        },
      ],
    },
  },
  {
    name: 'two roles',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one') }, { role_arn: roleArn('two', '222222222222') }] },
  },
  {
    name: 'a role of the provider block after one of the profile',
    environment: { AWS_PROFILE: 'used' },
    config: `[profile used]\nrole_arn = ${roleArn('one')}\nsource_profile = base\n`,
    credentials: `[base]\n${keys('BASE')}`,
    block: { assume_role: [{ role_arn: roleArn('two') }] },
  },
  {
    name: 'a role of the provider block that may not be assumed',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('denied') }] },
  },
  {
    name: 'an account that is allowed',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('one') }], allowed_account_ids: ['111111111111'] },
  },
  { name: 'an account that is not allowed', environment: KEY, block: { allowed_account_ids: ['111111111111'] } },
  { name: 'an account that is forbidden', environment: KEY, block: { forbidden_account_ids: ['123456789012'] } },
  { name: 'nothing at all', environment: {} },
];
