import type { Situation } from '../situation';
import { credentialProcess, keys, keyVariables, roleArn, signedIn, ssoProfile, ssoSession } from './texts';

const USED = { AWS_PROFILE: 'used' };
const BASE = `[base]\n${keys('BASE')}`;
const ROLE = `role_arn = ${roleArn('one')}\n`;
const COMPANY = `${ssoSession('company')}[profile used]\n${ssoProfile('company')}`;

/** What a profile leads to. */
export const profiles: readonly Situation[] = [
  {
    name: 'a role and its source, with all its settings',
    config: `[profile used]\n${ROLE}source_profile = base\nexternal_id = x\nrole_session_name = me\nduration_seconds = 1800\n`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'a chain of roles',
    config:
      `[profile used]\n${ROLE}source_profile = middle\n` +
      `[profile middle]\nrole_arn = ${roleArn('two', '222222222222')}\nsource_profile = base\nexternal_id = y\n`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'a chain of roles in different regions',
    config:
      `[profile used]\n${ROLE}source_profile = middle\nregion = eu-west-1\n` +
      `[profile middle]\nrole_arn = ${roleArn('two')}\nsource_profile = base\nregion = us-west-2\n`,
    credentials: BASE,
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'settings that this provider does not read, or that are empty, with values that are not known',
    config: '[profile used]\ndefaults_mode = odd\nretry_mode =\n',
    credentials: `[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a role that is its own source, with keys',
    credentials: `[used]\n${keys('USED')}`,
    config: `[profile used]\n${ROLE}source_profile = used\n`,
    environment: USED,
  },
  {
    name: 'a role with keys of its own in the other file',
    config: `[profile used]\n${ROLE}`,
    credentials: `[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a role with keys of its own in the same file',
    credentials: `[used]\n${ROLE}${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a role with keys of its own and another source',
    config: `[profile used]\n${ROLE}source_profile = base\n${keys('USED')}`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'a role with a process of its own',
    config: `[profile used]\n${ROLE}${credentialProcess('PROCESS')}`,
    environment: USED,
  },
  {
    name: 'a role with a process of its own and another source',
    config: `[profile used]\n${ROLE}source_profile = base\n${credentialProcess('PROCESS')}`,
    credentials: BASE,
    environment: USED,
  },
  { name: 'a role without a source', config: `[profile used]\n${ROLE}`, environment: USED },
  {
    name: 'a role of the default profile without a source, and keys in the environment',
    config: `[default]\n${ROLE}`,
    environment: keyVariables('KEY'),
  },
  { name: 'a source that is missing', config: `[profile used]\n${ROLE}source_profile = gone\n`, environment: USED },
  {
    name: 'a source without credentials',
    config: `[profile used]\n${ROLE}source_profile = bare\n[profile bare]\nregion = eu-west-1\n`,
    environment: USED,
  },
  {
    name: 'a loop of sources',
    config: `[profile used]\n${ROLE}source_profile = other\n[profile other]\nrole_arn = ${roleArn('two')}\nsource_profile = used\n`,
    environment: USED,
  },
  {
    name: 'a loop of sources, one of which has keys',
    config: `[profile used]\n${ROLE}source_profile = other\n[profile other]\nrole_arn = ${roleArn('two')}\nsource_profile = used\n`,
    credentials: `[other]\n${keys('OTHER')}`,
    environment: USED,
  },
  {
    name: 'source_profile without a role',
    config: '[profile used]\nsource_profile = base\n',
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'source_profile and credential_source',
    config: `[profile used]\n${ROLE}source_profile = base\ncredential_source = Environment\n`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'a role with a session by MFA',
    config: `[profile used]\n${ROLE}source_profile = base\nmfa_serial = arn:aws:iam::111111111111:mfa/me\n`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'mfa_serial without a role',
    config: '[profile used]\nmfa_serial = arn:aws:iam::111111111111:mfa/me\n',
    credentials: `[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a role that may not be assumed',
    config: `[profile used]\nrole_arn = ${roleArn('denied')}\nsource_profile = base\n`,
    credentials: BASE,
    environment: USED,
  },
  {
    name: 'a duration of a role that is no number',
    config: `[profile used]\n${ROLE}source_profile = base\nduration_seconds = long\n`,
    credentials: BASE,
    environment: USED,
  },
  ...['0x1000', '3_600', '07020', '1e4', '1800.0'].map((duration) => ({
    name: `a duration of a role that is written as ${duration}`,
    config: `[profile used]\n${ROLE}source_profile = base\nduration_seconds = ${duration}\n`,
    credentials: BASE,
    environment: USED,
  })),
  {
    name: 'a role_arn of another partition',
    config: '[profile used]\nrole_arn = arn:aws-cn:iam::111111111111:role/one\nsource_profile = base\n',
    credentials: BASE,
    environment: USED,
  },
  { name: 'a process', config: `[profile used]\n${credentialProcess('PROCESS')}`, environment: USED },
  {
    name: 'a process and keys in one profile',
    config: `[profile used]\n${credentialProcess('PROCESS')}`,
    credentials: `[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a process of the credentials file',
    credentials: `[used]\n${credentialProcess('PROCESS')}`,
    environment: USED,
  },
  {
    name: 'a process with a pipe, quotes and variables',
    files: { 'a b.json': JSON.stringify({ Version: 1, AccessKeyId: 'PIPED', SecretAccessKey: 's' }) },
    config: `[profile used]\ncredential_process = cat "$HOME/a b.json" | sed 's/PIPED/SED/'\n`,
    environment: USED,
  },
  { name: 'a process that fails', config: '[profile used]\ncredential_process = exit 3\n', environment: USED },
  {
    name: 'a process of another version',
    config: `[profile used]\ncredential_process = printf '{"Version":2,"AccessKeyId":"A","SecretAccessKey":"s"}'\n`,
    environment: USED,
  },
  {
    name: 'a process whose credentials have expired',
    config: `[profile used]\ncredential_process = printf '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":"2020-01-01T00:00:00Z"}'\n`,
    environment: USED,
  },
  {
    name: 'a process whose expiration is a date',
    config: `[profile used]\ncredential_process = printf '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":"2099-01-01"}'\n`,
    environment: USED,
  },
  {
    name: 'a process whose token is a number',
    config: `[profile used]\ncredential_process = printf '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":5}'\n`,
    environment: USED,
  },
  {
    name: 'a process that never ends',
    config: '[profile used]\ncredential_process = exec sleep 80\n',
    environment: USED,
    slow: true,
  },
  {
    name: 'credential_source of the environment',
    config: `[profile used]\n${ROLE}credential_source = Environment\n`,
    environment: { ...USED, ...keyVariables('KEY') },
  },
  {
    name: 'credential_source of the environment, which the provider block names',
    config: `[profile used]\n${ROLE}credential_source = Environment\n`,
    environment: keyVariables('KEY'),
    block: { profile: 'used' },
  },
  {
    name: 'credential_source of the environment without keys in it',
    config: `[profile used]\n${ROLE}credential_source = Environment\n`,
    environment: USED,
  },
  {
    name: 'credential_source of the container',
    config: `[profile used]\n${ROLE}credential_source = EcsContainer\n`,
    environment: { ...USED, AWS_CONTAINER_CREDENTIALS_FULL_URI: '{http}/container' },
  },
  {
    name: 'credential_source of the instance',
    config: `[profile used]\n${ROLE}credential_source = Ec2InstanceMetadata\n`,
    environment: { ...USED, AWS_EC2_METADATA_DISABLED: null },
    server: { metadata: 'v2' },
  },
  {
    name: 'credential_source of the container of ECS, through HTTP_PROXY, with a file of a token',
    files: { token: 'pass' },
    config: `[profile used]\n${ROLE}credential_source = EcsContainer\n`,
    environment: {
      ...USED,
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/container/guarded',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '{home}/token',
      HTTP_PROXY: '{two}',
    },
  },
  {
    name: 'credential_source of the instance by the first version',
    config: `[profile used]\n${ROLE}credential_source = Ec2InstanceMetadata\n`,
    environment: { ...USED, AWS_EC2_METADATA_DISABLED: null },
    server: { metadata: 'v1' },
  },
  {
    name: 'credential_source of the instance, which is turned off',
    config: `[profile used]\n${ROLE}credential_source = Ec2InstanceMetadata\n`,
    environment: USED,
    server: { metadata: 'v2' },
  },
  {
    name: 'credential_source of another kind',
    config: `[profile used]\n${ROLE}credential_source = Elsewhere\n`,
    environment: USED,
  },
  {
    name: 'credential_source in another case',
    config: `[profile used]\n${ROLE}credential_source = environment\n`,
    environment: { ...USED, ...keyVariables('KEY') },
  },
  {
    name: 'a web identity',
    config: `[profile used]\n${ROLE}web_identity_token_file = {home}/token\nrole_session_name = me\n`,
    files: { token: 'web-token\n' },
    environment: USED,
  },
  {
    name: 'a web identity with the home directory as ~',
    config: `[profile used]\n${ROLE}web_identity_token_file = ~/token\n`,
    files: { token: 'web-token' },
    environment: USED,
  },
  {
    name: 'a web identity without a role',
    config: '[profile used]\nweb_identity_token_file = {home}/token\n',
    files: { token: 'web-token' },
    environment: USED,
  },
  {
    name: 'a web identity and keys',
    config: `[profile used]\n${ROLE}web_identity_token_file = {home}/token\n${keys('USED')}`,
    files: { token: 'web-token' },
    environment: USED,
  },
  {
    name: 'a web identity as a source',
    config: `[profile used]\nrole_arn = ${roleArn('two')}\nsource_profile = web\n[profile web]\n${ROLE}web_identity_token_file = {home}/token\n`,
    files: { token: 'web-token' },
    environment: USED,
  },
  {
    name: 'a web identity whose token has expired',
    config: `[profile used]\n${ROLE}web_identity_token_file = {home}/token\n`,
    files: { token: 'expired' },
    environment: USED,
  },
  { name: 'a single sign-on session', config: COMPANY, files: signedIn('company', 'sso'), environment: USED },
  {
    name: 'a single sign-on session whose name has a space',
    config: `${ssoSession('my co')}[profile used]\n${ssoProfile('my co')}`,
    files: signedIn('my co', 'sso'),
    environment: USED,
  },
  { name: 'a single sign-on session without a login', config: COMPANY, environment: USED },
  {
    name: 'a single sign-on session whose login has a date in place of a time',
    config: COMPANY,
    files: signedIn('company', 'sso', { expiresAt: '2099-01-01' }),
    environment: USED,
  },
  {
    name: 'a single sign-on session in the credentials file',
    credentials: COMPANY.replace('profile ', ''),
    files: signedIn('company', 'sso'),
    environment: USED,
  },
  {
    name: 'a single sign-on session whose login has expired',
    config: COMPANY,
    files: signedIn('company', 'sso', { expiresAt: '2020-01-01T00:00:00Z' }),
    environment: USED,
  },
  {
    name: 'a single sign-on session whose login is renewed',
    config: COMPANY,
    files: signedIn('company', 'sso', {
      expiresAt: '2020-01-01T00:00:00Z',
      refreshToken: 'refresh',
      clientId: 'client',
      clientSecret: 'secret',
      registrationExpiresAt: '2099-01-01T00:00:00Z',
    }),
    environment: USED,
  },
  {
    name: 'a single sign-on session that is stale for the service',
    config: COMPANY,
    files: signedIn('company', 'stale'),
    environment: USED,
  },
  {
    name: 'a single sign-on portal that cannot be reached',
    config: COMPANY,
    files: signedIn('company', 'sso'),
    environment: { ...USED, AWS_ENDPOINT_URL_SSO: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' },
  },
  {
    name: 'a single sign-on session that is missing',
    config: `[profile used]\n${ssoProfile('gone')}`,
    files: signedIn('gone', 'sso'),
    environment: USED,
  },
  {
    name: 'single sign-on without a session',
    config:
      '[profile used]\nsso_start_url = https://old.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = Old\n',
    files: signedIn('https://old.awsapps.com/start', 'old'),
    environment: USED,
  },
  {
    name: 'single sign-on without a region',
    config:
      '[profile used]\nsso_start_url = https://old.awsapps.com/start\nsso_account_id = 111122223333\nsso_role_name = Old\n',
    files: signedIn('https://old.awsapps.com/start', 'old'),
    environment: USED,
  },
  {
    name: 'a role with single sign-on of its own',
    config: `${COMPANY}${ROLE}`,
    files: signedIn('company', 'sso'),
    environment: USED,
  },
  {
    name: 'a role with single sign-on as its source',
    config: `${ssoSession('company')}[profile sso]\n${ssoProfile('company')}[profile used]\n${ROLE}source_profile = sso\n`,
    files: signedIn('company', 'sso'),
    environment: USED,
  },
  {
    name: 'single sign-on and keys in one profile',
    config: COMPANY,
    credentials: `[used]\n${keys('USED')}`,
    files: signedIn('company', 'sso'),
    environment: USED,
  },
];
