import { AttributePath, type Diagnostics, isUnknown, type PossiblyUnknown } from '../../plugin';
import type { AwsConfig, UnknownAwsConfig } from './schema';
import {
  ACCOUNT_ID,
  ENDPOINT,
  NOT_EMPTY,
  orEmpty,
  PROXY,
  pathOfUrl,
  quoted,
  RETRY_MODE,
  USER_AGENT,
  validateText,
  validateTexts,
  withoutPassword,
} from './text-rules';
import { validateRoles } from './validate-roles';

/** Greatest timeout, in seconds: more than any answer takes, and less than the 24 days at which timers overflow. */
const MAX_TIMEOUT = 3600;

/**
 * Reports every error in the AWS part of a provider block that can be found without calls and without the environment.
 * Unknown values are skipped. The region is left to the provider, which knows where its service is.
 */
export function validateAwsArguments(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  validateStaticCredentials(config, diagnostics);
  validateTimeouts(config, diagnostics);
  validateMaxRetries(config, diagnostics);
  validateRoles(config, diagnostics);
  validateAccounts(config, diagnostics);
  validateUnsigned(config, diagnostics);
  validateProxies(config, diagnostics);
  for (const name of ['profile', 'custom_ca_bundle'] as const) {
    validateText(config[name], AttributePath.of(name), NOT_EMPTY, diagnostics);
  }
  validateText(config.retry_mode, AttributePath.of('retry_mode'), RETRY_MODE, diagnostics);
  validateTexts(config.user_agent, AttributePath.of('user_agent'), USER_AGENT, diagnostics, 'list');
  if (isUnknown(config.endpoints)) return;
  if (config.endpoints.length > 1) {
    diagnostics.warning(
      'Several endpoints blocks',
      `There are ${config.endpoints.length} endpoints blocks. If several have a URL for one service, the first one counts. ` +
        'Write all endpoints in one block.',
      AttributePath.of('endpoints', 1),
    );
  }
  for (const [index, endpoints] of config.endpoints.entries()) validateEndpoints(endpoints, index, diagnostics);
}

function validateStaticCredentials(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
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
      'token is set without access_key and secret_key, which it belongs to. Set all three, or remove it to use the ' +
        'default credentials chain.',
      AttributePath.of('token'),
    );
  }
}

function validateTimeouts(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  for (const name of ['connect_timeout', 'read_timeout'] as const) {
    const value = config[name];
    if (value === null || isUnknown(value) || (Number(value) > 0 && Number(value) <= MAX_TIMEOUT)) continue;
    diagnostics.error(
      `Invalid ${name}`,
      `${value} was given; it must be a number of seconds above 0, and at most ${MAX_TIMEOUT}. Change it, or remove ` +
        'it to use the default.',
      AttributePath.of(name),
    );
  }
}

function validateMaxRetries({ max_retries: retries }: UnknownAwsConfig, diagnostics: Diagnostics): void {
  if (retries === null || isUnknown(retries) || (Number.isSafeInteger(retries) && Number(retries) >= 0)) return;
  diagnostics.error(
    'Invalid max_retries',
    `${retries} was given; it must be a whole number of 0 or more. Change it, or remove it to use the default.`,
    AttributePath.of('max_retries'),
  );
}

function validateAccounts(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  const { allowed_account_ids: allowed, forbidden_account_ids: forbidden } = config;
  for (const name of ['allowed_account_ids', 'forbidden_account_ids'] as const) {
    validateTexts(config[name], AttributePath.of(name), orEmpty(ACCOUNT_ID), diagnostics);
  }
  if (allowed === null || forbidden === null) return;
  diagnostics.error(
    'Invalid combination of arguments',
    'Both allowed_account_ids and forbidden_account_ids are set; they cannot be used together. Remove one.',
    AttributePath.of('forbidden_account_ids'),
  );
}

/** Unsigned requests have no credentials to assume a role with, and no account. */
function validateUnsigned(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
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
      `${name} is set together with skip_request_signing = true, which uses no credentials. Remove one of them.`,
      AttributePath.of(name),
    );
  }
}

function validateProxies(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  for (const name of ['http_proxy', 'https_proxy'] as const) {
    const value = config[name];
    if (typeof value !== 'string' || PROXY.accepts(value)) continue;
    const path = pathOfUrl(value, AttributePath.of(name));
    diagnostics.error(`Invalid ${name}`, `${quoted(withoutPassword(value))} ${PROXY.error}`, path);
  }
}

function validateEndpoints(
  endpoints: PossiblyUnknown<AwsConfig['endpoints'][number]>,
  index: number,
  diagnostics: Diagnostics,
): void {
  if (isUnknown(endpoints)) return;
  for (const [name, url] of Object.entries(endpoints)) {
    if (typeof url !== 'string' || ENDPOINT.accepts(url)) continue;
    const path = pathOfUrl(url, AttributePath.of('endpoints', index, name));
    diagnostics.error('Invalid endpoint', `${quoted(withoutPassword(url))} ${ENDPOINT.error}`, path);
  }
}
