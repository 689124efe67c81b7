import { hasKeys, hasSingleSignOn, invalidProfile, type Profile } from '../files/profile';
import { wholeNumber } from '../files/whole-number';
import { readToken } from '../settings/resolve-roles';
import type { Origin, Role } from '../settings/settings';
import { environmentKeys } from '../settings/sources';
import type { NamedSource } from './credentials-error';
import { containerUrl } from './metadata/container';
import { containerSource, instanceSource, metadataSource } from './metadata/metadata-source';
import { processCredentials } from './process';
import { singleSignOn } from './single-sign-on';
import {
  type ChainContext,
  type CredentialsSource,
  fetchingSource,
  roleSource,
  staticSource,
  webIdentitySource,
} from './source';

/** Shortest `duration_seconds` that counts in a profile, as in the AWS SDK for Go. A shorter one means the default. */
const MIN_DURATION_SECONDS = 16 * 60;

/**
 * The credentials of a profile, in the order of the AWS SDK for Go: those of `source_profile`, keys, `credential_source`,
 * `web_identity_token_file`, single sign-on, `credential_process`, then the metadata of the container or the instance. Then
 * the role of the profile, if it has one.
 *
 * @throws DiagnosticError for a profile that cannot be used
 */
export function profileSource(profile: Profile, context: ChainContext): CredentialsSource {
  const { name, origin, settings } = profile;
  const arn = settings.get('role_arn');
  const tokenFile = settings.get('web_identity_token_file');
  const at = (setting: string): Origin => ({
    name: `${setting} of the profile ${JSON.stringify(name)}`,
    ...(origin.path && { path: origin.path }),
  });
  if (tokenFile !== undefined && !hasKeys(profile)) {
    return webIdentitySource(
      {
        arn: arn ?? '',
        durationSeconds: undefined,
        policy: undefined,
        policyArns: [],
        sessionName: settings.get('role_session_name'),
        token: async () => await readToken(tokenFile, at('web_identity_token_file')),
        origin: at('role_arn'),
      },
      context.sts,
    );
  }
  const source = sourceOfProfile(profile, context);
  if (arn === undefined) return source;
  if (settings.has('mfa_serial')) {
    throw invalidProfile(
      name,
      origin,
      'Its role requires a code of a multi-factor device (mfa_serial), which Terraform cannot ask for. Get temporary ' +
        'credentials with the AWS CLI first, for example with aws configure export-credentials, and use those.',
    );
  }
  return { ...roleSource(source, profileRole(profile, arn, at('role_arn')), context.sts), kind: 'profile' };
}

function profileRole({ settings }: Profile, arn: string, origin: Origin): Role {
  const seconds = wholeNumber(settings.get('duration_seconds') ?? '');
  return {
    arn,
    durationSeconds: seconds !== undefined && seconds >= MIN_DURATION_SECONDS ? seconds : undefined,
    policy: undefined,
    policyArns: [],
    sessionName: settings.get('role_session_name'),
    externalId: settings.get('external_id'),
    sourceIdentity: undefined,
    tags: {},
    transitiveTagKeys: [],
    origin,
  };
}

/** The credentials of a profile before its role. */
function sourceOfProfile(profile: Profile, context: ChainContext): CredentialsSource {
  const { settings, source } = profile;
  if (source) return profileSource(source, context);
  const title = `profile ${JSON.stringify(profile.name)}`;
  const forMessages = {
    name: `The ${title}`,
    origin: profile.origin,
    summary: 'No valid credentials in the profile',
  };
  const [accessKeyId, secretAccessKey, sessionToken] = [
    'aws_access_key_id',
    'aws_secret_access_key',
    'aws_session_token',
  ].map((setting) => settings.get(setting));
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return staticSource('profile', title, { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  }
  const named = settings.get('credential_source');
  if (named !== undefined) return namedSource(named, profile, context, forMessages);
  if (hasSingleSignOn(profile)) {
    return fetchingSource('profile', title, forMessages, singleSignOn(profile, context.options, context.signal));
  }
  const command = settings.get('credential_process');
  if (command !== undefined) {
    return fetchingSource('profile', title, forMessages, () => processCredentials(command, context.signal));
  }
  return metadataSource(context);
}

/** The source that `credential_source` names. */
function namedSource(
  name: string,
  profile: Profile,
  context: ChainContext,
  forMessages: NamedSource,
): CredentialsSource {
  const refuse = (error: string) => invalidProfile(profile.name, profile.origin, error);
  switch (name) {
    case 'Ec2InstanceMetadata':
      return instanceSource(context, forMessages);
    case 'EcsContainer': {
      const url = containerUrl();
      if (url !== undefined) return containerSource(url, context, forMessages);
      throw refuse(
        'Its credential_source is EcsContainer, and the environment has neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor ' +
          'AWS_CONTAINER_CREDENTIALS_FULL_URI. Run Terraform in the container, or change credential_source.',
      );
    }
    case 'Environment': {
      const keys = environmentKeys();
      const error = refuse(
        'Its credential_source is Environment, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Set both, or ' +
          'change credential_source.',
      );
      // An error for those who use the keys: a web identity of the provider block takes their place.
      const provide = async () => keys ?? Promise.reject(error);
      return { kind: 'environment', name: 'environment', provide };
    }
  }
  throw refuse(
    `Its credential_source ${JSON.stringify(name)} is not known. Write Environment, Ec2InstanceMetadata or EcsContainer, ` +
      'exactly like this.',
  );
}
