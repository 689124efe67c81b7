import { AttributePath, type Diagnostics, isUnknown, type UnknownMembers } from '../../plugin';
import type { AwsConfig, UnknownAwsConfig } from './schema';

/** Reports the errors of the blocks `assume_role` and `assume_role_with_web_identity` that their schemas do not find. */
export function validateRoles(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  const { assume_role: roles, assume_role_with_web_identity: identities } = config;
  if (!isUnknown(roles)) {
    for (const [index, role] of roles.entries()) {
      if (!isUnknown(role)) validateRole(role, AttributePath.of('assume_role', index), roles.length, diagnostics);
    }
  }
  if (!isUnknown(identities)) {
    for (const [index, identity] of identities.entries()) {
      if (isUnknown(identity)) continue;
      validateWebIdentity(identity, AttributePath.of('assume_role_with_web_identity', index), diagnostics);
    }
  }
  warnOfUnusedIdentity(config, diagnostics);
}

type Role = UnknownMembers<AwsConfig['assume_role'][number]>;
type WebIdentity = UnknownMembers<AwsConfig['assume_role_with_web_identity'][number]>;

function validateRole(role: Role, path: AttributePath, count: number, diagnostics: Diagnostics): void {
  if (role.role_arn === null && count > 1) {
    diagnostics.error(
      'Missing role',
      `${path.attribute('role_arn')} has no value, and of several blocks each must name a role. Set it, or remove the block.`,
      path,
    );
  } else if (role.role_arn === null) {
    diagnostics.warning(
      'Role without effect',
      `${path.attribute('role_arn')} has no value, so no role is assumed. Set it, or remove the block.`,
      path,
    );
  }
}

function validateWebIdentity(identity: WebIdentity, path: AttributePath, diagnostics: Diagnostics): void {
  const { web_identity_token: token, web_identity_token_file: file } = identity;
  if (token !== null && file !== null) {
    diagnostics.error(
      'Invalid combination of arguments',
      'Both web_identity_token and web_identity_token_file are set; only one of them can be used. Remove one.',
      path.attribute('web_identity_token_file'),
    );
  }
}

/** A web identity is a source of credentials by itself; static credentials take precedence over it. */
function warnOfUnusedIdentity(config: UnknownAwsConfig, diagnostics: Diagnostics): void {
  const { access_key: key, assume_role_with_web_identity: identities } = config;
  if (typeof key !== 'string' || isUnknown(identities) || identities.length === 0) return;
  diagnostics.warning(
    'Web identity without effect',
    'access_key and secret_key are set and take precedence over assume_role_with_web_identity, which is not used. ' +
      'Remove one of them.',
    AttributePath.of('assume_role_with_web_identity', 0),
  );
}
