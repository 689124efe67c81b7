import { FACE_LIVENESS_REGIONS, FIPS_REGIONS, isAwsRegionName, isFaceLivenessRegion } from '../../liveness/regions';
import {
  AttributePath,
  DiagnosticError,
  type Diagnostics,
  isUnknown,
  type PossiblyUnknown,
  type UnknownMembers,
} from '../../plugin';
import { environmentEndpoint } from './environment';
import type { ProviderConfig } from './provider-config';
import {
  ACCOUNT_ID,
  ENDPOINT,
  NOT_EMPTY,
  PROXY,
  quoted,
  RETRY_MODE,
  reportText,
  reportTexts,
  USER_AGENT,
} from './text-rules';
import { reportRoles } from './validate-roles';

/** An hour, in seconds. Timers end at 24 days, and an answer that takes this long does not come. */
const MAX_TIMEOUT = 3600;

/** More than any quota, and than any machine sends. */
const MAX_RATE = 100_000;

/** Reports everything in the provider block that is wrong in itself; what is unknown is left alone. */
export function validateConfiguration(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  reportRegion(config, diagnostics);
  reportHalfOfAPair(config, diagnostics);
  reportNumbers(config, diagnostics);
  reportRoles(config, diagnostics);
  reportAccounts(config, diagnostics);
  reportUnsigned(config, diagnostics);
  reportProxies(config, diagnostics);
  for (const name of ['profile', 'custom_ca_bundle'] as const) {
    reportText(config[name], AttributePath.of(name), NOT_EMPTY, diagnostics);
  }
  for (const name of ['shared_config_files', 'shared_credentials_files'] as const) {
    reportTexts(config[name], AttributePath.of(name), NOT_EMPTY, diagnostics, 'list');
  }
  reportText(config.retry_mode, AttributePath.of('retry_mode'), RETRY_MODE, diagnostics);
  reportTexts(config.user_agent, AttributePath.of('user_agent'), USER_AGENT, diagnostics, 'list');
  if (isUnknown(config.endpoints)) return;
  for (const [index, endpoints] of config.endpoints.entries()) reportEndpoints(endpoints, index, diagnostics);
}

/** What to tell about a region without Face Liveness, wherever its name came from; undefined for one that has it. */
export function regionError(region: string): DiagnosticError | undefined {
  if (isFaceLivenessRegion(region)) return undefined;
  const problem = isAwsRegionName(region)
    ? `Face Liveness is not known to be offered in ${JSON.stringify(region)}`
    : `${JSON.stringify(region)} is not the name of an AWS region`;
  return new DiagnosticError(
    'Invalid AWS Region',
    `${problem}. Regions with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Set region (or AWS_REGION) to one ` +
      'of these. If AWS has added Face Liveness to this region since, set skip_region_validation = true.',
    AttributePath.of('region'),
  );
}

/** What to tell about a region in which Rekognition has no FIPS endpoint; undefined for one that has. */
export function fipsError(region: string): DiagnosticError | undefined {
  if (FIPS_REGIONS.includes(region)) return undefined;
  return new DiagnosticError(
    'No FIPS endpoint in this region',
    `A FIPS endpoint is asked for, and Rekognition is not known to have one in ${JSON.stringify(region)}. It has: ` +
      `${FIPS_REGIONS.join(', ')}. Set region to one of these, remove use_fips_endpoint, or give an endpoint of your ` +
      'own in endpoints { rekognition }. If AWS has added one since, set skip_region_validation = true.',
    AttributePath.of('use_fips_endpoint'),
  );
}

function reportRegion(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { region, skip_region_validation: skipped, use_fips_endpoint: fips, endpoints } = config;
  if (typeof region !== 'string' || skipped === true || isUnknown(skipped)) return;
  const ownEndpoint =
    environmentEndpoint('rekognition') !== undefined ||
    isUnknown(endpoints) ||
    endpoints.some((endpoint) => isUnknown(endpoint) || endpoint.rekognition !== null);
  const error = regionError(region) ?? (fips === true && !ownEndpoint ? fipsError(region) : undefined);
  if (error) diagnostics.error(error.summary, error.detail, error.path);
}

function reportHalfOfAPair(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { access_key: key, secret_key: secret, token } = config;
  if ((key === null) !== (secret === null)) {
    const [given, missing] = key === null ? ['secret_key', 'access_key'] : ['access_key', 'secret_key'];
    diagnostics.error(
      'Incomplete static credentials',
      `${given} is set and ${missing} is not; they belong together. Set both, or neither to use the default ` +
        'credentials chain.',
      AttributePath.of(given),
    );
  } else if (token !== null && key === null) {
    diagnostics.error(
      'Incomplete static credentials',
      'token is set without access_key and secret_key, to which it belongs. Set all three, or remove it to use the ' +
        'default credentials chain.',
      AttributePath.of('token'),
    );
  }
}

function reportNumbers(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  for (const name of ['connect_timeout', 'read_timeout', 'max_requests_per_second'] as const) {
    const value = config[name];
    const isRate = name === 'max_requests_per_second';
    const most = isRate ? MAX_RATE : MAX_TIMEOUT;
    if (value === null || isUnknown(value) || (Number(value) > 0 && Number(value) <= most)) continue;
    diagnostics.error(
      `Invalid ${name}`,
      `${value} was given; it must be a number of ${isRate ? 'requests per second' : 'seconds'} above 0, and at most ` +
        `${most}. Change it, or remove it to use the default.`,
      AttributePath.of(name),
    );
  }
  const { max_retries: retries } = config;
  if (retries === null || isUnknown(retries) || (Number.isSafeInteger(retries) && Number(retries) >= 0)) return;
  diagnostics.error(
    'Invalid max_retries',
    `${retries} was given; it must be a whole number of 0 or more. Change it, or remove it to use the default.`,
    AttributePath.of('max_retries'),
  );
}

function reportAccounts(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { allowed_account_ids: allowed, forbidden_account_ids: forbidden } = config;
  for (const name of ['allowed_account_ids', 'forbidden_account_ids'] as const) {
    reportTexts(config[name], AttributePath.of(name), ACCOUNT_ID, diagnostics);
  }
  if (allowed === null || forbidden === null) return;
  diagnostics.error(
    'Invalid combination of arguments',
    'Both allowed_account_ids and forbidden_account_ids are set; they can not be used together. Remove one.',
    AttributePath.of('forbidden_account_ids'),
  );
}

/** Without credentials there is nobody to assume a role, and no account. */
function reportUnsigned(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  if (config.skip_request_signing !== true) return;
  const names = [
    'assume_role',
    'assume_role_with_web_identity',
    'allowed_account_ids',
    'forbidden_account_ids',
  ] as const;
  for (const name of names) {
    const value = config[name];
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    diagnostics.error(
      'Invalid combination of arguments',
      `${name} is set beside skip_request_signing = true, with which no credentials are used. Remove one of them.`,
      AttributePath.of(name),
    );
  }
}

function reportProxies(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  for (const name of ['http_proxy', 'https_proxy'] as const) {
    const value = config[name];
    if (typeof value !== 'string' || PROXY.accepts(value)) continue;
    // A URL can hold a password.
    diagnostics.error(
      `Invalid ${name}`,
      `${quoted(withoutPassword(value))} ${PROXY.otherwise}`,
      AttributePath.of(name),
    );
  }
}

function reportEndpoints(
  endpoints: PossiblyUnknown<ProviderConfig['endpoints'][number]>,
  index: number,
  diagnostics: Diagnostics,
): void {
  if (isUnknown(endpoints)) return;
  for (const [name, url] of Object.entries(endpoints)) {
    if (typeof url !== 'string' || ENDPOINT.accepts(url)) continue;
    diagnostics.error(
      'Invalid endpoint',
      `${JSON.stringify(url)} ${ENDPOINT.otherwise}`,
      AttributePath.of('endpoints', index, name),
    );
  }
}

/** A URL, or what was meant as one, as messages may show it. */
export function withoutPassword(url: string): string {
  return url.replace(/(:\/\/|^)[^/@]*@/, '$1***@');
}
