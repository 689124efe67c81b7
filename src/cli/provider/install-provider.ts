import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, type Stats, writeSync } from 'node:fs';
import { chmod, link, lstat, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InstallError } from './install-error';
import { packageDirectories } from './plugin-directory';
import type { ProviderFile, ProviderPackage } from './provider-files';

/** The name of a directory that holds what is not complete yet; Terraform takes no notice of it, as it names no platform. */
const UNFINISHED = '.unfinished-';

/** The age at which an unfinished install counts as abandoned. */
const ABANDONED_AFTER_MS = 3_600_000;

/** What came of an install. */
export interface Installation {
  /** The package's directories, one for each host. */
  readonly directories: readonly string[];
  /** Whether all of them held the same bytes before. */
  readonly unchanged: boolean;
}

/**
 * Puts the provider into a filesystem mirror, for the hosts of Terraform and of OpenTofu. A package appears as a whole; where
 * there is one already, its files are replaced one by one, each at once, so that a plan that uses it is not disturbed, and
 * left alone where they are the same. Several installs at once do each other no harm.
 *
 * @param mirror the root of the mirror
 * @throws InstallError where the mirror cannot be written to
 */
export async function installProvider(provider: ProviderPackage, mirror: string): Promise<Installation> {
  const directories = packageDirectories(mirror, provider.version, provider.platform);
  let files = provider.files;
  let unchanged = true;
  for (const directory of directories) {
    try {
      unchanged = !(await putPackage(files, directory)) && unchanged;
    } catch (error) {
      if (error instanceof InstallError) throw error;
      throw new InstallError(
        `cannot install the provider into ${directory}: ${(error as Error).message}. Use --plugin-dir with a directory ` +
          'that you can write to.',
      );
    }
    // The second package takes no space: its files are those of the first.
    files = files.map((file) => ({ ...file, source: join(directory, file.path) }));
  }
  return { directories, unchanged };
}

/**
 * Removes the provider's version from a filesystem mirror, and the directories that are empty then.
 *
 * @returns the directories that were there
 * @throws InstallError where the mirror cannot be written to
 */
export async function uninstallProvider(version: string, platform: string, mirror: string): Promise<string[]> {
  const removed: string[] = [];
  for (const directory of packageDirectories(mirror, version, platform)) {
    const doomed = join(dirname(directory), `${UNFINISHED}${randomBytes(6).toString('hex')}`);
    try {
      await rename(directory, doomed);
      await rm(doomed, { recursive: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw new InstallError(`cannot remove ${directory}: ${(error as Error).message}.`);
    }
    removed.push(directory);
    await removeEmpty(dirname(directory), mirror);
  }
  return removed;
}

/** A file to install, and where the same bytes are already, on the same file system. */
interface LinkableFile extends ProviderFile {
  readonly source?: string;
}

/** Returns whether anything had to be done. */
async function putPackage(files: readonly LinkableFile[], directory: string): Promise<boolean> {
  const parent = dirname(directory);
  await makeDirectory(parent);
  await removeAbandoned(parent);
  const outdated: LinkableFile[] = [];
  for (const file of files) if (!(await isThere(file, join(directory, file.path)))) outdated.push(file);
  const superfluous = await otherFiles(files, directory);
  if (outdated.length === 0 && superfluous.length === 0) return false;
  await refuseOther(directory);

  const fresh = join(parent, `${UNFINISHED}${randomBytes(6).toString('hex')}`);
  try {
    for (const file of outdated) await write(file, join(fresh, file.path));
    if (outdated.length < files.length || !(await appears(fresh, directory))) {
      for (const { path } of outdated) {
        await makeDirectory(dirname(join(directory, path)));
        await rename(join(fresh, path), join(directory, path));
      }
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  for (const path of superfluous) await rm(join(directory, path), { force: true });
  return true;
}

/** What a link leads to is not the mirror's: files in it must stay as they are. */
async function refuseOther(directory: string): Promise<void> {
  const found = await statistics(directory);
  if (found === undefined || found.isDirectory()) return;
  throw new InstallError(
    `${directory} is ${found.isSymbolicLink() ? 'a symbolic link' : 'not a directory'}. Remove it and install again.`,
  );
}

/** Renames a directory to one that is not there yet; returns whether it was not. */
async function appears(fresh: string, directory: string): Promise<boolean> {
  try {
    await rename(fresh, directory);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(code) && (await isDirectory(directory))) return false;
    throw error;
  }
}

async function write(file: LinkableFile, path: string): Promise<void> {
  await makeDirectory(dirname(path));
  if (file.source !== undefined && (await linked(file.source, path))) return;
  const descriptor = openSync(path, 'wx', file.mode);
  try {
    for await (const chunk of file.content()) {
      for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
    }
    // A machine that loses its power now must not have an empty file under a name that is taken for whole.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  // Whatever the umask says: Terraform may run as another user.
  await chmod(path, file.mode);
}

/** Not every file system has links. */
async function linked(source: string, path: string): Promise<boolean> {
  try {
    await link(source, path);
    return true;
  } catch {
    return false;
  }
}

async function isThere(file: LinkableFile, path: string): Promise<boolean> {
  const found = await statistics(path);
  if (!found?.isFile() || (process.platform !== 'win32' && (found.mode & 0o777) !== file.mode)) return false;
  const source = file.source === undefined ? undefined : await statistics(file.source);
  if (source !== undefined && source.ino === found.ino && source.dev === found.dev) return true;
  return await hasContent(file, path, found.size);
}

async function hasContent(file: ProviderFile, path: string, size: number): Promise<boolean> {
  const descriptor = openSync(path, 'r');
  let compared = 0;
  try {
    for await (const chunk of file.content()) {
      const there = Buffer.allocUnsafe(chunk.length);
      const length = readSync(descriptor, there, 0, chunk.length, compared);
      if (length < chunk.length || !there.equals(chunk)) return false;
      compared += length;
    }
  } finally {
    closeSync(descriptor);
  }
  return compared === size;
}

/** The files of a directory that a package does not have, by their paths. */
async function otherFiles(files: readonly ProviderFile[], directory: string): Promise<string[]> {
  const known = new Set(files.map(({ path }) => join(directory, path)));
  if (!(await isDirectory(directory))) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !known.has(path))
    .map((path) => path.slice(directory.length + 1));
}

/** Makes a directory and those above it, readable by everybody. Node's own way never ends where none can be, as in /proc. */
async function makeDirectory(directory: string): Promise<void> {
  if (await isDirectory(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeDirectory(parent);
  try {
    await mkdir(directory);
    await chmod(directory, 0o755);
  } catch (error) {
    // Another install may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await isDirectory(directory))) throw error;
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    const age = name.startsWith(UNFINISHED) ? Date.now() - ((await statistics(path))?.mtimeMs ?? Date.now()) : 0;
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Removes a directory and those above it, up to the mirror's root, as far as they are empty. */
async function removeEmpty(directory: string, mirror: string): Promise<void> {
  if (directory === mirror || basename(directory) === directory) return;
  try {
    await rmdir(directory);
  } catch {
    return;
  }
  await removeEmpty(dirname(directory), mirror);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function statistics(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}
