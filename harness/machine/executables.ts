import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Finds the first executable on PATH with one of the names; undefined when there is none. */
export function findOnPath(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const directories = (env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return directories.flatMap((directory) => names.map((name) => join(directory, name))).find(isExecutable);
}

/** Whether a path is a file that this process may execute. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Compares two versions, for `sort`: negative when `a` comes first. A pre-release comes before its release; pre-releases of
 * the same version are equal.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (left[part] !== right[part]) return left[part] - right[part];
  }
  return Number(b.includes('-')) - Number(a.includes('-'));
}

function numbers(version: string): { major: number; minor: number; patch: number } {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined) throw new Error(`not a version: ${version}`);
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}
