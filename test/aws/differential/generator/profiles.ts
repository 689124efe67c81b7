import { REGIONS } from '../server/lanes';
import { credentialProcess, roleArn, signedIn } from '../situations/texts';
import type { Random } from './random';
import type { Section } from './spelling';

/** Names that are legal, more or less usual. */
const NAMES = [
  'default',
  'a',
  'b',
  'ci-prod',
  'my profile',
  'Dev',
  'team@corp.example',
  'x.y/z',
  'a(b)',
  'toString',
  '1',
];

const SESSIONS = ['company', 'my co'];

/** The shared files as they are meant, and what belongs to them. */
export interface Profiles {
  readonly names: readonly string[];
  readonly config: readonly Section[];
  readonly credentials: readonly Section[];
  readonly files: Readonly<Record<string, string>>;
}

type Setting = readonly [name: string, value: string];

/** Makes profiles that refer to each other, with all kinds of credentials, in both files. */
export function profiles(random: Random): Profiles {
  const names = random.shuffled(NAMES).slice(0, 1 + random.below(5));
  const config: Section[] = [];
  const credentials: Section[] = [];
  for (const name of names) {
    const settings = [...credentialsOf(random, name, names), ...others(random)];
    // hashicorp/aws refuses a profile that has a key in one file and its secret in the other.
    const keysInCredentials = random.chance(0.8);
    const together = random.chance(0.95);
    const inCredentials = settings.filter(([setting]) =>
      setting.startsWith('aws_') && together ? keysInCredentials : random.chance(0.08),
    );
    const inConfig = settings.filter((setting) => !inCredentials.includes(setting));
    if (inConfig.length > 0 || random.chance(0.5)) config.push({ kind: 'profile', name, settings: inConfig });
    if (inCredentials.length > 0) credentials.push({ kind: 'profile', name, settings: inCredentials });
  }
  const text = [...config, ...credentials].flatMap(({ settings }) => settings);
  const uses = (name: string, value?: string) =>
    text.some((setting) => setting[0] === name && (value === undefined || setting[1] === value));
  for (const session of SESSIONS) {
    if (uses('sso_session', session) && random.chance(0.97)) config.push(ssoSection(session));
  }
  if (uses('services')) config.push(servicesSection(random));
  return { names, config: random.shuffled(config), credentials: random.shuffled(credentials), files: files(random) };
}

function credentialsOf(random: Random, name: string, names: readonly string[]): readonly Setting[] {
  const kinds = random.weighted<
    readonly ('keys' | 'role' | 'process' | 'web' | 'sso' | 'old sso' | 'sourceless role')[]
  >([
    [6, ['keys']],
    [6, ['role']],
    [2, ['process']],
    [1, ['web']],
    [2, ['sso']],
    [1, ['old sso']],
    [1, []],
    [2, ['keys', 'role']],
    [2, ['keys', 'sourceless role']],
    [1, ['process', 'sourceless role']],
    [1, ['sso', 'sourceless role']],
    [0.5, ['sourceless role']],
    [0.5, ['keys', 'process']],
    [0.5, ['keys', 'sso']],
    [0.5, ['keys', 'web']],
    [0.5, ['process', 'role']],
    [0.3, ['sso', 'process']],
  ]);
  const key = `KEY-${name.replace(/\W/g, '')}`;
  return kinds.flatMap((kind): readonly Setting[] => {
    switch (kind) {
      case 'keys':
        return [
          ['aws_access_key_id', key],
          ...(random.chance(0.97) ? [['aws_secret_access_key', 's'] as const] : []),
          ...(random.chance(0.2) ? [['aws_session_token', `token of ${key}`] as const] : []),
        ];
      case 'process':
        return [
          ['credential_process', credentialProcess(`PROCESS-${key}`).trim().replace('credential_process = ', '')],
        ];
      case 'web':
        return [...role(random), ['web_identity_token_file', random.of('{home}/token', '{home}/token', '~/token')]];
      case 'sso':
        return [
          ['sso_session', random.of('company', 'my co')],
          ['sso_account_id', '111122223333'],
          [
            'sso_role_name',
            random.weighted([
              [9, 'Reader'],
              [1, 'denied'],
            ]),
          ],
        ];
      case 'old sso':
        return [
          ['sso_start_url', 'https://old.awsapps.com/start'],
          ['sso_region', 'us-east-1'],
          ['sso_account_id', '111122223333'],
          ['sso_role_name', 'Old'],
        ];
      case 'sourceless role':
        return role(random);
      default:
        return [...role(random), source(random, name, names)];
    }
  });
}

function role(random: Random): readonly Setting[] {
  const name = random.weighted([
    [19, `r${random.below(100)}`],
    [1, 'denied'],
  ]);
  const maybe = (probability: number, setting: string, value: string): readonly Setting[] =>
    random.chance(probability) ? [[setting, value]] : [];
  return [
    ['role_arn', roleArn(name, random.of('111111111111', '222222222222'))],
    ...maybe(0.2, 'external_id', 'abc'),
    ...maybe(0.2, 'role_session_name', 'me'),
    ...maybe(0.2, 'duration_seconds', random.of('1800', '900', '3600')),
    ...maybe(0.03, 'mfa_serial', 'arn:aws:iam::111111111111:mfa/me'),
  ];
}

function source(random: Random, name: string, names: readonly string[]): Setting {
  // Mostly a profile that comes later, so that few lead back.
  const later = names.slice(names.indexOf(name) + 1);
  const sources = later.length > 0 && random.chance(0.8) ? later : names;
  return random.weighted<Setting>([
    [8, ['source_profile', sources[random.below(sources.length)] ?? name]],
    [0.7, ['source_profile', name]],
    [0.2, ['source_profile', 'gone']],
    [1, ['credential_source', 'Environment']],
    [0.5, ['credential_source', 'EcsContainer']],
    [0.5, ['credential_source', 'Ec2InstanceMetadata']],
  ]);
}

/** Settings that are not about credentials. */
function others(random: Random): readonly Setting[] {
  const all: readonly (readonly [probability: number, name: string, value: string])[] = [
    [0.6, 'region', random.of(...REGIONS)],
    [0.2, 'output', 'json'],
    [0.05, 's3', '\n  max_concurrent_requests = 20\n  addressing_style = path'],
    [0.04, 'endpoint_url', random.of('{http}', '{https}')],
    [0.05, 'services', 'local'],
    [0.01, 'auth_scheme_preference', random.of('sigv4a', 'httpBearerAuth, sigv4')],
    [0.02, 'ignore_configured_endpoint_urls', random.of('true', 'false')],
    [0.03, 'sts_regional_endpoints', random.of('legacy', 'regional')],
    [0.03, 'use_fips_endpoint', random.of('true', 'false')],
    [0.03, 'use_dualstack_endpoint', random.of('true', 'false', 'True')],
    [0.03, 'retry_mode', random.of('standard', 'adaptive')],
    [0.03, 'max_attempts', random.of('0', '1', '5')],
    [0.04, 'ca_bundle', random.of('{ca}', '{home}/missing.pem')],
    [0.02, 'region', ''],
  ];
  return all.flatMap(([probability, name, value]) => (random.chance(probability) ? [[name, value] as const] : []));
}

function ssoSection(name: string): Section {
  return {
    kind: 'sso-session',
    name,
    settings: [
      ['sso_region', 'us-east-1'],
      ['sso_start_url', 'https://company.awsapps.com/start'],
      ['sso_registration_scopes', 'sso:account:access'],
    ],
  };
}

function servicesSection(random: Random): Section {
  const endpoint = (service: string): Setting => [service, `\n  endpoint_url = ${random.of('{http}', '{https}')}`];
  return {
    kind: 'services',
    name: 'local',
    settings: random.chance(0.5) ? [endpoint('sts')] : [endpoint('sts'), endpoint('rekognition')],
  };
}

function files(random: Random): Readonly<Record<string, string>> {
  const login = random.weighted<Readonly<Record<string, string>>>([
    [8, {}],
    [1, { expiresAt: '2020-01-01T00:00:00Z' }],
    [
      1,
      {
        expiresAt: '2020-01-01T00:00:00Z',
        refreshToken: 'refresh',
        clientId: 'client',
        clientSecret: 'secret',
        registrationExpiresAt: '2099-01-01T00:00:00Z',
      },
    ],
  ]);
  return {
    token: random.weighted([
      [9, 'web-token'],
      [1, 'expired'],
    ]),
    ...signedIn('company', 'sso', login),
    ...signedIn('my co', 'sso of my co'),
    ...signedIn('https://old.awsapps.com/start', 'old'),
  };
}
