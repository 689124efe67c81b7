import { memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { DiagnosticError } from '../../plugin';
import type { ClientOptions } from './client-options';
import { explainCredentialsError, explainRoleError } from './credentials-error';
import type { CredentialsSource } from './credentials-source';
import type { ConnectionSettings, WebIdentity } from './settings';
import type { Profile, SharedFiles } from './shared-files';
import type { Sts } from './sts';

/** How long before their end credentials are replaced. */
const RENEWAL_MS = 5 * 60 * 1000;

/** Settings of a profile that lead to credentials. */
const PROFILE_CREDENTIALS = [
  'aws_access_key_id',
  'credential_process',
  'credential_source',
  'login_session',
  'role_arn',
  'sso_account_id',
  'sso_session',
  'sso_start_url',
  'web_identity_token_file',
];

/**
 * The first of all sources that has credentials, in the order of Terraform's AWS provider: the provider block, the
 * profile it names, the environment, the profile, and the metadata of container or machine. Then the roles to assume.
 */
export async function credentialsSource(
  settings: ConnectionSettings,
  files: SharedFiles,
  options: ClientOptions,
  sts: Sts,
): Promise<CredentialsSource> {
  const first = await firstSource(settings, files, options, sts);
  const source = { ...first, provide: explained(first, settings, files) };
  return settings.roles.reduce<CredentialsSource>((previous, role) => {
    const provide = async () => {
      // What is wrong with the credentials before it is no matter of this role.
      await previous.provide();
      try {
        return await sts.assumeRole(previous.provide, role);
      } catch (error) {
        throw explainRoleError(error, role);
      }
    };
    return { ...source, name: `role ${role.arn}`, provide: renewed(provide) };
  }, source);
}

async function firstSource(
  settings: ConnectionSettings,
  files: SharedFiles,
  options: ClientOptions,
  sts: Sts,
): Promise<CredentialsSource> {
  const { staticCredentials, webIdentity } = settings;
  if (staticCredentials)
    return { kind: 'provider block', name: 'provider block', provide: async () => staticCredentials };
  if (webIdentity) return webIdentitySource(webIdentity, sts);
  const profile = files.profiles[settings.profile];
  const inProfile = hasCredentials(profile) ? profileSource(settings, options, sts) : undefined;
  if (settings.profileOrigin?.path && inProfile) return inProfile;
  if (!settings.profileOrigin?.path) {
    const inEnvironment = environmentSource(settings, sts);
    if (inEnvironment) return inEnvironment;
    if (inProfile) return inProfile;
  }
  return await machineSource();
}

function webIdentitySource(identity: WebIdentity, sts: Sts): CredentialsSource {
  const provide = async () => {
    try {
      return await sts.assumeWithWebIdentity(identity);
    } catch (error) {
      throw explainRoleError(error, identity);
    }
  };
  return { kind: 'web identity', name: `web identity for the role ${identity.arn}`, provide };
}

function hasCredentials(profile: Profile | undefined): boolean {
  return profile !== undefined && PROFILE_CREDENTIALS.some((key) => profile[key] !== undefined);
}

function profileSource(settings: ConnectionSettings, options: ClientOptions, sts: Sts): CredentialsSource {
  const provide = async () => {
    const { fromIni } = await import('@aws-sdk/credential-provider-ini');
    return await fromIni({
      profile: settings.profile,
      roleAssumer: async (source, request) => await sts.assume(source, request),
      roleAssumerWithWebIdentity: async (request) => await sts.assumeWithToken(request),
      // For single sign-on, whose client the SDK makes itself.
      clientConfig: { requestHandler: options.requestHandler },
    })();
  };
  return { kind: 'profile', name: `profile ${JSON.stringify(settings.profile)}`, provide };
}

function environmentSource({ environmentIdentity }: ConnectionSettings, sts: Sts): CredentialsSource | undefined {
  const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  if (key && secret) {
    const credentials = { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) };
    return { kind: 'environment', name: 'environment', provide: async () => credentials };
  }
  return environmentIdentity && webIdentitySource(environmentIdentity, sts);
}

async function machineSource(): Promise<CredentialsSource> {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path, AWS_CONTAINER_CREDENTIALS_FULL_URI: url } = process.env;
  if (path || url) {
    const provide = async () => {
      const { fromHttp } = await import('@aws-sdk/credential-provider-http');
      return await fromHttp({ maxRetries: 2 })();
    };
    return { kind: 'container', name: 'container metadata', provide };
  }
  if (process.env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') {
    const provide = async () => {
      throw new Error('there are none, and the metadata of the machine is not asked (AWS_EC2_METADATA_DISABLED)');
    };
    return { kind: 'none', name: 'none', provide };
  }
  const provide = async () => {
    const { fromInstanceMetadata } = await import('@smithy/credential-provider-imds');
    return await fromInstanceMetadata({})();
  };
  return { kind: 'instance', name: 'instance metadata', provide };
}

function explained(
  source: CredentialsSource,
  settings: ConnectionSettings,
  files: SharedFiles,
): AwsCredentialIdentityProvider {
  return renewed(async () => {
    try {
      return await source.provide();
    } catch (error) {
      throw error instanceof DiagnosticError ? error : explainCredentialsError(error, source, settings, files);
    }
  });
}

/** Keeps credentials until shortly before they expire. */
function renewed(provide: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  return memoize<AwsCredentialIdentity>(
    provide,
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < RENEWAL_MS,
    ({ expiration }) => expiration !== undefined,
  );
}
