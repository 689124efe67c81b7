import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { bundleExecutable } from '../../scripts/build/bundle';
import { platformNamed } from '../../scripts/build/platforms';
import { type NpmPackages, tarballsIn } from '../../scripts/release/npm-packages';
import { assembleRelease } from '../../scripts/release/release';
import { sharedDirectory } from './shared-directory';

/**
 * A release for this platform from the last build, which is made once for all tests. Unlike a published one it contains this
 * machine's own glibc. Tests must not change it.
 *
 * @returns its directory
 */
export async function builtRelease(): Promise<string> {
  const directory = await sharedDirectory(`release ${version}`, async (own) => {
    await assembleRelease(join(own, 'release'), { platforms: [platformNamed()], packages: await bundledPackages() });
  });
  return join(directory, 'release');
}

/** The npm packages of that release. */
export async function packedPackages(): Promise<NpmPackages> {
  return tarballsIn(join(await builtRelease(), 'npm'), [platformNamed()]);
}

async function bundledPackages(): ReturnType<typeof bundleExecutable> {
  const scratch = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    return await bundleExecutable(join(scratch, 'main.cjs'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
