import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import { type AwsConfig, DEFAULT_MAX_RETRIES } from '../arguments/schema';
import { ENDPOINT, RETRY_MODE, type TextRule, withoutPassword } from '../arguments/text-rules';
import { linkProfile, type Profile, profileNotFound } from '../files/profile';
import { defaultPath, readSharedFiles, type SharedFile, type SharedFiles } from '../files/shared-files';
import { expandPath } from './expand-path';
import { environmentNetwork, resolveNetwork } from './resolve-network';
import { resolveRoles, resolveWebIdentity } from './resolve-roles';
import type {
  CallingProvider,
  ConnectionSettings,
  InstanceMetadataSettings,
  RetrySettings,
  Sourced,
  UserAgent,
} from './settings';
import {
  assertSources,
  assertText,
  configuredText,
  endpointVariable,
  type FurtherSources,
  firstBool,
  firstText,
  fromProfile,
  fromVariable,
  type NamedProfile,
  variable,
} from './sources';

/** The profile that is used if nothing names one. */
const DEFAULT_PROFILE = 'default';

/** The settings of a connection, and the profile whose credentials they can use. */
export interface ResolvedSettings {
  readonly settings: ConnectionSettings;
  /** Undefined if it does not exist or cannot be used for credentials. */
  readonly profile: Profile | undefined;
}

/**
 * Combines the provider block, the environment and the shared files. Each setting is taken from the first of these that
 * has it: argument, environment variable, profile, default.
 *
 * @throws DiagnosticError for an error in the environment or in a file
 */
export async function resolveSettings(
  config: AwsConfig,
  provider: CallingProvider,
  terraformVersion: string,
  diagnostics: Diagnostics,
): Promise<ResolvedSettings> {
  const files = await resolveSharedFiles(config);
  const named = profileName(config);
  const signed = config.skip_request_signing !== true;
  // A profile that is not used for credentials must exist only if the provider block names it.
  const used = signed && config.access_key === null ? usedProfile(named, files) : undefined;
  if (named?.origin.path && !files.sections.has(named.value)) throw profileNotFound(named.value, named.origin, files);
  const profile = namedProfile(named, files);
  const endpoint = (service: string) => resolveEndpoint(service, config, profile, files);

  const settings: ConnectionSettings = {
    region: resolveRegion(config, profile),
    profile: profile.name,
    profileOrigin: named?.origin,
    staticCredentials: staticCredentials(config),
    roles: resolveRoles(config),
    webIdentity: resolveWebIdentity(config),
    endpoints: Object.fromEntries([...provider.services, 'sts'].map((service) => [service, endpoint(service)])),
    chainEndpoint: (service) => resolveEndpoint(service, config, profile, files, { inChain: true }),
    useFipsEndpoint: firstBool(config.use_fips_endpoint, 'AWS_USE_FIPS_ENDPOINT', profile, 'use_fips_endpoint'),
    useDualstackEndpoint: firstBool(
      config.use_dualstack_endpoint,
      'AWS_USE_DUALSTACK_ENDPOINT',
      profile,
      'use_dualstack_endpoint',
    ),
    s3UsePathStyle: config.s3_use_path_style === true,
    signed,
    retries: resolveRetries(config, profile),
    network: await resolveNetwork(config, profile, diagnostics),
    environmentNetwork: environmentNetwork(),
    instanceMetadata: resolveInstanceMetadata(profile),
    accounts: {
      allowed: (config.allowed_account_ids ?? []).filter(Boolean),
      forbidden: (config.forbidden_account_ids ?? []).filter(Boolean),
    },
    userAgent: userAgent(config, profile, provider, terraformVersion),
    sessionNamePrefix: `terraform-${provider.name}`,
  };
  return { settings, profile: used };
}

/**
 * The region of the provider block, the environment or the profile. Errors in other settings do not matter.
 *
 * @throws DiagnosticError if they have no region
 */
export async function configuredRegion(config: AwsConfig): Promise<string> {
  const region = resolveRegion(config, namedProfile(profileName(config), await resolveSharedFiles(config)));
  if (region === undefined) throw missingRegion();
  return region;
}

/** The error for a configuration without a region. */
export function missingRegion(): DiagnosticError {
  return new DiagnosticError(
    'Missing region',
    'No AWS region was given. Set region in the provider block, AWS_REGION, or a region in the profile.',
    AttributePath.of('region'),
  );
}

function resolveRegion(config: AwsConfig, profile: NamedProfile): string | undefined {
  return firstText('region', config.region, {
    variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    profile: [profile, 'region'],
  })?.value;
}

function profileName(config: AwsConfig): Sourced<string> | undefined {
  return firstText('profile', config.profile, { variables: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] });
}

/** The settings of the profile, whether its credentials can be used or not. */
function namedProfile(named: Sourced<string> | undefined, { sections }: SharedFiles): NamedProfile {
  const name = named?.value ?? DEFAULT_PROFILE;
  return { name, settings: sections.get(name)?.settings ?? new Map() };
}

/**
 * The profile for credentials. As in hashicorp/aws, one that nothing but AWS_DEFAULT_PROFILE names need not exist, and an
 * error in it is one even if the environment has credentials.
 */
function usedProfile(named: Sourced<string> | undefined, files: SharedFiles): Profile | undefined {
  const { value, origin } = named ?? { value: DEFAULT_PROFILE, origin: { name: 'the default' } };
  const isOptional = !origin.path && origin.name !== 'AWS_PROFILE';
  return isOptional && !files.sections.has(value) ? undefined : linkProfile(value, origin, files);
}

async function resolveSharedFiles(config: AwsConfig): Promise<SharedFiles> {
  return await readSharedFiles(
    sharedFiles('config', config.shared_config_files, 'shared_config_files', 'AWS_CONFIG_FILE'),
    sharedFiles(
      'credentials',
      config.shared_credentials_files,
      'shared_credentials_files',
      'AWS_SHARED_CREDENTIALS_FILE',
    ),
  );
}

function sharedFiles(
  kind: 'config' | 'credentials',
  paths: readonly string[] | null,
  argument: string,
  variableName: string,
): readonly SharedFile[] {
  const named = [...(paths ?? []).entries()].filter(([, path]) => path !== '');
  if (named.length > 0) {
    return named.map(([index, path]) => ({
      path: expandPath(path),
      origin: { name: argument, path: AttributePath.of(argument, index) },
    }));
  }
  const found = variable(variableName);
  // As it is: hashicorp/aws does not replace ~ here.
  const path = found?.value ?? defaultPath(kind);
  return [{ path, origin: found && { name: found.name } }];
}

function staticCredentials(config: AwsConfig): ConnectionSettings['staticCredentials'] {
  const { access_key: key, secret_key: secret, token } = config;
  if (key === null || secret === null) return undefined;
  return { accessKeyId: key, secretAccessKey: secret, ...(token !== null && { sessionToken: token }) };
}

/**
 * The endpoint of a service; undefined for that of the region.
 *
 * @param inChain whether the credentials chain calls the service. The AWS SDK for Go finds credentials before it looks for
 *   the endpoint of all services, which its chain therefore does not use.
 */
function resolveEndpoint(
  service: string,
  config: AwsConfig,
  profile: NamedProfile,
  files: SharedFiles,
  { inChain = false } = {},
): string | undefined {
  const found = endpointOfBlock(service, config) ?? configuredEndpoint(service, profile, files, inChain);
  assertText(found, ENDPOINT, found && withoutPassword(found.value));
  return found?.value;
}

function endpointOfBlock(service: string, { endpoints }: AwsConfig): Sourced<string> | undefined {
  const index = endpoints.findIndex((block) => block[service]);
  const value = endpoints[index]?.[service];
  if (!value) return undefined;
  return {
    value,
    origin: { name: `endpoints[${index}].${service}`, path: AttributePath.of('endpoints', index, service) },
  };
}

/** The endpoint that the environment or the profile has for the service, or else for all services. */
function configuredEndpoint(
  service: string,
  profile: NamedProfile,
  { sections }: SharedFiles,
  inChain: boolean,
): Sourced<string> | undefined {
  const ignored = firstBool(null, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', profile, 'ignore_configured_endpoint_urls');
  const inEnvironment = endpointVariable(service, ignored);
  if (inEnvironment) return fromVariable(inEnvironment);
  if (ignored) return undefined;
  const section = `services ${profile.settings.get('services')}`;
  // As in the AWS SDK for Go, the variable for all services hides the section, even while it is empty.
  const isHidden =
    process.env.AWS_ENDPOINT_URL !== undefined &&
    process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] === undefined;
  const value = isHidden ? undefined : sections.get(section)?.nested.get(service)?.get('endpoint_url');
  if (value) return { value, origin: { name: `endpoint_url of ${service} in [${section}]` } };
  if (inChain) return undefined;
  return fromVariable(variable('AWS_ENDPOINT_URL')) ?? fromProfile(profile, 'endpoint_url');
}

/** Retry modes in the environment and in profiles. `legacy` is a third mode of the AWS CLI, which means standard here. */
const CONFIGURED_RETRY_MODE: TextRule = {
  ...RETRY_MODE,
  accepts: (text) => text === 'legacy' || RETRY_MODE.accepts(text),
};

const ATTEMPTS: TextRule = {
  accepts: (text) => /^\d{1,9}$/.test(text),
  error: 'is not a whole number of 0 or more. Change it, or remove it to use the default.',
};

function resolveRetries(config: AwsConfig, profile: NamedProfile): RetrySettings {
  const mode: FurtherSources = { variables: ['AWS_RETRY_MODE'], profile: [profile, 'retry_mode'] };
  const attempts: FurtherSources = { variables: ['AWS_MAX_ATTEMPTS'], profile: [profile, 'max_attempts'] };
  assertSources(mode, CONFIGURED_RETRY_MODE);
  assertSources(attempts, ATTEMPTS);
  const maxAttempts = Number(configuredText(attempts)?.value) || DEFAULT_MAX_RETRIES + 1;
  return {
    mode: firstText('retry_mode', config.retry_mode, mode)?.value === 'adaptive' ? 'adaptive' : 'standard',
    maxAttempts: config.max_retries === null ? maxAttempts : Number(config.max_retries) + 1,
  };
}

/** The metadata service of this instance, with the variables of the AWS SDK for Go and an older one of hashicorp/aws. */
function resolveInstanceMetadata(profile: NamedProfile): InstanceMetadataSettings {
  const modeSources: FurtherSources = {
    variables: ['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE'],
    profile: [profile, 'ec2_metadata_service_endpoint_mode'],
  };
  assertSources(modeSources, {
    accepts: (text) => /^ipv[46]$/i.test(text),
    error: 'is not an endpoint mode of instance metadata. Write IPv4 or IPv6.',
  });
  const mode = configuredText(modeSources);
  const endpoint =
    variable('AWS_EC2_METADATA_SERVICE_ENDPOINT', 'AWS_METADATA_URL')?.value ??
    (profile.settings.get('ec2_metadata_service_endpoint') ||
      (mode?.value.toLowerCase() === 'ipv6' ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254'));
  return {
    disabled: variable('AWS_EC2_METADATA_DISABLED')?.value.toLowerCase() === 'true',
    endpoint,
    version1Disabled: firstBool(null, 'AWS_EC2_METADATA_V1_DISABLED', profile, 'ec2_metadata_v1_disabled'),
  };
}

/** As hashicorp/aws has it, except for its own name. */
function userAgent(
  config: AwsConfig,
  profile: NamedProfile,
  { name, version }: CallingProvider,
  terraformVersion: string,
): UserAgent {
  const application = configuredText({ variables: ['AWS_SDK_UA_APP_ID'], profile: [profile, 'sdk_ua_app_id'] });
  return {
    application: application?.value ?? '',
    before: `Terraform/${terraformVersion} (+https://www.terraform.io) terraform-provider-${name}/${version}`,
    after: [...(config.user_agent ?? []), process.env.TF_APPEND_USER_AGENT?.trim() ?? ''].filter(Boolean).join(' '),
  };
}
