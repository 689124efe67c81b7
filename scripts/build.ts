/**
 * Builds everything: the library and the emulator for Node, and the executable for this machine. With `--platform OS_ARCH`,
 * which is repeatable, builds only executables for these platforms, with the glibc of releases.
 */
import { parseArgs } from 'node:util';
import { buildExecutable } from './build/executable';
import { buildPackage } from './build/package';
import { platformNamed } from './build/platforms';

async function main(): Promise<void> {
  const started = performance.now();
  const { values } = parseArgs({ options: { platform: { type: 'string', multiple: true } } });
  if (values.platform === undefined) {
    await buildPackage();
    await buildExecutable(platformNamed(), { glibc: 'own' });
  } else {
    for (const name of values.platform) await buildExecutable(platformNamed(name), { glibc: 'debian' });
  }
  process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot build: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
