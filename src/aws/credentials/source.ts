import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { ClientOptions } from '../clients/client-options';
import { explainRoleError } from '../errors';
import type { ConnectionSettings, Role, WebIdentity } from '../settings/settings';
import { explainCredentialsError, type NamedSource } from './credentials-error';
import { renewed } from './renewal';
import type { Sts } from './sts';

/** A source of credentials. */
export interface CredentialsSource {
  /** The first source, even if roles are assumed with its credentials. */
  readonly kind: 'provider block' | 'environment' | 'profile' | 'web identity' | 'container' | 'instance';
  /** For the log. */
  readonly name: string;
  /**
   * Gets the credentials, or those of before while they are valid.
   *
   * @throws DiagnosticError if there are none
   */
  readonly provide: AwsCredentialIdentityProvider;
}

/** What the sources of the credentials chain need. */
export interface ChainContext {
  readonly settings: ConnectionSettings;
  readonly options: ClientOptions;
  /** For the roles and web identities of profiles and of the environment. */
  readonly sts: Sts;
  /** Ends all calls and programs. */
  readonly signal: AbortSignal;
}

/** A source whose credentials are known. */
export function staticSource(
  kind: CredentialsSource['kind'],
  name: string,
  credentials: AwsCredentialIdentity,
): CredentialsSource {
  return { kind, name, provide: async () => credentials };
}

/** A source that fetches credentials, and fetches them again before they expire. */
export function fetchingSource(
  kind: CredentialsSource['kind'],
  name: string,
  forMessages: NamedSource,
  fetch: () => Promise<AwsCredentialIdentity>,
): CredentialsSource {
  const provide = renewed(async () => {
    try {
      return await fetch();
    } catch (error) {
      throw explainCredentialsError(error, forMessages);
    }
  });
  return { kind, name, provide };
}

/** A role that is assumed with the credentials of another source. */
export function roleSource(source: CredentialsSource, role: Role, sts: Sts): CredentialsSource {
  const provide = renewed(async () => {
    // Outside of the try: an error of these credentials is not an error of the role.
    await source.provide();
    try {
      return await sts.assumeRole(source.provide, role);
    } catch (error) {
      throw explainRoleError(error, role, 'role');
    }
  });
  return { kind: source.kind, name: `role ${role.arn}`, provide };
}

/** A role that is assumed with the token of an identity provider. */
export function webIdentitySource(identity: WebIdentity, sts: Sts): CredentialsSource {
  const provide = renewed(async () => {
    try {
      return await sts.assumeRoleWithWebIdentity(identity);
    } catch (error) {
      throw explainRoleError(error, identity, 'web identity');
    }
  });
  return { kind: 'web identity', name: `web identity for the role ${identity.arn}`, provide };
}
