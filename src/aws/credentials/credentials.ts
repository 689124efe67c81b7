import type { Profile } from '../files/profile';
import { environmentIdentity } from '../settings/resolve-roles';
import { environmentKeys } from '../settings/sources';
import { metadataSource } from './metadata/metadata-source';
import { profileSource } from './profile-source';
import { type ChainContext, type CredentialsSource, roleSource, staticSource, webIdentitySource } from './source';
import type { Sts } from './sts';

/**
 * The source of credentials: the first that has any, in the order of hashicorp/aws (the provider block, the profile
 * that it names, the environment, the profile, the metadata of the container or the instance). Then the roles to
 * assume.
 *
 * @param profile undefined if it does not exist, which is an error only if a setting names it
 * @param sts for the roles and the web identity of the provider block
 * @throws DiagnosticError for a source that cannot be used
 */
export function credentialsSource(profile: Profile | undefined, chain: ChainContext, sts: Sts): CredentialsSource {
  return chain.settings.roles.reduce((source, role) => roleSource(source, role, sts), firstSource(profile, chain, sts));
}

function firstSource(profile: Profile | undefined, chain: ChainContext, sts: Sts): CredentialsSource {
  const { staticCredentials, webIdentity } = chain.settings;
  if (staticCredentials) return staticSource('provider block', 'provider block', staticCredentials);
  // Even if the web identity replaces it: an error in the rest of the chain is an error in hashicorp/aws.
  const source = chainedSource(profile, chain);
  return webIdentity ? webIdentitySource(webIdentity, sts) : source;
}

function chainedSource(profile: Profile | undefined, chain: ChainContext): CredentialsSource {
  if (!chain.settings.profileOrigin?.path) {
    const keys = environmentKeys();
    if (keys) return staticSource('environment', 'environment', keys);
    const identity = environmentIdentity();
    if (identity) return webIdentitySource(identity, chain.sts);
  }
  return profile ? profileSource(profile, chain) : metadataSource(chain);
}
