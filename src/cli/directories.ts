import { chmodSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The prefix of names of incomplete files and directories. Terraform and OpenTofu ignore them. */
export const UNFINISHED = '.unfinished-';

/**
 * Creates a directory and its missing parents, readable by everyone regardless of the umask. `mkdir` with the option `recursive`
 * never returns for a directory that cannot exist, such as one in /proc.
 *
 * @returns the created directories, parents first
 */
export function makeDirectory(path: string): string[] {
  if (isDirectory(path)) return [];
  const created = dirname(path) === path ? [] : makeDirectory(dirname(path));
  try {
    mkdirSync(path);
    chmodSync(path, 0o755);
  } catch (error) {
    // Another process may have created it in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isDirectory(path)) return created;
    throw error;
  }
  return [...created, path];
}

/** Whether a path leads to a directory, symbolic links followed. */
export function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Removes a directory if it is empty, and returns whether it was. */
export function removeIfEmpty(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}
