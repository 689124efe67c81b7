import type { AwsCredentialIdentityProvider } from '@smithy/types';

/** Where credentials come from. */
export interface CredentialsSource {
  /** The first source, where roles are assumed with its credentials. */
  readonly kind: 'provider block' | 'environment' | 'profile' | 'web identity' | 'container' | 'instance' | 'none';
  /** For the log and for messages. */
  readonly name: string;
  readonly provide: AwsCredentialIdentityProvider;
}
