/**
 * Writes a release into the directory `release`: zips, executables, checksums, a bill of materials, packages for npm, and what
 * registries want. `--platform OS_ARCH`, which can be given several times, takes these platforms alone; `--key FILE`
 * signs the checksums; `--directory DIR` writes elsewhere. `--sign DIR --key FILE` signs a release that there is already.
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
  // Before anything is built: a key that cannot sign is said at once.
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
