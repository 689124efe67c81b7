import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A directory whose files are made once for all test files and workers that ask for it. It is removed after all tests.
 *
 * @param purpose tells directories apart: equal texts get the same directory
 * @param fill writes the files; workers that ask at the same time each call it, and the first result is used
 * @returns its path
 */
export async function sharedDirectory(
  purpose: string,
  fill: (directory: string) => Promise<void> | void,
): Promise<string> {
  const directory = join(inject('temporaryDirectory'), createHash('sha256').update(purpose).digest('hex').slice(0, 16));
  if (existsSync(directory)) return directory;
  const own = mkdtempSync(`${directory}-`);
  try {
    await fill(own);
    renameSync(own, directory);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    // Another worker was faster.
    if (!existsSync(directory)) throw error;
  }
  return directory;
}
