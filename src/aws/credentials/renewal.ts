import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';

/** Credentials are renewed this long before they expire, or after nine tenths of their life if that is later. */
const RENEWAL_MS = 5 * 60 * 1000;

/**
 * Keeps credentials until shortly before they expire. Callers at the same time share one fetch. If a renewal fails, the
 * credentials are used until they expire.
 */
export function renewed(fetch: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
  let held: { readonly credentials: AwsCredentialIdentity; renewAfter: number } | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  const renew = async () => {
    try {
      const credentials = await fetch();
      held = { credentials, renewAfter: renewalTime(credentials) };
      return credentials;
    } catch (error) {
      const expiration = held?.credentials.expiration?.getTime() ?? 0;
      if (held === undefined || Date.now() >= expiration) throw error;
      held.renewAfter = expiration;
      return held.credentials;
    } finally {
      pending = undefined;
    }
  };
  return async () => {
    if (held && Date.now() < held.renewAfter) return held.credentials;
    pending ??= renew();
    return await pending;
  };
}

function renewalTime({ expiration }: AwsCredentialIdentity): number {
  if (expiration === undefined) return Number.POSITIVE_INFINITY;
  const life = expiration.getTime() - Date.now();
  return expiration.getTime() - Math.min(RENEWAL_MS, life / 10);
}
