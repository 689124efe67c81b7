import type { Situation } from '../situation';
import { keys, keyVariables, roleArn } from './texts';

const USED = { AWS_PROFILE: 'used' };

/** How the texts of shared files are read. */
export const sharedFiles: readonly Situation[] = [
  { name: 'keys of the default profile', credentials: `[default]\n${keys('DEFAULT')}` },
  { name: 'keys of a profile in the configuration file', config: `[profile used]\n${keys('USED')}`, environment: USED },
  {
    name: 'both files have the profile',
    config: `[profile used]\n${keys('CONFIG')}region = eu-west-1\n`,
    credentials: `[used]\n${keys('CREDENTIALS')}`,
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'half of the keys in each file',
    config: '[profile used]\naws_secret_access_key = s\n',
    credentials: '[used]\naws_access_key_id = USED\n',
    environment: USED,
  },
  {
    name: 'a section of the configuration file without the word profile',
    config: `[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a section of the credentials file with the word profile',
    credentials: `[profile used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: '[profile default] beside [default]',
    config: `[default]\n${keys('BARE')}[profile default]\n${keys('PREFIXED')}`,
  },
  {
    name: '[default] after [profile default]',
    config: `[profile default]\n${keys('PREFIXED')}[default]\n${keys('BARE')}`,
  },
  {
    name: 'two sections of one profile',
    credentials: `[used]\n${keys('FIRST')}[other]\n${keys('OTHER')}[used]\naws_access_key_id = SECOND\n`,
    environment: USED,
  },
  {
    name: 'a setting twice in a section',
    credentials: `[used]\n${keys('FIRST')}aws_access_key_id = SECOND\n`,
    environment: USED,
  },
  {
    name: 'keys in any case',
    credentials: '[used]\nAWS_ACCESS_KEY_ID = USED\nAws_Secret_Access_Key = s\n',
    config: '[profile used]\nRegion = eu-west-1\n',
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'a colon in place of the equals sign',
    credentials: `[used]\naws_access_key_id: USED\naws_secret_access_key : s\n`,
    config: '[profile used]\nregion: eu-west-1\n',
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'a value with a colon and an equals sign',
    credentials: '[used]\naws_access_key_id = USED\naws_secret_access_key = a:b=c==\n',
    environment: USED,
  },
  {
    name: 'a value in double quotes',
    credentials: '[used]\naws_access_key_id = "USED"\naws_secret_access_key = "s"\n',
    config: '[profile used]\nregion = "eu-west-1"\n',
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'a value in single quotes',
    credentials: "[used]\naws_access_key_id = 'USED'\naws_secret_access_key = 's'\n",
    environment: USED,
  },
  {
    name: 'a quotation mark at the start only',
    credentials: '[used]\naws_access_key_id = "USED\naws_secret_access_key = s\n',
    environment: USED,
  },
  {
    name: 'no spaces around the equals sign',
    credentials: '[used]\naws_access_key_id=USED\naws_secret_access_key=s\n',
    environment: USED,
  },
  {
    name: 'an indented section and settings',
    credentials: '  [used]\n  aws_access_key_id = USED\n  aws_secret_access_key = s\n',
    environment: USED,
  },
  {
    name: 'the first setting of a section is indented',
    credentials: '[used]\n  aws_access_key_id = USED\naws_secret_access_key = s\n',
    environment: USED,
  },
  {
    name: 'an indented line continues a value',
    credentials: '[used]\naws_access_key_id = USED\n  MORE\naws_secret_access_key = s\n',
    environment: USED,
  },
  {
    name: 'comments of both kinds, in lines of their own and after values',
    credentials: '# one\n; two\n[used] # three\naws_access_key_id = USED # four\naws_secret_access_key = s ; five\n',
    environment: USED,
  },
  {
    name: 'a comment sign without a space before it',
    credentials: '[used]\naws_access_key_id = USED#x\naws_secret_access_key = s;x\n',
    environment: USED,
  },
  {
    name: 'a byte order mark',
    credentials: `\uFEFF[used]\n${keys('USED')}`,
    environment: USED,
    accepted: true,
  },
  {
    name: 'lines that end with CR LF',
    credentials: `[used]\n${keys('USED')}`.replaceAll('\n', '\r\n'),
    config: '[profile used]\r\nregion = eu-west-1\r\n',
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'no newline at the end',
    credentials: '[used]\naws_access_key_id = USED\naws_secret_access_key = s',
    environment: USED,
  },
  {
    name: 'tabs in place of spaces',
    credentials: '[used]\naws_access_key_id\t=\tUSED\naws_secret_access_key\t=\ts\n',
    config: '[profile\tused]\nregion = eu-west-1\n',
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'a line without an equals sign in another profile',
    credentials: `[other]\nnonsense\n[used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a line without an equals sign in the profile',
    credentials: `[used]\nnonsense\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a setting before the first section',
    credentials: `region = eu-west-1\n[used]\n${keys('USED')}`,
    environment: USED,
  },
  { name: 'a line that begins with an equals sign', credentials: `[used]\n= x\n${keys('USED')}`, environment: USED },
  { name: 'a section without an end', credentials: `[used]\n${keys('USED')}[other\n`, environment: USED },
  { name: 'a section without a name', credentials: `[]\n${keys('NONE')}[used]\n${keys('USED')}`, environment: USED },
  {
    name: 'text after the end of a section',
    credentials: `[used] and more\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a name of a profile with spaces',
    config: `[profile my profile]\n${keys('USED')}`,
    environment: { AWS_PROFILE: 'my profile' },
  },
  { name: 'spaces around the name of a section', config: `[ profile used ]\n${keys('USED')}`, environment: USED },
  { name: 'several spaces after the word profile', config: `[profile   used]\n${keys('USED')}`, environment: USED },
  {
    name: 'a name of a profile with punctuation',
    config: `[profile a(b),c&d@e/f.g+h%i:j]\n${keys('USED')}`,
    environment: { AWS_PROFILE: 'a(b),c&d@e/f.g+h%i:j' },
  },
  {
    name: 'a name of a profile in quotes',
    config: `[profile "used"]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'a name of a profile in another case',
    config: `[profile Used]\n${keys('USED')}`,
    environment: USED,
  },
  {
    name: 'the word profile in another case',
    config: `[Profile used]\n${keys('USED')}`,
    environment: USED,
  },
  { name: 'the profile is named like a member of every object', environment: { AWS_PROFILE: 'constructor' } },
  {
    name: 'a profile that is named like a member of every object',
    credentials: `[constructor]\n${keys('USED')}[__proto__]\n${keys('PROTO')}`,
    environment: { AWS_PROFILE: '__proto__' },
  },
  {
    name: 'nested settings',
    config: '[profile used]\ns3 =\n  max_concurrent_requests = 20\n  aws_access_key_id = NESTED\nregion = eu-west-1\n',
    credentials: `[used]\n${keys('USED')}`,
    environment: { ...USED, AWS_REGION: null },
  },
  {
    name: 'an empty value',
    config: '[profile used]\nregion =\nrole_arn =\nsource_profile =\n',
    credentials: `[used]\n${keys('USED')}aws_session_token =\n`,
    environment: USED,
  },
  {
    name: 'files named by the environment',
    files: { config: '[profile used]\nregion = eu-west-1\n', credentials: `[used]\n${keys('USED')}` },
    environment: {
      ...USED,
      AWS_REGION: null,
      AWS_CONFIG_FILE: '{home}/config',
      AWS_SHARED_CREDENTIALS_FILE: '{home}/credentials',
    },
  },
  {
    name: 'files named by the provider block, the home directory as ~ and $HOME',
    files: {
      one: '[profile used]\nregion = eu-west-1\n',
      two: '[profile used]\nregion = us-west-2\n',
      credentials: `[used]\n${keys('USED')}`,
      more: '[used]\naws_session_token = more\n',
    },
    environment: { AWS_REGION: null },
    block: {
      profile: 'used',
      shared_config_files: ['~/one', '$HOME/two'],
      shared_credentials_files: ['~/credentials', '{home}/more'],
    },
  },
  {
    name: 'a file of the provider block that is missing',
    files: { credentials: `[used]\n${keys('USED')}` },
    block: { profile: 'used', shared_credentials_files: ['{home}/credentials', '{home}/missing'] },
  },
  {
    name: 'files of the environment that are missing',
    environment: {
      ...keyVariables('KEY'),
      AWS_CONFIG_FILE: '{home}/missing',
      AWS_SHARED_CREDENTIALS_FILE: '{home}/missing',
    },
  },
  {
    name: 'a directory in place of a file',
    files: { '.aws/config/file': '' },
    environment: keyVariables('KEY'),
  },
  {
    name: 'one file for both purposes',
    files: { both: `[profile used]\nrole_arn = ${roleArn('one')}\nsource_profile = base\n[base]\n${keys('BASE')}` },
    environment: { ...USED, AWS_CONFIG_FILE: '{home}/both', AWS_SHARED_CREDENTIALS_FILE: '{home}/both' },
  },
  {
    name: 'nonsense in a file that is not needed',
    config: 'this is no file\n[[[\n\u0000\n',
    environment: keyVariables('KEY'),
  },
];
