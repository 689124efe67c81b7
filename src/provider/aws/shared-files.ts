import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { externalDataInterceptor, getHomeDir, parseKnownFiles } from '@smithy/core/config';
import { DiagnosticError } from '../../plugin';
import { standInForHome } from './home-directory';
import type { Origin } from './settings';

/** A shared file that AWS's tools read, and who named it. */
export interface SharedFile {
  readonly path: string;
  /** Undefined for the usual place. */
  readonly origin: Origin | undefined;
}

/** The settings of a section, by name. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** What the shared configuration and credentials files say together. */
export interface SharedFiles {
  /** Settings by profile; other sections by their kind and name, such as `services.local`. */
  readonly profiles: Readonly<Record<string, Profile>>;
  /** The files in the order they were read, with whether they are there. */
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
}

/**
 * Reads the shared files. Where several say something of one setting, the last one counts; a file that does not exist
 * says nothing. The SDK, which knows one file of each kind, gets to see what was read in place of its own.
 *
 * @throws DiagnosticError for a file that can't be read, or that is no such file
 */
export async function readSharedFiles(
  configFiles: readonly SharedFile[],
  credentialsFiles: readonly SharedFile[],
): Promise<SharedFiles> {
  standInForHome();
  const read = async (files: readonly SharedFile[]) =>
    await Promise.all(files.map(async (file) => ({ path: file.path, text: await textOf(file) })));
  const [config, credentials] = [await read(configFiles), await read(credentialsFiles)];
  // One after the other in one text is how the SDK's parser lets later settings win.
  const [configText, credentialsText] = [config, credentials].map((files) =>
    files.map(({ text }) => text ?? '').join('\n'),
  );
  showToSdk(configText ?? '', credentialsText ?? '');
  return {
    profiles: await parseKnownFiles({}),
    files: [...config, ...credentials].map(({ path, text }) => ({ path, exists: text !== undefined })),
  };
}

/** Where a shared file is when nobody says otherwise. */
export function usualPlace(file: 'config' | 'credentials'): string {
  standInForHome();
  return join(getHomeDir(), '.aws', file);
}

async function textOf({ path, origin }: SharedFile): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // There is no such file either where HOME is a file.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new DiagnosticError(
      'Shared file can not be read',
      `${describe(path, origin)} can not be read: ${(error as Error).message}. Check the file and its permissions.`,
      origin?.path,
    );
  }
  const problem = firstProblem(text);
  if (problem === undefined) return text;
  throw new DiagnosticError(
    'Malformed shared file',
    // Without the line itself, which may hold a secret.
    `Line ${problem.line} of ${describe(path, origin)} ${problem.what}. The file takes [sections], and below them ` +
      'settings such as "region = us-east-1" and comments that begin with #. Correct the line.',
    origin?.path,
  );
}

function describe(path: string, origin: Origin | undefined): string {
  return `the file ${JSON.stringify(path)}${origin ? ` (from ${origin.name})` : ''}`;
}

/** What the SDK's parser would pass over in silence. */
function firstProblem(text: string): { readonly line: number; readonly what: string } | undefined {
  let inSection = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/(^|\s)[#;].*$/, '').trim();
    if (content === '') continue;
    const at = { line: index + 1 };
    if (content.startsWith('[')) {
      if (!/^\[\s*[^\s[\]][^[\]]*\]$/.test(content))
        return { ...at, what: 'begins a section and does not end its name' };
      inSection = true;
    } else if (!inSection) return { ...at, what: 'stands before the first section' };
    // What is indented can go on with the line before it.
    else if (!/^([^=]+=|\s)/.test(line)) return { ...at, what: 'is no setting: it has no name and equals sign' };
  }
  return undefined;
}

/**
 * The SDK's providers of credentials look at one configuration and one credentials file, and not all of them let one
 * say which. So what was read takes the place of the files that they look at.
 */
function showToSdk(config: string, credentials: string): void {
  const configFile = process.env.AWS_CONFIG_FILE || usualPlace('config');
  const credentialsFile = process.env.AWS_SHARED_CREDENTIALS_FILE || usualPlace('credentials');
  // One file can be named for both, /dev/null for example.
  if (configFile === credentialsFile) {
    show(configFile, `${config}\n${credentials}`);
    return;
  }
  show(configFile, config);
  show(credentialsFile, credentials);
}

function show(path: string, text: string): void {
  externalDataInterceptor.interceptFile(path, text);
  // Most of the SDK expands the home directory before it looks, not all.
  if (path.startsWith('~/')) externalDataInterceptor.interceptFile(join(getHomeDir(), path.slice(2)), text);
}
