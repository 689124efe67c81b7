import { DiagnosticError } from '../../plugin';
import type { Origin } from '../settings/settings';
import { profileNames, type SharedFiles } from './shared-files';

/** A profile that is used, with the profile that it takes its credentials from. */
export interface Profile {
  readonly name: string;
  /** The source of the name. */
  readonly origin: Origin;
  /** Settings that are not empty. */
  readonly settings: ReadonlyMap<string, string>;
  /** The profile in `source_profile`. */
  readonly source: Profile | undefined;
  /** The section of `sso_session`. */
  readonly ssoSession: ReadonlyMap<string, string> | undefined;
}

/** Settings of the role that a profile assumes. */
const ROLE_SETTINGS = ['role_arn', 'external_id', 'mfa_serial', 'role_session_name', 'source_profile'];

/** Credentials of a profile, which do not count in one that has a `source_profile`. */
const CREDENTIAL_SETTINGS = [
  ...['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'],
  ...['credential_source', 'credential_process', 'web_identity_token_file'],
  ...['sso_account_id', 'sso_region', 'sso_role_name', 'sso_start_url'],
];

/** Sources of credentials of which a profile can have one. */
const EXCLUSIVE_SETTINGS = ['source_profile', 'credential_source', 'credential_process', 'web_identity_token_file'];

/** Sources of credentials that require a role. */
const SETTINGS_WITH_ROLE = ['source_profile', 'credential_source', 'web_identity_token_file'];

/** Single sign-on without a session. */
const LEGACY_SSO_SETTINGS = ['sso_region', 'sso_account_id', 'sso_start_url', 'sso_role_name'];

/** Most names that a message lists. */
const MAX_LISTED = 20;

/**
 * Finds a profile and those that it refers to, by the rules of the AWS SDK for Go. Profiles that are not used can have any
 * error.
 *
 * A profile that refers back to one before it takes the credentials of that one, without its role: `source_profile` can
 * name the profile itself, if it has keys.
 *
 * @throws DiagnosticError for a profile that does not exist or contradicts itself
 */
export function linkProfile(name: string, origin: Origin, files: SharedFiles): Profile {
  return link(name, origin, files, []);
}

/** Whether the profile signs on through IAM Identity Center, with a session or without one. */
export function hasSingleSignOn({ settings }: Profile): boolean {
  return settings.has('sso_session') || LEGACY_SSO_SETTINGS.some((setting) => settings.has(setting));
}

/** Whether the profile has both keys. */
export function hasKeys({ settings }: Pick<Profile, 'settings'>): boolean {
  return settings.has('aws_access_key_id') && settings.has('aws_secret_access_key');
}

/** The error for a profile that does not exist. */
export function profileNotFound(name: string, origin: Origin, files: SharedFiles): DiagnosticError {
  const places = files.files.map(({ path, exists }) => (exists ? path : `${path} (which does not exist)`));
  const known = profileNames(files);
  const remedy = files.unused.has(name)
    ? `A configuration file has the section [${name}], which is no profile: call it [profile ${name}].`
    : `Use an existing profile, or create this one with aws configure --profile ${shellWord(name)}.`;
  return new DiagnosticError(
    'Profile not found',
    `${origin.name} names the profile ${JSON.stringify(name)}, which is not in ${places.join(' and ')}. ` +
      `${known.length === 0 ? 'There are no profiles' : `Existing profiles: ${listed(known)}`}. ${remedy}`,
    origin.path,
  );
}

/** A name as a word of a command line. */
export function shellWord(name: string): string {
  return /^[\w@%+=:,./-]+$/.test(name) ? name : `"${name}"`;
}

/** The first of these names, and how many more there are. */
function listed(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return `${names.slice(0, MAX_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** @param before the profiles that lead here, of which each names the next in `source_profile` */
function link(name: string, origin: Origin, files: SharedFiles, before: readonly string[]): Profile {
  const section = files.sections.get(name);
  if (section === undefined) throw profileNotFound(name, origin, files);
  const refuse = (error: string) => invalidProfile(name, origin, error);
  if (section.incompleteKeys) {
    throw refuse('It has only one of aws_access_key_id and aws_secret_access_key. Add the other one.');
  }
  const settings = new Map([...section.settings].filter(([, value]) => value !== ''));
  const isLoop = before.includes(name);
  if (isLoop) for (const setting of ROLE_SETTINGS) settings.delete(setting);
  const withoutRole = SETTINGS_WITH_ROLE.find((setting) => settings.has(setting));
  if (!isLoop && withoutRole !== undefined && !settings.has('role_arn')) {
    throw refuse(
      `It has ${withoutRole} and no role_arn; they belong together. Add role_arn, or remove ${withoutRole}.`,
    );
  }
  const profile = { name, origin, settings, source: undefined, ssoSession: undefined };
  if (before.length > 0 && hasKeys(profile)) return profile;
  const sources = EXCLUSIVE_SETTINGS.filter((setting) => settings.has(setting));
  if (sources.length > 1) {
    throw refuse(
      `It has ${sources.join(' and ')}, and a profile can have one source of credentials. Remove the others.`,
    );
  }
  const source = linkSource({ ...profile, settings }, files, [...before, name]);
  return { ...profile, source, ssoSession: ssoSession(profile, files) };
}

function linkSource(
  { name, origin, settings }: Profile & { readonly settings: Map<string, string> },
  files: SharedFiles,
  chain: readonly string[],
): Profile | undefined {
  const sourceName = settings.get('source_profile');
  if (sourceName === undefined) return undefined;
  for (const setting of CREDENTIAL_SETTINGS) settings.delete(setting);
  const at = {
    name: `source_profile of the profile ${JSON.stringify(name)}`,
    ...(origin.path && { path: origin.path }),
  };
  const source = link(sourceName, at, files, chain);
  if (hasCredentials(source)) return source;
  throw invalidProfile(
    name,
    origin,
    chain.includes(sourceName)
      ? `Its source_profile leads back to a profile without credentials of its own: ${[...chain, sourceName].join(' → ')}. ` +
          'Name a profile that has credentials.'
      : `Its source_profile ${JSON.stringify(sourceName)} has no credentials. Add keys or another source of credentials ` +
          'there, or name another profile.',
  );
}

function hasCredentials(profile: Profile): boolean {
  return (
    EXCLUSIVE_SETTINGS.some((setting) => profile.settings.has(setting)) || hasSingleSignOn(profile) || hasKeys(profile)
  );
}

function ssoSession(profile: Profile, { sections }: SharedFiles): ReadonlyMap<string, string> | undefined {
  const session = profile.settings.get('sso_session');
  if (session === undefined) return undefined;
  const section = sections.get(`sso-session ${session}`);
  if (section) return section.settings;
  const known = [...sections.keys()].filter((name) => name.startsWith('sso-session '));
  throw invalidProfile(
    profile.name,
    profile.origin,
    `Its sso_session names the section [sso-session ${session}], which does not exist. ` +
      `${known.length === 0 ? 'There is no such section' : `There are: ${listed(known.map((name) => `[${name}]`))}`}. ` +
      'Correct the name, or create the section with aws configure sso-session.',
  );
}

/** The error for a profile that cannot be used as it is. */
export function invalidProfile(name: string, origin: Origin, error: string): DiagnosticError {
  return new DiagnosticError(
    'Invalid profile',
    `The profile ${JSON.stringify(name)} (from ${origin.name}) cannot be used. ${error}`,
    origin.path,
  );
}
