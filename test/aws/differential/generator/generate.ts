import type { Config } from '../../../../harness/plugin/provider-client';
import { REGIONS } from '../server/lanes';
import type { Situation } from '../situation';
import { keyVariables, roleArn } from '../situations/texts';
import { profiles } from './profiles';
import { Random } from './random';
import { spelled } from './spelling';

type Variables = Readonly<Record<string, string | null>>;

/** The situation of a seed. */
export function generate(seed: number): Situation {
  const random = new Random(seed);
  const { names, config, credentials, files } = profiles(random);
  const profile = random.chance(0.02) ? 'gone' : (names[random.below(names.length)] ?? 'default');
  const inBlock = random.chance(0.25);
  return {
    name: `seed ${seed}`,
    ...(random.chance(0.95) && { config: spelled(random, config, 'config') }),
    ...(random.chance(0.95) && { credentials: spelled(random, credentials, 'credentials') }),
    files,
    environment: {
      ...(random.chance(inBlock ? 0.1 : 0.8) && {
        [random.weighted([
          [9, 'AWS_PROFILE'],
          [1, 'AWS_DEFAULT_PROFILE'],
        ])]: profile,
      }),
      ...credentialVariables(random),
      ...otherVariables(random),
    },
    // Otherwise hashicorp/aws repeats a request 25 times, for minutes, even if the certificate is not trusted.
    block: { max_retries: 1, ...(inBlock && { profile }), ...block(random) },
    server: {
      metadata: random.weighted([
        [1, 'none'],
        [3, 'v2'],
        [1, 'v1'],
      ]),
    },
  };
}

function credentialVariables(random: Random): Variables {
  return {
    ...(random.chance(0.25) && keyVariables('KEY')),
    ...(random.chance(0.05) && { AWS_SESSION_TOKEN: 'token of KEY' }),
    ...(random.chance(0.02) && { AWS_ACCESS_KEY_ID: '' }),
    ...(random.chance(0.08) && { AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token', AWS_ROLE_ARN: roleArn('environment') }),
    ...(random.chance(0.03) && { AWS_ROLE_SESSION_NAME: 'environment' }),
    ...(random.chance(0.1) && { AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container' }),
    ...(random.chance(0.03) && { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/container', HTTP_PROXY: '{one}' }),
    ...(random.chance(0.3) && { AWS_EC2_METADATA_DISABLED: random.of(null, 'false') }),
  };
}

function otherVariables(random: Random): Variables {
  const all: readonly (readonly [probability: number, variables: Variables])[] = [
    [0.15, { AWS_REGION: null }],
    [0.1, { AWS_REGION: random.of(...REGIONS) }],
    [0.1, { AWS_DEFAULT_REGION: random.of(...REGIONS) }],
    [0.02, { AWS_REGION: '' }],
    [0.03, { AWS_ENDPOINT_URL: random.of('{http}', '{https}') }],
    [0.03, { AWS_ENDPOINT_URL_STS: random.of('{http}', '{https}') }],
    [0.02, { TF_AWS_STS_ENDPOINT: random.of('{http}', '') }],
    [0.03, { AWS_ENDPOINT_URL_SSO: random.of('{http}', '{https}') }],
    [0.02, { AWS_AUTH_SCHEME_PREFERENCE: random.of('sigv4a', 'sigv4') }],
    [0.02, { AWS_EC2_METADATA_SERVICE_ENDPOINT: null, HTTP_PROXY: '{two}' }],
    [0.02, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: random.of('true', 'TRUE', 'false') }],
    [0.03, { AWS_USE_FIPS_ENDPOINT: random.of('true', 'false') }],
    [0.03, { AWS_USE_DUALSTACK_ENDPOINT: random.of('true', 'false') }],
    [0.03, { AWS_STS_REGIONAL_ENDPOINTS: random.of('legacy', 'regional') }],
    [0.03, { AWS_MAX_ATTEMPTS: random.of('0', '1', '3') }],
    [0.03, { AWS_RETRY_MODE: random.of('standard', 'adaptive') }],
    [
      0.05,
      {
        HTTPS_PROXY: random.of(
          '{two}',
          '{socks}',
          'http://me:secret@{twoHost}',
          'socks5://me:secret@{socksHost}',
          '{secure}',
        ),
      },
    ],
    [0.05, { HTTP_PROXY: random.of('{two}', '{one}', 'nonsense') }],
    [0.05, { NO_PROXY: random.of('example.com', '', '10.0.0.0/8,localhost', '.example.com:443') }],
    [0.05, { AWS_CA_BUNDLE: random.of(null, '', '{home}/missing.pem') }],
    [0.02, { AWS_CONFIG_FILE: '{home}/missing' }],
    [0.02, { AWS_SHARED_CREDENTIALS_FILE: '{home}/missing' }],
  ];
  return Object.assign(
    {},
    ...all.flatMap(([probability, variables]) => (random.chance(probability) ? [variables] : [])),
  );
}

function block(random: Random): Config {
  const all: readonly (readonly [probability: number, config: () => Config])[] = [
    [0.08, () => ({ access_key: 'BLOCK', secret_key: 's' })],
    [0.02, () => ({ token: random.of('', 'token of BLOCK') })],
    [0.1, () => ({ region: random.of('', ...REGIONS) })],
    [
      0.25,
      () => ({
        assume_role: Array.from(
          {
            length: random.weighted([
              [3, 1],
              [1, 2],
            ]),
          },
          () => role(random),
        ),
      }),
    ],
    [0.04, () => ({ assume_role_with_web_identity: [webIdentity(random)] })],
    [0.03, () => ({ custom_ca_bundle: random.of('', '{ca}') })],
    [0.03, () => ({ https_proxy: '{two}' })],
    [0.03, () => ({ http_proxy: random.of('', '{two}') })],
    [0.03, () => ({ no_proxy: random.of('', 'example.com') })],
    [0.03, () => ({ use_fips_endpoint: random.chance(0.5) })],
    [0.03, () => ({ use_dualstack_endpoint: random.chance(0.5) })],
    [0.03, () => ({ insecure: random.chance(0.5) })],
    [0.03, () => ({ allowed_account_ids: ['111111111111', '123456789012'] })],
    [0.03, () => ({ forbidden_account_ids: ['222222222222'] })],
    [0.02, () => ({ retry_mode: random.of('', 'standard', 'adaptive') })],
    [0.01, () => ({ endpoints: [{ sts: random.of('', '{http}'), rekognition: random.of('', '{https}') }] })],
    [0.02, () => ({ shared_config_files: ['~/.aws/config', '{home}/.aws/credentials'] })],
    [0.02, () => ({ shared_credentials_files: ['~/.aws/credentials', '{home}/missing'] })],
  ];
  return Object.assign({}, ...all.flatMap(([probability, config]) => (random.chance(probability) ? [config()] : [])));
}

function role(random: Random): Config {
  const name = random.weighted([
    [19, `b${random.below(100)}`],
    [1, 'denied'],
  ]);
  return {
    role_arn: random.chance(0.97) ? roleArn(name, random.of('111111111111', '222222222222')) : '',
    ...(random.chance(0.2) && { external_id: 'abc' }),
    ...(random.chance(0.2) && { session_name: 'me' }),
    ...(random.chance(0.2) && { duration: random.of('15m', '1h', '1h30m', '900s') }),
    ...(random.chance(0.1) && { source_identity: 'someone' }),
    ...(random.chance(0.1) && { policy_arns: ['arn:aws:iam::aws:policy/B', 'arn:aws:iam::aws:policy/A'] }),
    ...(random.chance(0.1) && { policy: '{}' }),
    ...(random.chance(0.1) && { tags: { a: '1', b: '2' }, transitive_tag_keys: ['a'] }),
  };
}

function webIdentity(random: Random): Config {
  return {
    role_arn: roleArn('block'),
    ...(random.chance(0.5) ? { web_identity_token: 'web-token' } : { web_identity_token_file: '{home}/token' }),
    ...(random.chance(0.3) && { session_name: 'me' }),
    ...(random.chance(0.3) && { duration: '30m' }),
  };
}
