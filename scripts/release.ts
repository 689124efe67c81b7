/**
 * Writes a release into the directory `release`: zips, executables, checksums, a bill of materials, npm packages, and the
 * files for registries. `--platform OS_ARCH`, which is repeatable, selects platforms; `--key FILE` signs the checksums;
 * `--directory DIR` writes elsewhere. `--sign DIR --key FILE` signs an existing release.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSigningKey } from '../src/cli/registry/signing';
import { PLATFORMS, platformNamed } from './build/platforms';
import { signRelease, writeRelease } from './release/release';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', multiple: true },
      directory: { type: 'string', default: 'release' },
      key: { type: 'string' },
      sign: { type: 'string' },
    },
  });
  // Before the build, so that an unusable key is reported at once.
  const key = values.key === undefined ? undefined : await readSigningKey(values.key);
  if (values.sign !== undefined) {
    if (key === undefined) throw new Error('--sign needs --key with the file of an OpenPGP private key');
    process.stdout.write(`signed ${await signRelease(resolve(values.sign), key.sign)} with the key ${key.id}\n`);
    return;
  }
  const platforms = values.platform?.map(platformNamed) ?? PLATFORMS;
  const directory = resolve(values.directory);
  await writeRelease(directory, { platforms, ...(key && { sign: key.sign }) });
  process.stdout.write(`wrote the release ${directory}${key ? `, signed with the key ${key.id}` : ''}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot release: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
