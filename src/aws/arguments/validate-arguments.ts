import { AttributePath, type Diagnostics, isUnknown } from '../../plugin';
import type { UnknownAwsConfig } from './schema';
import { validateRoles } from './validate-roles';

/**
 * Reports the errors of the AWS part of a provider block that its schema does not find: arguments that do not go together.
 * Unknown values are skipped. The region is left to the provider, which knows where its service is.
 */
export function validateAwsArguments(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  validateStaticCredentials(config, diagnostics);
  validateRoles(config, diagnostics);
  validateAccounts(config, diagnostics);
  validateUnsigned(config, diagnostics);
  if (isUnknown(config.endpoints) || config.endpoints.length < 2) return;
  diagnostics.warning(
    'Several endpoints blocks',
    `There are ${config.endpoints.length} endpoints blocks. If several have a URL for one service, the first one counts. ` +
      'Write all endpoints in one block.',
    AttributePath.of('endpoints', 1),
  );
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

function validateAccounts(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  const { allowed_account_ids: allowed, forbidden_account_ids: forbidden } = config;
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
