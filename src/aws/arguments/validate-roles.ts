import { AttributePath, type Diagnostics, isUnknown, type PossiblyUnknown, type UnknownMembers } from '../../plugin';
import type { AwsConfig, UnknownAwsConfig } from './schema';
import {
  DURATION,
  EXTERNAL_ID,
  orEmpty,
  POLICY,
  POLICY_ARN,
  ROLE_ARN,
  SESSION_NAME,
  validateText,
  validateTexts,
} from './text-rules';

/** Limits of AssumeRole, from the AWS STS API Reference. */
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;

/** Reports every error in the blocks `assume_role` and `assume_role_with_web_identity`. */
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
  } else validateText(role.role_arn, path.attribute('role_arn'), ROLE_ARN, diagnostics);
  validateSession(role, path, diagnostics);
  validateText(role.external_id, path.attribute('external_id'), EXTERNAL_ID, diagnostics);
  validateText(role.source_identity, path.attribute('source_identity'), SESSION_NAME, diagnostics);
  validateTags(role.tags, path.attribute('tags'), diagnostics);
}

function validateWebIdentity(identity: WebIdentity, path: AttributePath, diagnostics: Diagnostics): void {
  validateText(identity.role_arn, path.attribute('role_arn'), ROLE_ARN, diagnostics);
  validateSession(identity, path, diagnostics);
  const { web_identity_token: token, web_identity_token_file: file } = identity;
  if (token === '') {
    // Not by validateText: the token is a secret, and messages must not show it.
    const at = path.attribute('web_identity_token');
    diagnostics.error(
      `Invalid ${at}`,
      'The token is empty. Set it, or name a file that holds it in web_identity_token_file.',
      at,
    );
  }
  if (token !== null && file !== null) {
    diagnostics.error(
      'Invalid combination of arguments',
      'Both web_identity_token and web_identity_token_file are set; only one of them can be used. Remove one.',
      path.attribute('web_identity_token_file'),
    );
  }
}

/** Reports errors in the arguments that both kinds of block have. */
function validateSession(role: Role | WebIdentity, path: AttributePath, diagnostics: Diagnostics): void {
  validateText(role.duration, path.attribute('duration'), DURATION, diagnostics);
  validateText(role.policy, path.attribute('policy'), POLICY, diagnostics);
  validateText(role.session_name, path.attribute('session_name'), SESSION_NAME, diagnostics);
  const at = path.attribute('policy_arns');
  validateTexts(role.policy_arns, at, orEmpty(POLICY_ARN), diagnostics);
  if (role.policy_arns !== null && !isUnknown(role.policy_arns) && role.policy_arns.length > MAX_POLICY_ARNS) {
    diagnostics.error(
      `Invalid ${at}`,
      `There are ${role.policy_arns.length} policies; a role session takes at most ${MAX_POLICY_ARNS}. Remove some.`,
      at,
    );
  }
}

function validateTags(
  tags: PossiblyUnknown<Readonly<Record<string, string>>> | null,
  path: AttributePath,
  diagnostics: Diagnostics,
): void {
  if (tags === null || isUnknown(tags)) return;
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    diagnostics.error(
      `Invalid ${path}`,
      `There are ${entries.length} tags; a role session takes at most ${MAX_TAGS}. Remove some.`,
      path,
    );
  }
  for (const [key, value] of entries) {
    const at = path.key(key);
    if (key.length < 1 || key.length > MAX_TAG_KEY) {
      diagnostics.error(
        `Invalid ${path}`,
        `A key has ${key.length} characters; it must have 1 to ${MAX_TAG_KEY}. Change it.`,
        at,
      );
    }
    if (typeof value === 'string' && value.length > MAX_TAG_VALUE) {
      diagnostics.error(
        `Invalid ${at}`,
        `The value has ${value.length} characters; it must have at most ${MAX_TAG_VALUE}. Shorten it.`,
        at,
      );
    }
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
