import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import { type AwsConfig, DEFAULT_MAX_RETRIES } from '../arguments/schema';
import { ENDPOINT, RETRY_MODE } from '../arguments/text-rules';
import { expandPath } from './expand-path';
import { resolveNetwork } from './resolve-network';
import { environmentIdentity, resolveRoles, resolveWebIdentity } from './resolve-roles';
import type { CallingProvider, ConnectionSettings, RetrySettings, Sourced, UserAgent } from './settings';
import { defaultPath, readSharedFiles, type SharedFile, type SharedFiles } from './shared-files';
import { assertText, environmentEndpoint, firstBool, firstText, type NamedProfile, variable } from './sources';

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
): Promise<{ readonly settings: ConnectionSettings; readonly files: SharedFiles }> {
  const files = await resolveSharedFiles(config);
  const named = profileName(config);
  const signed = config.skip_request_signing !== true;
  // A profile that is not used for credentials must exist only if the provider block names it.
  if (named && (named.origin.path || (signed && config.access_key === null))) assertProfile(named, files);
  const profile = namedProfile(named, files);

  const settings: ConnectionSettings = {
    region: resolveRegion(config, profile),
    profile: profile.name,
    profileOrigin: named?.origin,
    staticCredentials: staticCredentials(config),
    roles: resolveRoles(config),
    webIdentity: resolveWebIdentity(config),
    environmentIdentity: environmentIdentity(),
    endpoints: Object.fromEntries(
      [...provider.services, 'sts'].map((service) => [service, resolveEndpoint(service, config, profile, files)]),
    ),
    useFipsEndpoint: firstBool('use_fips_endpoint', config.use_fips_endpoint, {
      variables: ['AWS_USE_FIPS_ENDPOINT'],
      profile: [profile, 'use_fips_endpoint'],
    }),
    useDualstackEndpoint: firstBool('use_dualstack_endpoint', config.use_dualstack_endpoint, {
      variables: ['AWS_USE_DUALSTACK_ENDPOINT'],
      profile: [profile, 'use_dualstack_endpoint'],
    }),
    s3UsePathStyle: config.s3_use_path_style === true,
    signed,
    retries: resolveRetries(config, profile),
    network: await resolveNetwork(config, diagnostics),
    accounts: { allowed: config.allowed_account_ids ?? [], forbidden: config.forbidden_account_ids ?? [] },
    userAgent: userAgent(config, provider, terraformVersion),
    sessionNamePrefix: `terraform-${provider.name}`,
  };
  return { settings, files };
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

function namedProfile(named: Sourced<string> | undefined, { profiles }: SharedFiles): NamedProfile {
  const name = named?.value ?? 'default';
  return { name, settings: profiles[name] ?? {} };
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
  if (paths !== null && paths.length > 0) {
    return paths.map((path, index) => ({
      path: expandPath(path),
      origin: { name: argument, path: AttributePath.of(argument, index) },
    }));
  }
  const found = variable(variableName);
  if (found) return [{ path: expandPath(found.value), origin: { name: found.name } }];
  return [{ path: defaultPath(kind), origin: undefined }];
}

/** Refuses a profile that does not exist, which the SDK would silently skip. */
function assertProfile({ value, origin }: Sourced<string>, { profiles, files }: SharedFiles): void {
  if (profiles[value] !== undefined) return;
  const known = Object.keys(profiles).filter((name) => !/^(services|sso-session)\./.test(name));
  const places = files.map(({ path, exists }) => (exists ? path : `${path} (which does not exist)`));
  throw new DiagnosticError(
    'Profile not found',
    `${origin.name} names the profile ${JSON.stringify(value)}, which is not in ${places.join(' and ')}. ` +
      `${known.length === 0 ? 'There are no profiles' : `Existing profiles: ${known.join(', ')}`}. Use an existing ` +
      `profile, or create this one with aws configure --profile ${value}.`,
    origin.path,
  );
}

function staticCredentials(config: AwsConfig): ConnectionSettings['staticCredentials'] {
  const { access_key: key, secret_key: secret, token } = config;
  if (key === null || secret === null) return undefined;
  return { accessKeyId: key, secretAccessKey: secret, ...(token !== null && { sessionToken: token }) };
}

function resolveEndpoint(
  service: string,
  config: AwsConfig,
  profile: NamedProfile,
  { profiles }: SharedFiles,
): string | undefined {
  for (const [index, block] of config.endpoints.entries()) {
    const value = block[service] ?? null;
    if (value !== null) {
      const name = `endpoints[${index}].${service}`;
      assertText({ value, origin: { name, path: AttributePath.of('endpoints', index, service) } }, ENDPOINT);
      return value;
    }
  }
  const { settings } = profile;
  const ignored = process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? settings.ignore_configured_endpoint_urls;
  if (ignored?.toLowerCase() === 'true') return undefined;
  const found = environmentEndpoint(service);
  const ofService = profiles[`services.${settings.services}`]?.[`${service}.endpoint_url`];
  const value = found?.value ?? ofService ?? settings.endpoint_url;
  const name = found?.name ?? `endpoint_url of the profile ${JSON.stringify(profile.name)}`;
  if (value !== undefined) assertText({ value, origin: { name } }, ENDPOINT);
  return value;
}

function resolveRetries(config: AwsConfig, profile: NamedProfile): RetrySettings {
  const mode = firstText('retry_mode', config.retry_mode, {
    variables: ['AWS_RETRY_MODE'],
    profile: [profile, 'retry_mode'],
  });
  // A third mode of the AWS CLI, which means standard here.
  const isLegacy = mode?.value === 'legacy' && !mode.origin.path;
  if (!isLegacy) assertText(mode, RETRY_MODE);
  return {
    mode: mode?.value === 'adaptive' ? 'adaptive' : 'standard',
    maxAttempts: config.max_retries === null ? maxAttempts(profile) : Number(config.max_retries) + 1,
  };
}

function maxAttempts(profile: NamedProfile): number {
  const found = firstText('max_retries', null, {
    variables: ['AWS_MAX_ATTEMPTS'],
    profile: [profile, 'max_attempts'],
  });
  assertText(found, {
    accepts: (text) => /^\d{1,9}$/.test(text) && Number(text) > 0,
    error: 'is not a whole number of 1 or more. Change it, or set max_retries.',
  });
  return found ? Number(found.value) : DEFAULT_MAX_RETRIES + 1;
}

/** As hashicorp/aws has it, except for its own name. */
function userAgent(config: AwsConfig, { name, version }: CallingProvider, terraformVersion: string): UserAgent {
  return {
    before: `Terraform/${terraformVersion} (+https://www.terraform.io) terraform-provider-${name}/${version}`,
    after: [...(config.user_agent ?? []), process.env.TF_APPEND_USER_AGENT?.trim() ?? ''].filter(Boolean).join(' '),
  };
}
