import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packMain } from '../../scripts/release/npm-packages';

/**
 * The tarball of the main package, which is packed once for all tests that share it. It is removed after all tests.
 *
 * @returns its path
 */
export function packedPackage(): string {
  const directory = join(inject('temporaryDirectory'), 'packed-package');
  const [found] = filesIn(directory);
  if (found !== undefined) return join(directory, found);
  const own = mkdtempSync(`${directory}-`);
  packMain(own);
  try {
    renameSync(own, directory);
  } catch (error) {
    // The tests of another worker were faster.
    if (filesIn(directory).length === 0) throw error;
    rmSync(own, { recursive: true });
  }
  return packedPackage();
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
