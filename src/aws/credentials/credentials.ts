import { memoize } from '@smithy/core/config';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { DiagnosticError } from '../../plugin';
import type { ClientOptions } from '../clients/client-options';
import { explainCredentialsError, explainRoleError } from '../errors';
import type { ConnectionSettings, WebIdentity } from '../settings/settings';
import type { Profile, SharedFiles } from '../settings/shared-files';
import type { Sts } from './sts';

/** A source of credentials. */
export interface CredentialsSource {
  /** The first source, even if roles are assumed with its credentials. */
  readonly kind: 'provider block' | 'environment' | 'profile' | 'web identity' | 'container' | 'instance' | 'none';
  /** For the log and for messages. */
  readonly name: string;
  /** @throws DiagnosticError if there are no credentials */
  readonly provide: AwsCredentialIdentityProvider;
}

/** Credentials are replaced this long before they expire. */
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
 * The source of credentials: the first that has any, in the order of hashicorp/aws (the provider block, the profile
 * that it names, the environment, the profile, the metadata of the container or the instance). Then the roles to
 * assume.
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
      // Outside of the try: an error of these credentials is not an error of the role.
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
  return metadataSource();
}

function webIdentitySource(identity: WebIdentity, sts: Sts): CredentialsSource {
  const provide = async () => {
    try {
      return await sts.assumeRoleWithWebIdentity(identity);
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
      roleAssumer: async (source, request) => await sts.requestRole(source, request),
      roleAssumerWithWebIdentity: async (request) => await sts.requestRoleWithWebIdentity(request),
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

function metadataSource(): CredentialsSource {
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
      throw new Error('no source has credentials, and AWS_EC2_METADATA_DISABLED turns instance metadata off');
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

/** Milliseconds to wait for the metadata service, which answers at once if it exists. */
const METADATA_TIMEOUT_MS = 1000;

/** The region of the instance, from its metadata; undefined without a metadata service. */
export async function instanceRegion(): Promise<string | undefined> {
  const { getInstanceMetadataEndpoint, httpRequest } = await import('@smithy/credential-provider-imds');
  const endpoint = await getInstanceMetadataEndpoint();
  const get = async (path: string, method: string, headers: Record<string, string>) =>
    (await httpRequest({ ...endpoint, timeout: METADATA_TIMEOUT_MS, path, method, headers })).toString().trim();
  try {
    const token = await get('/latest/api/token', 'PUT', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' });
    return await get('/latest/meta-data/placement/region', 'GET', { 'x-aws-ec2-metadata-token': token });
  } catch {
    return undefined;
  }
}
