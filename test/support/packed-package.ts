import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packMain } from '../../scripts/release/npm-packages';
import { sharedDirectory } from './shared-directory';

/**
 * The tarball of the main package, which is packed once for all tests that share it.
 *
 * @returns its path
 */
export async function packedPackage(): Promise<string> {
  const directory = await sharedDirectory('the packed main package', (own) => void packMain(own));
  const [tarball = ''] = readdirSync(directory);
  return join(directory, tarball);
}
