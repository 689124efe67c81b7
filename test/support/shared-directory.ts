import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';

/** The most time that a test waits for the files of another worker. */
const TIMEOUT_MS = 420_000;

/**
 * A directory whose files are made once for all test files and workers that ask for it. It is removed after all tests.
 *
 * @param purpose tells directories apart: equal texts get the same directory
 * @param fill writes the files; other workers wait for it
 * @returns its path
 */
export async function sharedDirectory(
  purpose: string,
  fill: (directory: string) => Promise<void> | void,
): Promise<string> {
  const directory = join(inject('temporaryDirectory'), createHash('sha256').update(purpose).digest('hex').slice(0, 16));
  const lock = `${directory}.lock`;
  while (!existsSync(directory)) {
    if (!isNew(lock)) {
      await vi.waitUntil(() => existsSync(directory) || !existsSync(lock), { timeout: TIMEOUT_MS, interval: 100 });
      continue;
    }
    const own = mkdtempSync(`${directory}-`);
    try {
      await fill(own);
      renameSync(own, directory);
    } finally {
      rmSync(own, { recursive: true, force: true });
      rmSync(lock, { recursive: true });
    }
  }
  return directory;
}

/** Makes a directory. Returns whether it did not exist, which is true for one of several workers. */
function isNew(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
