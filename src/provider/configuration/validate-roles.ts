import { AttributePath, type Diagnostics, isUnknown, type PossiblyUnknown, type UnknownMembers } from '../../plugin';
import type { ProviderConfig } from './provider-config';
import {
  DURATION,
  EXTERNAL_ID,
  NOT_EMPTY,
  POLICY,
  POLICY_ARN,
  ROLE_ARN,
  reportText,
  reportTexts,
  SESSION_NAME,
} from './text-rules';

/** The service's limits on what goes along with a request for a role. */
const MAX_POLICY_ARNS = 10;
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;

/** Reports what is wrong in the blocks `assume_role` and `assume_role_with_web_identity`. */
export function reportRoles(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { assume_role: roles, assume_role_with_web_identity: identities } = config;
  if (!isUnknown(roles)) {
    for (const [index, role] of roles.entries()) {
      if (!isUnknown(role)) reportRole(role, AttributePath.of('assume_role', index), diagnostics);
    }
  }
  if (!isUnknown(identities)) {
    for (const [index, identity] of identities.entries()) {
      if (isUnknown(identity)) continue;
      reportWebIdentity(identity, AttributePath.of('assume_role_with_web_identity', index), diagnostics);
    }
  }
  reportUnusedIdentity(config, diagnostics);
}

type Role = UnknownMembers<ProviderConfig['assume_role'][number]>;
type WebIdentity = UnknownMembers<ProviderConfig['assume_role_with_web_identity'][number]>;

function reportRole(role: Role, path: AttributePath, diagnostics: Diagnostics): void {
  if (role.role_arn === null || role.role_arn === '') {
    diagnostics.warning(
      'Role without effect',
      `${path.attribute('role_arn')} has no value, so no role is assumed. Set it, or remove the block.`,
      path,
    );
  } else reportText(role.role_arn, path.attribute('role_arn'), ROLE_ARN, diagnostics);
  reportSession(role, path, diagnostics);
  reportText(role.external_id, path.attribute('external_id'), EXTERNAL_ID, diagnostics);
  reportText(role.source_identity, path.attribute('source_identity'), SESSION_NAME, diagnostics);
  reportTags(role.tags, path.attribute('tags'), diagnostics);
  reportTexts(role.transitive_tag_keys, path.attribute('transitive_tag_keys'), NOT_EMPTY, diagnostics);
}

function reportWebIdentity(identity: WebIdentity, path: AttributePath, diagnostics: Diagnostics): void {
  reportText(identity.role_arn, path.attribute('role_arn'), ROLE_ARN, diagnostics);
  reportSession(identity, path, diagnostics);
  reportText(identity.web_identity_token_file, path.attribute('web_identity_token_file'), NOT_EMPTY, diagnostics);
  const { web_identity_token: token, web_identity_token_file: file } = identity;
  if (token === '') {
    // Without a look at the value: it is a secret.
    const at = path.attribute('web_identity_token');
    diagnostics.error(`Invalid ${at}`, 'The token is empty. Give it a value, or name a file that holds it.', at);
  }
  if (token !== null && file !== null) {
    diagnostics.error(
      'Invalid combination of arguments',
      'Both web_identity_token and web_identity_token_file are set; one of them is enough. Remove one.',
      path.attribute('web_identity_token_file'),
    );
  }
}

/** What both kinds of role have. */
function reportSession(role: Role | WebIdentity, path: AttributePath, diagnostics: Diagnostics): void {
  reportText(role.duration, path.attribute('duration'), DURATION, diagnostics);
  reportText(role.policy, path.attribute('policy'), POLICY, diagnostics);
  reportText(role.session_name, path.attribute('session_name'), SESSION_NAME, diagnostics);
  const at = path.attribute('policy_arns');
  reportTexts(role.policy_arns, at, POLICY_ARN, diagnostics);
  if (role.policy_arns !== null && !isUnknown(role.policy_arns) && role.policy_arns.length > MAX_POLICY_ARNS) {
    diagnostics.error(
      `Invalid ${at}`,
      `There are ${role.policy_arns.length} policies; a session takes at most ${MAX_POLICY_ARNS}. Remove some.`,
      at,
    );
  }
}

function reportTags(
  tags: PossiblyUnknown<Readonly<Record<string, string>>> | null,
  path: AttributePath,
  diagnostics: Diagnostics,
): void {
  if (tags === null || isUnknown(tags)) return;
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    diagnostics.error(
      `Invalid ${path}`,
      `There are ${entries.length} tags; a session takes at most ${MAX_TAGS}. Remove some.`,
      path,
    );
  }
  for (const [key, value] of entries) {
    const at = path.key(key);
    if (key.length < 1 || key.length > MAX_TAG_KEY) {
      diagnostics.error(
        `Invalid ${path}`,
        `A key has ${key.length} characters; it takes 1 to ${MAX_TAG_KEY} here. Change it.`,
        at,
      );
    }
    if (typeof value === 'string' && value.length > MAX_TAG_VALUE) {
      diagnostics.error(
        `Invalid ${at}`,
        `The value has ${value.length} characters; it takes at most ${MAX_TAG_VALUE} here. Shorten it.`,
        at,
      );
    }
  }
}

/** A token of an identity provider is itself what proves who asks: other credentials take its place. */
function reportUnusedIdentity(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { access_key: key, assume_role_with_web_identity: identities } = config;
  if (typeof key !== 'string' || isUnknown(identities) || identities.length === 0) return;
  diagnostics.warning(
    'Web identity without effect',
    'The credentials in access_key and secret_key are used, so assume_role_with_web_identity is not. Remove either.',
    AttributePath.of('assume_role_with_web_identity', 0),
  );
}
