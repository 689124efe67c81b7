import { requestHandler } from '../../network/request-handler';
import type { ConnectionSettings } from '../../settings/settings';
import { environmentKeys } from '../../settings/sources';
import type { NamedSource } from '../credentials-error';
import { type ChainContext, type CredentialsSource, fetchingSource } from '../source';
import { containerCredentials, containerUrl } from './container';
import { InstanceMetadata } from './instance';

/** Seconds to wait for the metadata service of an instance, which answers at once if it exists. */
const INSTANCE_TIMEOUT_SECONDS = 1;

const SUMMARY = 'No valid credential sources found';

/** The metadata service of the container, or of the instance outside of a container. */
export function metadataSource(context: ChainContext): CredentialsSource {
  const url = containerUrl();
  return url === undefined ? instanceSource(context) : containerSource(url, context);
}

/**
 * The metadata service of the container.
 *
 * @param namedBy the profile that names it as its source
 */
export function containerSource(
  url: string,
  { settings, signal }: ChainContext,
  namedBy?: NamedSource,
): CredentialsSource {
  const forMessages = namedBy ?? { name: 'Container metadata', origin: undefined, summary: SUMMARY };
  // In hashicorp/aws this call knows nothing of the provider block.
  const handler = requestHandler({ ...settings.network, ...settings.environmentNetwork });
  return fetchingSource('container', 'container metadata', forMessages, () =>
    containerCredentials(url, handler, signal),
  );
}

/**
 * The metadata service of the instance.
 *
 * @param namedBy the profile that names it as its source
 */
export function instanceSource(context: ChainContext, namedBy?: NamedSource): CredentialsSource {
  const forMessages = namedBy ?? { name: 'Instance metadata, the last source,', origin: undefined, summary: SUMMARY };
  const metadata = instanceMetadata(context, namedBy && NAMED_REMEDY);
  return fetchingSource('instance', 'instance metadata', forMessages, () => metadata.credentials());
}

const NAMED_REMEDY =
  'Its credential_source is Ec2InstanceMetadata: run Terraform on an EC2 instance with a role, or change credential_source.';

/** The metadata service of the instance. */
export function instanceMetadata(
  { settings, signal }: ChainContext,
  remedy = remedyWithoutSource(settings),
): InstanceMetadata {
  const timeouts = {
    connectTimeoutSeconds: Math.min(INSTANCE_TIMEOUT_SECONDS, settings.network.connectTimeoutSeconds),
    readTimeoutSeconds: Math.min(INSTANCE_TIMEOUT_SECONDS, settings.network.readTimeoutSeconds),
  };
  const handler = requestHandler({ ...settings.network, ...timeouts });
  return new InstanceMetadata(settings.instanceMetadata, handler, signal, remedy);
}

function remedyWithoutSource({ profile, profileOrigin }: ConnectionSettings): string {
  const general =
    'Set access_key and secret_key in the provider block, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or any ' +
    'other source of the default credentials chain.';
  if (!profileOrigin?.path) return general;
  const name = JSON.stringify(profile);
  return environmentKeys() === undefined
    ? `The profile ${name} (from profile) has no credentials. Add some to it, or name another profile.`
    : `The profile ${name} (from profile) has no credentials, and a profile in the provider block goes before ` +
        'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which are set. Add credentials to the profile, or remove profile from ' +
        'the provider block to use the variables. AWS_PROFILE, unlike the argument, does not go before them.';
}
