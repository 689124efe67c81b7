import { DiagnosticError } from '../../plugin';
import type { CredentialsSource } from './credentials-source';
import { explainIdentityError } from './identity-error';
import { explainNetworkError } from './network-error';
import { type Explanation, type SdkError, wordsOf } from './sdk-error';
import type { ConnectionSettings, Role, WebIdentity } from './settings';
import type { Profile, SharedFiles } from './shared-files';

/** Puts into words why a source had no credentials. */
export function explainCredentialsError(
  error: unknown,
  { kind, name }: CredentialsSource,
  { profile, profileOrigin }: ConnectionSettings,
  { profiles }: SharedFiles,
): DiagnosticError {
  const { message = String(error) } = error as SdkError;
  if (kind !== 'profile') {
    return new DiagnosticError(
      'No valid credential sources found',
      'Set access_key and secret_key in the provider block, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, ' +
        `or any other source of the AWS credentials chain.\n\nLast tried, ${name}: ${message}`,
    );
  }
  const { summary, remedy } = explainProfile(message, profile, profiles[profile] ?? {}, error);
  return new DiagnosticError(
    summary,
    `The profile ${JSON.stringify(profile)}${profileOrigin ? ` (from ${profileOrigin.name})` : ''} gave no credentials. ` +
      `${remedy}\n\n${message}`,
    profileOrigin?.path,
  );
}

function explainProfile(message: string, name: string, profile: Profile, error: unknown): Explanation {
  const summary = 'No valid credentials in the profile';
  if (/multi-factor/i.test(message)) {
    return {
      summary,
      remedy:
        'It wants a code of a multi-factor device, for which Terraform can not ask. Get temporary credentials with ' +
        'the AWS CLI first, for example with aws configure export-credentials, and use those.',
    };
  }
  if (profile.credential_process !== undefined) {
    return {
      summary,
      remedy: 'Run the command of its credential_process by hand: it has to print credentials as JSON, with Version 1.',
    };
  }
  if (profile.sso_session !== undefined || profile.sso_start_url !== undefined) {
    return { summary, remedy: `Sign in with aws sso login --profile ${name}, and run again.` };
  }
  if ((profile.aws_access_key_id === undefined) !== (profile.aws_secret_access_key === undefined)) {
    return {
      summary,
      remedy: 'It has one of aws_access_key_id and aws_secret_access_key, which belong together. Add the other one.',
    };
  }
  if (profile.role_arn !== undefined) return explainRefusal(error);
  return { summary, remedy: 'Check its settings.' };
}

/** Puts into words why a role was not assumed. */
export function explainRoleError(error: unknown, { arn, origin }: Role | WebIdentity): DiagnosticError {
  if (error instanceof DiagnosticError) return error;
  const { summary, remedy } = explainRefusal(error);
  return new DiagnosticError(
    summary,
    `The role ${arn} (from ${origin.name}) can not be assumed. ${remedy}\n\n${wordsOf(error)}`,
    origin.path,
  );
}

function explainRefusal(error: unknown): Explanation {
  const network = explainNetworkError(error, 'STS');
  if (network) return network;
  const identity = explainIdentityError(error);
  const { name = '' } = error as SdkError;
  return {
    summary: 'Cannot assume IAM Role',
    remedy: identity ? `${identity.summary}. ${identity.remedy}` : (ROLE_REMEDIES[name] ?? ROLE_REMEDY),
  };
}

const ROLE_REMEDY =
  'Check that the role exists, that its trust policy lets these credentials assume it (with the external id, tags or ' +
  'source identity that it wants), and that they have the permission sts:AssumeRole on it.';

const ROLE_REMEDIES: Readonly<Record<string, string>> = {
  ValidationError: 'Correct what the service names below.',
  MalformedPolicyDocumentException: 'Correct the policy: the service does not understand it.',
  PackedPolicyTooLargeException: 'The policies and tags together are too large. Shorten them.',
  RegionDisabledException: 'Activate the region for STS in the account, or use another one.',
  InvalidIdentityTokenException: 'The token is not valid for this role. Check its provider and audience.',
  IDPRejectedClaimException: 'The provider of the token has refused it, for its age for example. Get a new one.',
};
