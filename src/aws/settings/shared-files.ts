import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir, parseKnownFiles } from '@smithy/core/config';
import { DiagnosticError } from '../../plugin';
import type { Origin } from './settings';

/** A shared configuration or credentials file, and the source of its path. */
export interface SharedFile {
  readonly path: string;
  /** Undefined for the default path. */
  readonly origin: Origin | undefined;
}

/** The settings of a section, by name. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** The contents of all shared configuration and credentials files together. */
export interface SharedFiles {
  /** Settings by profile; other sections by their kind and name, such as `services.local`. */
  readonly profiles: Readonly<Record<string, Profile>>;
  /** The files in the order they were read, and whether they exist. */
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
}

/**
 * Reads the shared files. If several have the same setting, the last one applies; a file that does not exist is
 * skipped. The SDK, which knows one file of each kind, then reads the result instead of its own files.
 *
 * @throws DiagnosticError for a file that cannot be read or is malformed
 */
export async function readSharedFiles(
  configFiles: readonly SharedFile[],
  credentialsFiles: readonly SharedFile[],
): Promise<SharedFiles> {
  ensureHomeDirectory();
  const read = async (files: readonly SharedFile[]) =>
    await Promise.all(files.map(async (file) => ({ path: file.path, text: await readSharedFile(file) })));
  const [config, credentials] = [await read(configFiles), await read(credentialsFiles)];
  // In a concatenated text, the SDK's parser lets later settings win.
  const [configText, credentialsText] = [config, credentials].map((files) =>
    files.map(({ text }) => text ?? '').join('\n'),
  );
  showToSdk(configText ?? '', credentialsText ?? '');
  return {
    profiles: await parseKnownFiles({}),
    files: [...config, ...credentials].map(({ path, text }) => ({ path, exists: text !== undefined })),
  };
}

/** The path of a shared file unless a setting names another. */
export function defaultPath(file: 'config' | 'credentials'): string {
  ensureHomeDirectory();
  return join(getHomeDir(), '.aws', file);
}

/**
 * Gives the SDK a home directory for a user without one (no HOME, no entry in the system's list of users). Otherwise it
 * fails, even if all settings are in the environment.
 */
function ensureHomeDirectory(): void {
  try {
    if (!process.env.HOME) homedir();
  } catch {
    // The SDK uses this variable after HOME on every system; other programs use it on Windows only.
    process.env.USERPROFILE ??= '/nonexistent';
  }
}

async function readSharedFile({ path, origin }: SharedFile): Promise<string | undefined> {
  const file = `file ${JSON.stringify(path)}${origin ? ` (from ${origin.name})` : ''}`;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // ENOTDIR: HOME is a file.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new DiagnosticError(
      'Shared file cannot be read',
      `The ${file} cannot be read: ${(error as Error).message}. Check the file and its permissions.`,
      origin?.path,
    );
  }
  const error = firstSyntaxError(text);
  if (error === undefined) return text;
  throw new DiagnosticError(
    'Malformed shared file',
    // Without the line itself, which may hold a secret.
    `Line ${error.line} of the ${file} ${error.message}. A shared file has [sections], and in them settings such as ` +
      '"region = us-east-1" and comments that begin with #. Correct the line.',
    origin?.path,
  );
}

/** Finds a line that the SDK's parser would skip silently. */
function firstSyntaxError(text: string): { readonly line: number; readonly message: string } | undefined {
  let inSection = false;
  for (const [index, lineText] of text.split(/\r?\n/).entries()) {
    const content = lineText.replace(/(^|\s)[#;].*$/, '').trim();
    if (content === '') continue;
    const line = index + 1;
    if (content.startsWith('[')) {
      if (!/^\[\s*[^\s[\]][^[\]]*\]$/.test(content)) {
        return { line, message: 'begins a section and does not end its name' };
      }
      inSection = true;
    } else if (!inSection) return { line, message: 'is before the first section' };
    // An indented line can continue the line before it.
    else if (!/^([^=]+=|\s)/.test(lineText)) {
      return { line, message: 'is not a setting: it has no name and equals sign' };
    }
  }
  return undefined;
}

/**
 * The SDK's credential providers read one configuration and one credentials file, and not all of them take a path. So
 * the merged texts replace the contents of the files that they read.
 */
function showToSdk(config: string, credentials: string): void {
  const configFile = process.env.AWS_CONFIG_FILE || defaultPath('config');
  const credentialsFile = process.env.AWS_SHARED_CREDENTIALS_FILE || defaultPath('credentials');
  // Both variables can name the same file, /dev/null for example.
  if (configFile === credentialsFile) {
    show(configFile, `${config}\n${credentials}`);
    return;
  }
  show(configFile, config);
  show(credentialsFile, credentials);
}

function show(path: string, text: string): void {
  externalDataInterceptor.interceptFile(path, text);
  // Most parts of the SDK expand the home directory first, but not all.
  if (path.startsWith('~/')) externalDataInterceptor.interceptFile(join(getHomeDir(), path.slice(2)), text);
}
