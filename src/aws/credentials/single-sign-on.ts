import type { SSOClient } from '@aws-sdk/client-sso';
import type { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ClientOptions } from '../clients/client-options';
import { describeSdkError, explainNetworkError, type SdkError } from '../errors';
import { invalidProfile, type Profile, shellWord } from '../files/profile';
import { CredentialsError } from './credentials-error';
import { type CachedToken, readCachedToken, writeCachedToken } from './sso-token-cache';

/** What a profile says about single sign-on. */
interface SingleSignOn {
  /** The name of the token's file in the cache: that of the session, or the start URL. */
  readonly cacheKey: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;
  /** Whether an expired token is refreshed, which needs a session. */
  readonly refreshed: boolean;
}

/** Settings without which a profile cannot sign on. */
const IN_PROFILE = ['sso_account_id', 'sso_role_name'];
const OF_PORTAL = ['sso_region', 'sso_start_url'];

/**
 * Prepares single sign-on through IAM Identity Center.
 *
 * @returns gets credentials for the role of the profile, with the token that `aws sso login` has left
 * @throws DiagnosticError for a profile that lacks a setting
 */
export function singleSignOn(
  profile: Profile,
  options: ClientOptions,
  signal: AbortSignal,
): () => Promise<AwsCredentialIdentity> {
  const settings = singleSignOnSettings(profile);
  const remedy = `Sign in with aws sso login --profile ${shellWord(profile.name)}, and run again.`;
  return async () => {
    const token = await accessToken(settings, options, signal, remedy);
    const { GetRoleCredentialsCommand, SSOClient } = await import('@aws-sdk/client-sso');
    const client: SSOClient = new SSOClient(options.of('sso', settings.region));
    options.instrument(client.middlewareStack, 'SSO', settings.region);
    const { accountId, roleName } = settings;
    const command = new GetRoleCredentialsCommand({ accessToken: token, accountId, roleName });
    try {
      const { roleCredentials } = await client.send(command, { abortSignal: signal });
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = roleCredentials ?? {};
      if (!accessKeyId || !secretAccessKey) {
        throw new CredentialsError('The answer of the SSO portal has no credentials.', remedy);
      }
      return {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken && { sessionToken }),
        ...(expiration && { expiration: new Date(expiration) }),
        accountId,
      };
    } catch (error) {
      throw explainPortalError(error, settings, remedy);
    }
  };
}

function singleSignOnSettings(profile: Profile): SingleSignOn {
  const { settings, ssoSession } = profile;
  const ofPortal = ssoSession ?? settings;
  const missing = (names: readonly string[], section: ReadonlyMap<string, string>) =>
    names.filter((name) => !section.get(name));
  const refuse = (error: string) => invalidProfile(profile.name, profile.origin, error);
  const missingHere = [...(ssoSession ? [] : missing(OF_PORTAL, settings)), ...missing(IN_PROFILE, settings)];
  if (missingHere.length > 0) {
    throw refuse(`It signs on through IAM Identity Center and lacks ${missingHere.join(', ')}. Add them.`);
  }
  const session = settings.get('sso_session') ?? '';
  if (ssoSession) {
    const missingThere = missing(OF_PORTAL, ssoSession);
    if (missingThere.length > 0) {
      throw refuse(`Its section [sso-session ${session}] lacks ${missingThere.join(', ')}. Add them there.`);
    }
    const other = OF_PORTAL.find((name) => settings.has(name) && settings.get(name) !== ssoSession.get(name));
    if (other) {
      throw refuse(
        `It has another ${other} than its section [sso-session ${session}]. Remove the setting from the profile.`,
      );
    }
  }
  return {
    cacheKey: ssoSession ? session : (settings.get('sso_start_url') ?? ''),
    region: ofPortal.get('sso_region') ?? '',
    accountId: settings.get('sso_account_id') ?? '',
    roleName: settings.get('sso_role_name') ?? '',
    refreshed: ssoSession !== undefined,
  };
}

async function accessToken(
  settings: SingleSignOn,
  options: ClientOptions,
  signal: AbortSignal,
  remedy: string,
): Promise<string> {
  const cached = await readCachedToken(settings.cacheKey, remedy);
  if (cached.expiresAt.getTime() > Date.now()) return cached.accessToken;
  const { clientId, clientSecret, refreshToken } = cached;
  if (!settings.refreshed || !clientId || !clientSecret || !refreshToken) {
    throw new CredentialsError(`The sign-in expired at ${cached.expiresAt.toISOString()}.`, remedy);
  }
  return await refresh(cached, { clientId, clientSecret, refreshToken }, settings, options, signal, remedy);
}

async function refresh(
  cached: CachedToken,
  client: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string },
  { region }: SingleSignOn,
  options: ClientOptions,
  signal: AbortSignal,
  remedy: string,
): Promise<string> {
  const { CreateTokenCommand, SSOOIDCClient } = await import('@aws-sdk/client-sso-oidc');
  const oidc: SSOOIDCClient = new SSOOIDCClient(options.of('sso_oidc', region));
  options.instrument(oidc.middlewareStack, 'SSO OIDC', region);
  const command = new CreateTokenCommand({ ...client, grantType: 'refresh_token' });
  try {
    const { accessToken, expiresIn = 0, refreshToken } = await oidc.send(command, { abortSignal: signal });
    if (!accessToken) throw new CredentialsError('The answer of SSO OIDC has no token.', remedy);
    await writeCachedToken(cached, accessToken, new Date(Date.now() + expiresIn * 1000), refreshToken);
    return accessToken;
  } catch (error) {
    if (error instanceof CredentialsError) throw error;
    const network = explainNetworkError(error, 'SSO OIDC');
    throw new CredentialsError(
      `The sign-in expired at ${cached.expiresAt.toISOString()} and cannot be renewed.\n\n${describeSdkError(error, region)}`,
      network?.remedy ?? remedy,
      network?.summary,
    );
  }
}

function explainPortalError(error: unknown, { region, accountId, roleName }: SingleSignOn, remedy: string): Error {
  if (error instanceof CredentialsError) return error;
  const network = explainNetworkError(error, 'SSO');
  const facts = describeSdkError(error, region);
  if (network) return new CredentialsError(facts, network.remedy, network.summary);
  const denied = ['ForbiddenException', 'ResourceNotFoundException'].includes((error as SdkError).name ?? '');
  return new CredentialsError(
    facts,
    denied
      ? `The user who has signed in has no role ${JSON.stringify(roleName)} in the account ${accountId}: correct ` +
          'sso_role_name and sso_account_id.'
      : remedy,
  );
}
