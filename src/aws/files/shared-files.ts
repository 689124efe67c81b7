import { homedir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../plugin';
import type { Origin } from '../settings/settings';
import { parseIni, type Section } from './ini';
import { readText } from './read-text';

/** A shared configuration or credentials file, and the source of its path. */
export interface SharedFile {
  readonly path: string;
  /** Undefined for the default path. */
  readonly origin: Origin | undefined;
}

/** A section of the shared files, merged from all of them. */
export interface SharedSection extends Section {
  /** Whether the file that had it last has only one of `aws_access_key_id` and `aws_secret_access_key`. */
  readonly incompleteKeys: boolean;
}

/** The contents of all shared configuration and credentials files together. */
export interface SharedFiles {
  /** Profiles by their names, `sso-session NAME` and `services NAME`. */
  readonly sections: ReadonlyMap<string, SharedSection>;
  /** Sections of configuration files that are no profile, because their names do not begin with `profile `. */
  readonly unused: ReadonlySet<string>;
  /** The files in the order they were read, and whether they exist. */
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
}

/** Sections of configuration files besides those of profiles. */
const OTHER_SECTIONS = /^(sso-session|services) /;

/** Static credentials, which a later file replaces if it has both keys. */
const KEYS: ReadonlySet<string> = new Set(['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']);

/** The further settings that a later file adds to a section of an earlier one. All others count in the first file alone. */
const MERGED_SETTINGS: ReadonlySet<string> = new Set([
  ...['role_arn', 'source_profile', 'credential_source', 'external_id', 'mfa_serial', 'role_session_name'],
  ...['duration_seconds', 'credential_process', 'web_identity_token_file'],
  ...['sso_session', 'sso_account_id', 'sso_role_name', 'sso_region', 'sso_start_url'],
  ...['region', 'use_fips_endpoint', 'use_dualstack_endpoint', 'ca_bundle', 'retry_mode', 'max_attempts'],
  ...['ec2_metadata_service_endpoint', 'ec2_metadata_service_endpoint_mode', 'ec2_metadata_v1_disabled'],
]);

/**
 * Reads the shared files and merges their sections as the AWS SDK for Go does: configuration files first, then credentials
 * files. A file that does not exist is skipped.
 *
 * @throws DiagnosticError for a file that cannot be read
 */
export async function readSharedFiles(
  configFiles: readonly SharedFile[],
  credentialsFiles: readonly SharedFile[],
): Promise<SharedFiles> {
  const read = async (files: readonly SharedFile[]) =>
    await Promise.all(files.map(async (file) => ({ path: file.path, text: await readSharedFile(file) })));
  const [config, credentials] = [await read(configFiles), await read(credentialsFiles)];
  const merged = (files: typeof config) =>
    files.reduce((sections, { text = '' }) => merge(sections, parseIni(text)), new Map<string, MutableSection>());
  const { profiles, unused } = profilesOfConfig(merged(config));
  const ofCredentials = merged(credentials);
  for (const name of ofCredentials.keys()) if (name.startsWith('profile ')) ofCredentials.delete(name);
  return {
    sections: merge(profiles, ofCredentials),
    unused,
    files: [...config, ...credentials].map(({ path, text }) => ({ path, exists: text !== undefined })),
  };
}

/** The names of all profiles. */
export function profileNames({ sections }: SharedFiles): readonly string[] {
  return [...sections.keys()].filter((name) => !OTHER_SECTIONS.test(name));
}

/** The home directory of a user without one, which does not exist either. */
const NO_HOME = '/nonexistent';

/** The path of a shared file unless a setting names another. */
export function defaultPath(file: 'config' | 'credentials'): string {
  return join(homeDirectory() ?? NO_HOME, '.aws', file);
}

/**
 * Gives the SDK a home directory for a user without one. Otherwise it fails, even if all settings are in the environment.
 */
export function ensureHomeDirectory(): void {
  // The SDK uses this variable after HOME on every system; other programs use it on Windows only.
  if (homeDirectory() === undefined) process.env.USERPROFILE ??= NO_HOME;
}

/** The home directory; undefined for a user without one (no HOME, no entry in the system's list of users). */
export function homeDirectory(): string | undefined {
  try {
    return process.env.HOME || homedir();
  } catch {
    return undefined;
  }
}

type MutableSection = Section & { incompleteKeys: boolean };

function merge(
  target: Map<string, MutableSection>,
  source: ReadonlyMap<string, Section & { readonly incompleteKeys?: boolean }>,
): Map<string, MutableSection> {
  for (const [name, { settings, nested, incompleteKeys: wasIncomplete }] of source) {
    const hasKeys = settings.has('aws_access_key_id') && settings.has('aws_secret_access_key');
    const incompleteKeys = wasIncomplete || settings.has('aws_access_key_id') !== settings.has('aws_secret_access_key');
    const earlier = target.get(name);
    if (earlier === undefined) {
      target.set(name, { settings, nested, incompleteKeys });
      continue;
    }
    earlier.incompleteKeys = incompleteKeys;
    for (const [setting, value] of settings) {
      if (!(KEYS.has(setting) ? hasKeys : MERGED_SETTINGS.has(setting))) continue;
      earlier.settings.set(setting, value);
      earlier.nested.delete(setting);
    }
  }
  return target;
}

/** The sections of configuration files, in which the names of profiles have lost their prefix. */
function profilesOfConfig(sections: Map<string, MutableSection>): {
  readonly profiles: Map<string, MutableSection>;
  readonly unused: ReadonlySet<string>;
} {
  const isPrefixed = (name: string) => name.startsWith('profile ');
  const isKept = (name: string) => OTHER_SECTIONS.test(name) || name.toLowerCase() === 'default';
  const all = [...sections];
  return {
    profiles: new Map([
      ...all.filter(([name]) => isKept(name)),
      // [profile default] replaces [default], and is not merged with it.
      ...all.flatMap(([name, section]) =>
        isPrefixed(name) ? [[name.slice('profile '.length), section] as const] : [],
      ),
    ]),
    unused: new Set([...sections.keys()].filter((name) => !isKept(name) && !isPrefixed(name))),
  };
}

async function readSharedFile({ path, origin }: SharedFile): Promise<string | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    // ENOTDIR: HOME is a file.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new DiagnosticError(
      'Shared file cannot be read',
      `The file ${JSON.stringify(path)}${origin ? ` (from ${origin.name})` : ''} cannot be read: ` +
        `${(error as Error).message}. Check the file and its permissions.`,
      origin?.path,
    );
  }
}
