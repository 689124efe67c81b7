import type { Situation } from '../situation';
import { keys, keyVariables, roleArn, signedIn, ssoProfile, ssoSession } from './texts';

const KEY = keyVariables('KEY');
const USED = { AWS_PROFILE: 'used' };
const CREDENTIALS = `[used]\n${keys('USED')}`;
const ROLE = { assume_role: [{ role_arn: roleArn('one') }] };
/** Without a proxy, and every service at an address of the server. */
const DIRECT = { ...KEY, HTTPS_PROXY: null, AWS_ENDPOINT_URL: '{https}' };

/** A service that is reached through a proxy only. */
const NOWHERE = { AWS_ENDPOINT_URL: 'https://service.example.invalid' };

/** A profile with these settings, and no other source of the same. */
function inProfile(settings: string, environment: Situation['environment'] = {}): Omit<Situation, 'name'> {
  return {
    config: `[profile used]\n${settings}\n`,
    credentials: CREDENTIALS,
    environment: { ...USED, ...environment },
    block: ROLE,
  };
}

/** The same with a role of the profile. */
function withRole(settings: string, environment: Situation['environment'] = {}): Omit<Situation, 'name'> {
  return inProfile(`role_arn = ${roleArn('profile')}\n${settings}`, environment);
}

/** Endpoints, proxies, certificates and retries. */
export const network: readonly Situation[] = [
  { name: 'a proxy of the provider block', environment: KEY, block: { ...ROLE, https_proxy: '{two}' } },
  {
    name: 'http_proxy of the provider block alone',
    environment: { ...KEY, HTTPS_PROXY: null },
    block: { http_proxy: '{two}' },
  },
  {
    name: 'http_proxy of the provider block beside one of the environment',
    environment: KEY,
    block: { http_proxy: '{two}' },
  },
  {
    name: 'an http endpoint through HTTP_PROXY',
    environment: { ...KEY, HTTP_PROXY: '{two}', AWS_ENDPOINT_URL: 'http://service.example.invalid' },
    block: ROLE,
  },
  { name: 'variables of proxies in lower case', environment: { ...KEY, HTTPS_PROXY: null, https_proxy: '{two}' } },
  { name: 'variables of proxies in both cases', environment: { ...KEY, https_proxy: '{two}' } },
  { name: 'ALL_PROXY', environment: { ...DIRECT, ALL_PROXY: '{two}' } },
  { name: 'a proxy with user and password', environment: { ...KEY, HTTPS_PROXY: 'http://me:pass%2Fword@{twoHost}' } },
  { name: 'a proxy with a user alone', environment: { ...KEY, HTTPS_PROXY: 'http://me@{twoHost}' } },
  {
    name: 'a proxy with a password that is not escaped',
    environment: { ...KEY, HTTPS_PROXY: 'http://me:pa/ss@{twoHost}' },
  },
  {
    name: 'a proxy of the provider block with a password that is not escaped',
    environment: KEY,
    block: { https_proxy: 'http://me:pa/ss@{twoHost}' },
  },
  { name: 'a proxy without a scheme', environment: { ...KEY, HTTPS_PROXY: '{twoHost}' } },
  { name: 'a proxy without a scheme in the provider block', environment: KEY, block: { https_proxy: '{twoHost}' } },
  { name: 'a proxy over TLS', environment: { ...KEY, HTTPS_PROXY: '{secure}' } },
  { name: 'a SOCKS5 proxy', environment: { ...KEY, HTTPS_PROXY: '{socks}' }, block: ROLE },
  { name: 'a SOCKS5 proxy that resolves names', environment: { ...KEY, HTTPS_PROXY: 'socks5h://{socksHost}' } },
  {
    name: 'a SOCKS5 proxy with user and password',
    environment: { ...KEY, HTTPS_PROXY: 'socks5://me:secret@{socksHost}' },
  },
  { name: 'a SOCKS5 proxy of the provider block', environment: KEY, block: { https_proxy: '{socks}' } },
  {
    name: 'a SOCKS4 proxy',
    environment: { ...KEY, HTTPS_PROXY: 'socks4://{socksHost}' },
    block: { max_retries: 1 },
  },
  {
    name: 'a proxy of a scheme that is not known, which is not needed',
    environment: { ...DIRECT, HTTPS_PROXY: 'gopher://proxy' },
  },
  { name: 'a SOCKS5 proxy that is not needed', environment: { ...DIRECT, HTTPS_PROXY: 'socks5://proxy:1080' } },
  { name: 'a proxy that is no URL and is not needed', environment: { ...DIRECT, HTTPS_PROXY: '::no url::' } },
  { name: 'HTTP_PROXY is no URL, and all endpoints are https', environment: { ...KEY, HTTP_PROXY: '::no url::' } },
  { name: 'a proxy that is no URL and is needed', environment: { ...KEY, HTTPS_PROXY: '::no url::' } },
  { name: 'a proxy that refuses', environment: { ...KEY, HTTPS_PROXY: '{refusing}' }, block: { max_retries: 1 } },
  {
    name: 'a proxy that cannot be reached',
    environment: { ...KEY, HTTPS_PROXY: 'http://127.0.0.1:9' },
    block: { max_retries: 1 },
  },
  ...Object.entries({
    'a domain': 'example.invalid',
    'a domain with a dot': '.example.invalid',
    'a domain with an asterisk': '*.example.invalid',
    'a host and its port': 'service.example.invalid:443',
    'a host and another port': 'service.example.invalid:8443',
    'a part of a domain': 'ample.invalid',
    'an asterisk': '*',
    'spaces and empty entries': ' example.com , ,, ',
    'in upper case': 'EXAMPLE.INVALID',
  }).map(([what, NO_PROXY]) => ({
    name: `NO_PROXY is ${what}`,
    environment: { ...KEY, ...NOWHERE, NO_PROXY },
    block: { ...ROLE, max_retries: 1 },
  })),
  {
    name: 'no_proxy of the provider block',
    environment: { ...KEY, ...NOWHERE, NO_PROXY: '*' },
    block: { no_proxy: 'example.com' },
  },
  {
    name: 'an empty no_proxy of the provider block',
    environment: { ...KEY, ...NOWHERE, NO_PROXY: '*' },
    block: { no_proxy: '', max_retries: 1 },
  },
  {
    name: 'a NO_PROXY of addresses',
    environment: { ...KEY, AWS_ENDPOINT_URL: 'https://10.1.2.3', NO_PROXY: '10.2.0.0/16,10.1.2.4' },
    block: { insecure: true },
  },
  { name: 'a service on loopback has no proxy', environment: { ...KEY, AWS_ENDPOINT_URL: '{https}' }, block: ROLE },
  {
    name: 'certificates that are not trusted',
    environment: { ...KEY, AWS_CA_BUNDLE: null },
    block: { max_retries: 1 },
  },
  {
    name: 'certificates of the provider block',
    environment: { ...KEY, AWS_CA_BUNDLE: null },
    block: { ...ROLE, custom_ca_bundle: '{ca}' },
  },
  {
    name: 'certificates of the provider block before those of the environment',
    environment: { ...KEY, AWS_CA_BUNDLE: '{home}/missing' },
    block: { custom_ca_bundle: '{ca}' },
  },
  {
    name: 'certificates of the environment that are missing',
    environment: { ...KEY, AWS_CA_BUNDLE: '{home}/missing' },
  },
  {
    name: 'certificates of the provider block that are missing',
    environment: KEY,
    block: { custom_ca_bundle: '{home}/missing' },
  },
  {
    name: 'a file without certificates',
    files: { empty: 'nothing' },
    environment: { ...KEY, AWS_CA_BUNDLE: '{home}/empty' },
  },
  { name: 'ca_bundle of the profile', ...inProfile('ca_bundle = {ca}', { AWS_CA_BUNDLE: null }) },
  {
    name: 'ca_bundle of the profile that is missing',
    ...inProfile('ca_bundle = {home}/missing', { AWS_CA_BUNDLE: null }),
  },
  {
    name: 'ca_bundle of the profile that is missing, with one of the environment',
    ...inProfile('ca_bundle = {home}/missing'),
  },
  {
    name: 'ca_bundle of the profile that is missing, with one of the provider block',
    ...inProfile('ca_bundle = {home}/missing', { AWS_CA_BUNDLE: null }),
    block: { custom_ca_bundle: '{ca}' },
  },
  {
    name: 'ca_bundle of the default profile, with another one used',
    ...inProfile('region = us-east-1', { AWS_CA_BUNDLE: null }),
    config: '[default]\nca_bundle = {ca}\n',
    block: { max_retries: 1 },
  },
  { name: 'insecure', environment: { ...KEY, AWS_CA_BUNDLE: null }, block: { ...ROLE, insecure: true } },
  {
    name: 'Node is told to accept any certificate',
    environment: { ...KEY, AWS_CA_BUNDLE: null, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    block: { max_retries: 1 },
  },
  { name: 'TLS 1.1', environment: { ...DIRECT, AWS_ENDPOINT_URL: '{old}' }, block: { max_retries: 1 } },
  {
    name: 'endpoints of the provider block',
    environment: { ...KEY, HTTPS_PROXY: null },
    block: { ...ROLE, endpoints: [{ sts: '{http}', rekognition: '{https}' }] },
  },
  {
    name: 'two blocks of endpoints',
    environment: { ...KEY, HTTPS_PROXY: null },
    block: { endpoints: [{ sts: '{http}' }, { rekognition: '{https}' }] },
  },
  { name: 'endpoints of the environment', environment: { ...DIRECT, AWS_ENDPOINT_URL_STS: '{http}' }, block: ROLE },
  {
    name: 'endpoints of the environment by the old name',
    environment: { ...KEY, AWS_STS_ENDPOINT: '{http}' },
    block: ROLE,
  },
  {
    name: 'endpoints of the environment by the name that Terraform had for them',
    environment: { ...KEY, TF_AWS_STS_ENDPOINT: '{http}' },
    block: ROLE,
  },
  {
    name: 'endpoints of the environment by both old names and for all services',
    environment: { ...DIRECT, TF_AWS_STS_ENDPOINT: '{http}', AWS_STS_ENDPOINT: '{https}' },
    block: ROLE,
  },
  { name: 'an empty endpoint of the environment', environment: { ...DIRECT, AWS_ENDPOINT_URL_REKOGNITION: '' } },
  { name: 'endpoint_url of the profile', ...inProfile('endpoint_url = {https}') },
  {
    name: 'endpoint_url of the profile, which is the default',
    config: '[default]\nendpoint_url = {https}\n',
    environment: KEY,
    block: ROLE,
  },
  {
    name: 'endpoint_url of the profile and of the environment',
    ...inProfile('endpoint_url = {https}', { AWS_ENDPOINT_URL: '{http}' }),
  },
  {
    name: 'services of the profile',
    ...inProfile(
      'services = local\n[services local]\nsts =\n  endpoint_url = {http}\nrekognition =\n  endpoint_url = {https}',
    ),
  },
  {
    name: 'services of the profile, one of them',
    ...inProfile('endpoint_url = {https}\nservices = local\n[services local]\nsts =\n  endpoint_url = {http}'),
  },
  { name: 'services of the profile that are missing', ...inProfile('services = gone') },
  {
    name: 'services in another case',
    ...inProfile('services = local\n[services local]\nSTS =\n  Endpoint_URL = {http}'),
  },
  {
    name: 'configured endpoints are ignored by the environment',
    ...inProfile('endpoint_url = {https}', {
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_ENDPOINT_URL_STS: '{http}',
    }),
  },
  {
    name: 'configured endpoints are ignored by the profile',
    ...inProfile('endpoint_url = {https}\nignore_configured_endpoint_urls = true'),
  },
  {
    name: 'configured endpoints of the environment are ignored by the profile',
    ...inProfile('ignore_configured_endpoint_urls = true', {
      AWS_ENDPOINT_URL: '{http}',
      AWS_ENDPOINT_URL_STS: '{http}',
      AWS_ENDPOINT_URL_REKOGNITION: '{http}',
    }),
  },
  {
    name: 'configured endpoints are ignored with a value that is no boolean',
    environment: { ...KEY, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'yes' },
  },
  {
    name: 'a role of the profile, with the endpoint of all services in the environment',
    ...withRole('', { AWS_ENDPOINT_URL: '{https}' }),
  },
  { name: 'a role of the profile, with endpoint_url of the profile', ...withRole('endpoint_url = {https}') },
  {
    name: 'a role of the profile, with the endpoint of STS in the environment',
    ...withRole('', { AWS_ENDPOINT_URL_STS: '{https}' }),
  },
  {
    name: 'a role of the profile, with services of the profile',
    ...withRole('services = local\n[services local]\nsts =\n  endpoint_url = {http}'),
  },
  {
    name: 'a role of the profile, with services that the environment hides',
    ...withRole('services = local\n[services local]\nsts =\n  endpoint_url = {http}', { AWS_ENDPOINT_URL: '{https}' }),
  },
  {
    name: 'services that an empty endpoint in the environment does not hide',
    ...withRole('services = local\n[services local]\nsts =\n  endpoint_url = {http}', {
      AWS_ENDPOINT_URL: '{https}',
      AWS_ENDPOINT_URL_STS: '',
    }),
  },
  {
    name: 'a web identity of the environment, with the endpoint of all services in it',
    files: { token: 'web-token' },
    environment: {
      AWS_WEB_IDENTITY_TOKEN_FILE: '{home}/token',
      AWS_ROLE_ARN: roleArn('one'),
      AWS_ENDPOINT_URL: '{https}',
    },
  },
  {
    name: 'a web identity of the provider block, with the endpoint of all services in the environment',
    environment: { AWS_ENDPOINT_URL: '{https}' },
    block: { assume_role_with_web_identity: [{ role_arn: roleArn('one'), web_identity_token: 'web-token' }] },
  },
  {
    name: 'single sign-on, with endpoint_url of the profile',
    config: `${ssoSession('company')}[profile used]\n${ssoProfile('company')}endpoint_url = {https}\n`,
    files: signedIn('company', 'sso'),
    environment: USED,
  },
  {
    name: 'single sign-on, with its endpoint in services of the profile',
    config:
      `${ssoSession('company')}[profile used]\n${ssoProfile('company')}services = local\n` +
      '[services local]\nsso =\n  endpoint_url = {http}\n',
    files: signedIn('company', 'sso'),
    environment: USED,
  },
  {
    name: 'FIPS endpoints and an endpoint of all services',
    environment: { ...KEY, AWS_ENDPOINT_URL: '{https}' },
    block: { use_fips_endpoint: true },
  },
  {
    name: 'dualstack endpoints and another endpoint of Rekognition',
    environment: { ...KEY, AWS_ENDPOINT_URL_REKOGNITION: '{https}' },
    block: { use_dualstack_endpoint: true },
  },
  {
    name: 'FIPS endpoints and an endpoint of Rekognition in the provider block',
    environment: KEY,
    block: { use_fips_endpoint: true, endpoints: [{ rekognition: '{https}' }] },
  },
  {
    name: 'endpoint_url of the profile of a source',
    config: `[profile used]\nrole_arn = ${roleArn('one')}\nsource_profile = base\n[profile base]\n${keys('BASE')}endpoint_url = {http}\n`,
    environment: USED,
  },
  { name: 'FIPS endpoints of the provider block', environment: KEY, block: { ...ROLE, use_fips_endpoint: true } },
  { name: 'FIPS endpoints of the environment', environment: { ...KEY, AWS_USE_FIPS_ENDPOINT: 'true' }, block: ROLE },
  { name: 'FIPS endpoints of the environment in another case', environment: { ...KEY, AWS_USE_FIPS_ENDPOINT: 'True' } },
  {
    name: 'FIPS endpoints of the environment with a value that is no boolean',
    environment: { ...KEY, AWS_USE_FIPS_ENDPOINT: '1' },
  },
  { name: 'FIPS endpoints of the profile', ...inProfile('use_fips_endpoint = true') },
  { name: 'FIPS endpoints of the profile with a value that is no boolean', ...inProfile('use_fips_endpoint = yes') },
  {
    name: 'FIPS endpoints of the profile, not of the environment',
    ...inProfile('use_fips_endpoint = true', { AWS_USE_FIPS_ENDPOINT: 'false' }),
  },
  {
    name: 'dualstack endpoints of the provider block',
    environment: KEY,
    block: { ...ROLE, use_dualstack_endpoint: true },
  },
  { name: 'dualstack endpoints of the environment', environment: { ...KEY, AWS_USE_DUALSTACK_ENDPOINT: 'true' } },
  { name: 'dualstack endpoints of the profile', ...inProfile('use_dualstack_endpoint = true') },
  { name: 'legacy endpoints of STS in the profile', ...inProfile('sts_regional_endpoints = legacy') },
  {
    name: 'legacy endpoints of STS in the environment',
    environment: { ...KEY, AWS_STS_REGIONAL_ENDPOINTS: 'legacy' },
    block: ROLE,
  },
  { name: 'endpoints of STS of a kind that is not known', ...inProfile('sts_regional_endpoints = mine') },
  ...Object.entries<Omit<Situation, 'name'>>({
    AWS_USE_FIPS_ENDPOINT: {
      environment: { ...KEY, AWS_USE_FIPS_ENDPOINT: 'maybe' },
      block: { use_fips_endpoint: true },
    },
    AWS_MAX_ATTEMPTS: { environment: { ...KEY, AWS_MAX_ATTEMPTS: 'many' }, block: { max_retries: 1 } },
    'max_attempts of the profile': { ...inProfile('max_attempts = many'), block: { max_retries: 1 } },
    'retry_mode of the profile': { ...inProfile('retry_mode = sometimes'), block: { retry_mode: 'standard' } },
  }).map(([what, situation]) => ({
    name: `${what} has a value that is not known, and the provider block has another`,
    ...situation,
  })),
  { name: 'retry_mode of the profile', ...inProfile('retry_mode = adaptive') },
  { name: 'retry_mode of the profile that is not known', ...inProfile('retry_mode = sometimes') },
  { name: 'retry_mode of the environment that is not known', environment: { ...KEY, AWS_RETRY_MODE: 'sometimes' } },
  { name: 'retry_mode of the environment, legacy', environment: { ...KEY, AWS_RETRY_MODE: 'legacy' } },
  { name: 'retry_mode of the environment in another case', environment: { ...KEY, AWS_RETRY_MODE: 'ADAPTIVE' } },
  { name: 'AWS_MAX_ATTEMPTS is 0', environment: { ...KEY, AWS_MAX_ATTEMPTS: '0' } },
  { name: 'AWS_MAX_ATTEMPTS is no number', environment: { ...KEY, AWS_MAX_ATTEMPTS: 'many' } },
  { name: 'AWS_MAX_ATTEMPTS is negative', environment: { ...KEY, AWS_MAX_ATTEMPTS: '-1' } },
  { name: 'max_attempts of the profile is 0', ...inProfile('max_attempts = 0') },
  { name: 'max_attempts of the profile is no number', ...inProfile('max_attempts = many') },
  { name: 'max_retries is negative', environment: KEY, block: { max_retries: -1 } },
  {
    name: 'attempts of the environment',
    environment: { ...KEY, AWS_MAX_ATTEMPTS: '2' },
    block: { assume_role: [{ role_arn: roleArn('broken') }] },
    attempts: true,
  },
  {
    name: 'attempts of the profile',
    ...inProfile('max_attempts = 2'),
    block: { assume_role: [{ role_arn: roleArn('broken') }] },
    attempts: true,
  },
  {
    name: 'a call that is throttled once',
    environment: KEY,
    block: { assume_role: [{ role_arn: roleArn('throttled-once') }] },
  },
];
