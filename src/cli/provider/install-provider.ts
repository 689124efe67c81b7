import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, type Stats, writeSync } from 'node:fs';
import { chmod, link, lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError } from '../command-error';
import { isDirectory, makeDirectory, removeIfEmpty, UNFINISHED } from '../directories';
import { packageDirectories } from './plugin-directory';
import type { ProviderFile, ProviderPackage } from './provider-files';

/** The age after which an unfinished install is removed. */
const ABANDONED_AFTER_MS = 3_600_000;

/** The result of an install. */
export interface Installation {
  /** The directories of the package, one per registry host. */
  readonly directories: readonly string[];
  /** Whether all of them contained the same bytes before. */
  readonly unchanged: boolean;
}

/**
 * Installs the provider into a filesystem mirror, under the registry hosts of Terraform and OpenTofu.
 *
 * A new package appears atomically, as a whole. In an existing package, each changed file is replaced atomically, so that a
 * running plan is not disturbed, and unchanged files stay. Concurrent installs are safe.
 *
 * @param mirror the root of the mirror
 * @throws CommandError when the mirror cannot be written to
 */
export async function installProvider(provider: ProviderPackage, mirror: string): Promise<Installation> {
  const directories = packageDirectories(mirror, provider.version, provider.platform);
  let files = provider.files;
  let unchanged = true;
  for (const directory of directories) {
    try {
      unchanged = !(await putPackage(files, directory)) && unchanged;
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(
        `cannot install the provider into ${directory}: ${(error as Error).message}. Use --plugin-dir with a directory ` +
          'that you can write to.',
      );
    }
    // Further packages take no disk space: their files are hard links to those of the first.
    files = files.map((file) => ({ ...file, source: join(directory, file.path) }));
  }
  return { directories, unchanged };
}

/**
 * Removes a version of the provider from a filesystem mirror, and the directories that become empty.
 *
 * @returns the directories that were removed
 * @throws CommandError when the mirror cannot be written to
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
      throw new CommandError(`cannot remove ${directory}: ${(error as Error).message}.`);
    }
    removed.push(directory);
    removeEmpty(dirname(directory), mirror);
  }
  return removed;
}

/** A file to install, and the path of an identical file on the same file system. */
interface LinkableFile extends ProviderFile {
  readonly source?: string;
}

/** Writes the files of a package that are missing or different, and returns whether there were any. */
async function putPackage(files: readonly LinkableFile[], directory: string): Promise<boolean> {
  const parent = dirname(directory);
  makeDirectory(parent);
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
        makeDirectory(dirname(join(directory, path)));
        await rename(join(fresh, path), join(directory, path));
      }
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  for (const path of superfluous) await rm(join(directory, path), { force: true });
  return true;
}

/** The target of a symbolic link is outside the mirror, and must not be changed. */
async function refuseOther(directory: string): Promise<void> {
  const found = await statistics(directory);
  if (found === undefined || found.isDirectory()) return;
  throw new CommandError(
    `${directory} is ${found.isSymbolicLink() ? 'a symbolic link' : 'not a directory'}. Remove it and install again.`,
  );
}

/** Renames a directory to one that does not exist, and returns whether it did not exist. */
async function appears(fresh: string, directory: string): Promise<boolean> {
  try {
    await rename(fresh, directory);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(code) && isDirectory(directory)) return false;
    throw error;
  }
}

async function write(file: LinkableFile, path: string): Promise<void> {
  makeDirectory(dirname(path));
  if (file.source !== undefined && (await linked(file.source, path))) return;
  const descriptor = openSync(path, 'wx', file.mode);
  try {
    for await (const chunk of file.content()) {
      for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
    }
    // After a power failure, there must be no empty file under the name of a complete one.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  // Regardless of the umask: Terraform may run as another user.
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

/** The paths of files in a directory that are not in the package. */
async function otherFiles(files: readonly ProviderFile[], directory: string): Promise<string[]> {
  const known = new Set(files.map(({ path }) => join(directory, path)));
  if (!isDirectory(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !known.has(path))
    .map((path) => path.slice(directory.length + 1));
}

/** Removes what interrupted installs have left. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const path = join(parent, name);
    const age = name.startsWith(UNFINISHED) ? Date.now() - ((await statistics(path))?.mtimeMs ?? Date.now()) : 0;
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Removes a directory and its parents below the mirror's root, as far as they are empty. */
function removeEmpty(directory: string, mirror: string): void {
  if (directory === mirror || basename(directory) === directory) return;
  if (removeIfEmpty(directory)) removeEmpty(dirname(directory), mirror);
}

async function statistics(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}
