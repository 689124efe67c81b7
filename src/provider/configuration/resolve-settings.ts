import { version } from '../../../package.json';
import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import type { ConnectionSettings, Origin, RetrySettings, Sourced } from '../aws/settings';
import { readSharedFiles, type SharedFile, type SharedFiles, usualPlace } from '../aws/shared-files';
import { environmentEndpoint, type Service, variable } from './environment';
import { expandPath } from './expand-path';
import type { ProviderConfig } from './provider-config';
import { resolveNetwork } from './resolve-network';
import { environmentIdentity, resolveRoles, resolveWebIdentity } from './resolve-roles';
import { DEFAULT_MAX_RETRIES } from './schema';
import { checkText, firstBool, firstText, type NamedProfile } from './sources';
import { ENDPOINT, RETRY_MODE } from './text-rules';

/**
 * Takes the provider block, the environment and the shared files together. Each setting has the first of: argument,
 * environment variable, profile, default.
 *
 * @throws DiagnosticError for what is wrong in the environment or the files
 */
export async function resolveSettings(
  config: ProviderConfig,
  terraformVersion: string,
  diagnostics: Diagnostics,
): Promise<{ readonly settings: ConnectionSettings; readonly files: SharedFiles }> {
  const files = await readFiles(config);
  const named = profileName(config);
  const signed = config.skip_request_signing !== true;
  // Whom nobody asks for credentials need not exist, unless the provider block itself names it.
  if (named && (named.origin.path || (signed && config.access_key === null))) checkProfile(named, files);
  const profile = namedProfile(named, files);

  const settings: ConnectionSettings = {
    region: regionOf(config, profile),
    profile: profile.name,
    profileOrigin: named?.origin,
    staticCredentials: staticCredentials(config),
    roles: resolveRoles(config),
    webIdentity: resolveWebIdentity(config),
    environmentIdentity: environmentIdentity(),
    endpoints: {
      rekognition: endpoint('rekognition', config, profile, files),
      sts: endpoint('sts', config, profile, files),
    },
    useFipsEndpoint: firstBool('use_fips_endpoint', config.use_fips_endpoint, {
      variables: ['AWS_USE_FIPS_ENDPOINT'],
      profile: [profile, 'use_fips_endpoint'],
    }),
    useDualstackEndpoint: firstBool('use_dualstack_endpoint', config.use_dualstack_endpoint, {
      variables: ['AWS_USE_DUALSTACK_ENDPOINT'],
      profile: [profile, 'use_dualstack_endpoint'],
    }),
    signed,
    retries: retries(config, profile),
    network: await resolveNetwork(config, diagnostics),
    accounts: { allowed: config.allowed_account_ids ?? [], forbidden: config.forbidden_account_ids ?? [] },
    userAgent: {
      // As the AWS provider has it, but for HashiCorp's name.
      before: `Terraform/${terraformVersion} (+https://www.terraform.io) terraform-provider-faceliveness/${version}`,
      after: [...(config.user_agent ?? []), process.env.TF_APPEND_USER_AGENT?.trim() ?? ''].filter(Boolean).join(' '),
    },
  };
  return { settings, files };
}

/** The region alone, for which nothing else has to be right. */
export async function resolveRegion(config: ProviderConfig): Promise<string | undefined> {
  return regionOf(config, namedProfile(profileName(config), await readFiles(config)));
}

function regionOf(config: ProviderConfig, profile: NamedProfile): string | undefined {
  return firstText('region', config.region, {
    variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    profile: [profile, 'region'],
  })?.value;
}

function profileName(config: ProviderConfig): Sourced<string> | undefined {
  return firstText('profile', config.profile, { variables: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] });
}

function namedProfile(named: Sourced<string> | undefined, { profiles }: SharedFiles): NamedProfile {
  const name = named?.value ?? 'default';
  return { name, settings: profiles[name] ?? {} };
}

async function readFiles(config: ProviderConfig): Promise<SharedFiles> {
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
  environment: string,
): readonly SharedFile[] {
  if (paths !== null && paths.length > 0) {
    return paths.map((path, index) => ({
      path: expandPath(path),
      origin: { name: argument, path: AttributePath.of(argument, index) },
    }));
  }
  const found = variable(environment);
  if (found) return [{ path: expandPath(found.value), origin: { name: found.name } }];
  return [{ path: usualPlace(kind), origin: undefined }];
}

/** Refuses a profile that isn't there, which the SDK passes over to ask the metadata of the machine. */
function checkProfile({ value, origin }: Sourced<string>, { profiles, files }: SharedFiles): void {
  if (profiles[value] !== undefined) return;
  const known = Object.keys(profiles).filter((name) => !/^(services|sso-session)\./.test(name));
  const places = files.map(({ path, exists }) => (exists ? path : `${path} (which does not exist)`));
  throw new DiagnosticError(
    'Profile not found',
    `${origin.name} names the profile ${JSON.stringify(value)}, which is not in ${places.join(' and ')}. ` +
      `${known.length === 0 ? 'There are no profiles there' : `Profiles there: ${known.join(', ')}`}. Use one of these, ` +
      `or make it with aws configure --profile ${value}.`,
    origin.path,
  );
}

function staticCredentials(config: ProviderConfig): ConnectionSettings['staticCredentials'] {
  const { access_key: key, secret_key: secret, token } = config;
  if (key === null || secret === null) return undefined;
  return { accessKeyId: key, secretAccessKey: secret, ...(token !== null && { sessionToken: token }) };
}

function endpoint(
  service: Service,
  config: ProviderConfig,
  profile: NamedProfile,
  { profiles }: SharedFiles,
): string | undefined {
  for (const [index, block] of config.endpoints.entries()) {
    const value = block[service];
    if (value !== null) {
      checkText({ value, origin: at(`endpoints[${index}].${service}`, index, service) }, ENDPOINT);
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
  if (value !== undefined) checkText({ value, origin: { name } }, ENDPOINT);
  return value;
}

function at(name: string, index: number, service: Service): Origin {
  return { name, path: AttributePath.of('endpoints', index, service) };
}

function retries(config: ProviderConfig, profile: NamedProfile): RetrySettings {
  const mode = firstText('retry_mode', config.retry_mode, {
    variables: ['AWS_RETRY_MODE'],
    profile: [profile, 'retry_mode'],
  });
  // What the AWS CLI knows beside these is the oldest of its modes.
  const isLegacy = mode?.value === 'legacy' && !mode.origin.path;
  if (!isLegacy) checkText(mode, RETRY_MODE);
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
  checkText(found, {
    accepts: (text) => /^\d{1,9}$/.test(text) && Number(text) > 0,
    otherwise: 'is not a whole number of 1 or more. Change it, or set max_retries.',
  });
  return found ? Number(found.value) : DEFAULT_MAX_RETRIES + 1;
}
