import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A directory that several test files share, because it takes seconds to fill. It is removed after all tests.
 *
 * @param fill fills the directory, in the first file that needs it
 * @returns its path
 */
export async function sharedDirectory(name: string, fill: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(inject('temporaryDirectory'), name);
  if (existsSync(directory)) return directory;
  const own = mkdtempSync(`${directory}-`);
  await fill(own);
  try {
    renameSync(own, directory);
  } catch (error) {
    // The tests of another worker were faster.
    if (!existsSync(directory)) throw error;
    rmSync(own, { recursive: true });
  }
  return directory;
}
