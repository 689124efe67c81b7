/**
 * Writes a release into the directory `release`: zips, executables, checksums, a bill of materials, packages for npm, and what
 * registries want. `--platform OS_ARCH`, which can be given several times, takes these platforms alone; `--key FILE`
 * signs the checksums; `--directory DIR` writes elsewhere.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PLATFORMS, platformNamed } from './build/platforms';
import { writeRelease } from './release/release';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', multiple: true },
      directory: { type: 'string', default: 'release' },
      key: { type: 'string' },
    },
  });
  const platforms = values.platform?.map(platformNamed) ?? PLATFORMS;
  const directory = resolve(values.directory);
  await writeRelease(directory, { platforms });
  process.stdout.write(`wrote the release ${directory}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot release: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
