/**
 * Builds everything: the library and the emulator for Node, and the executable. `--platform OS_ARCH`, which can be given
 * several times, builds the executables for these platforms alone, with the glibc that goes into releases.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtinsWithoutRequire, bundle, loadedFrom, requireNode } from './build/bundle';
import { buildExecutable } from './build/executable';
import { platformNamed } from './build/platforms';

const root = resolve(import.meta.dirname, '..');
const started = performance.now();

/** What jsii may warn of without failing the build. docs/jsii.md says why. */
const TOLERATED_WARNINGS = ['language-compatibility/reserved-word', 'metadata/missing-dev-dependency'];

/** Compiles to dist/lib, and describes the constructs' API in the assembly `.jsii`. */
function compileLibrary(): void {
  execFileSync(
    process.execPath,
    [resolve(root, 'node_modules/jsii/bin/jsii'), '--fail-on-warnings', '--silence-warnings', ...TOLERATED_WARNINGS],
    {
      cwd: root,
      // jsii warns of every version of Node that is past its end of life; the package supports this one.
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
      stdio: 'inherit',
    },
  );
}

/** Writes the types of what the package exports besides the library. */
function declareTypes(): void {
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.emulator.json'], { cwd: root, stdio: 'inherit' });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { platform: { type: 'string', multiple: true } } });
  if (values.platform === undefined) await buildPackage();
  else for (const name of values.platform) await buildExecutable(platformNamed(name), { glibc: 'debian' });
  process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

async function buildPackage(): Promise<void> {
  for (const built of ['dist', '.jsii']) rmSync(resolve(root, built), { recursive: true, force: true });
  compileLibrary();
  declareTypes();
  await bundle(
    { index: 'src/emulator/index.ts', 'aws-clients': 'src/emulator/images/aws-clients.ts' },
    'dist/emulator',
    { banner: {}, plugins: [loadedFrom('.'), builtinsWithoutRequire] },
  );
  await bundle({ 'face-liveness': 'src/cli/npm-bin.ts' }, 'dist/bin', {
    banner: { js: `#!/usr/bin/env node\n${requireNode}` },
  });
  chmodSync(resolve(root, 'dist/bin/face-liveness.js'), 0o755);
  await buildExecutable(platformNamed(), { glibc: 'own' });
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot build: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
