import type { Profile } from '../files/profile';
import { environmentKeys } from '../settings/sources';
import { metadataSource } from './metadata/metadata-source';
import { profileSource } from './profile-source';
import { type CredentialsSource, roleSource, type SourceContext, staticSource, webIdentitySource } from './source';

/**
 * The source of credentials: the first that has any, in the order of hashicorp/aws (the provider block, the profile
 * that it names, the environment, the profile, the metadata of the container or the instance). Then the roles to
 * assume.
 *
 * @param profile undefined if it does not exist, which is an error only if a setting names it
 * @throws DiagnosticError for a source that cannot be used
 */
export function credentialsSource(profile: Profile | undefined, context: SourceContext): CredentialsSource {
  return context.settings.roles.reduce(
    (source, role) => roleSource(source, role, context),
    firstSource(profile, context),
  );
}

function firstSource(profile: Profile | undefined, context: SourceContext): CredentialsSource {
  const { staticCredentials, webIdentity } = context.settings;
  if (staticCredentials) return staticSource('provider block', 'provider block', staticCredentials);
  // Even if the web identity replaces it: an error in the rest of the chain is an error in hashicorp/aws.
  const source = chainedSource(profile, context);
  return webIdentity ? webIdentitySource(webIdentity, context) : source;
}

function chainedSource(profile: Profile | undefined, context: SourceContext): CredentialsSource {
  const { profileOrigin, environmentIdentity } = context.settings;
  if (!profileOrigin?.path) {
    const keys = environmentKeys();
    if (keys) return staticSource('environment', 'environment', keys);
    if (environmentIdentity) return webIdentitySource(environmentIdentity, context);
  }
  return profile ? profileSource(profile, context) : metadataSource(context);
}
