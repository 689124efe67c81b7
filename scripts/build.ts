/** Builds the package: the library for Node, and the provider, the command and the emulator bundled with all they need. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtinsWithoutRequire, bundle, bundleInParts, loadedFrom, requireNode } from './build/bundle';
import { createCodeCache } from './build/code-cache';

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

/** Puts together the directory that `face-liveness provider install` copies. */
async function buildProvider(): Promise<void> {
  const directory = resolve(root, 'dist/provider');
  const modules = join(directory, 'modules');
  mkdirSync(modules, { recursive: true });
  await bundle({ provider: 'src/provider/start.ts' }, 'dist/provider');
  writeFileSync(join(directory, 'LICENSES.txt'), await bundleInParts('src/provider/main.ts', 'dist/provider/modules'));
  copyFileSync(resolve(root, 'src/provider/launcher.sh'), join(directory, 'launcher.sh'));
  await createCodeCache(directory);
}

async function main(): Promise<void> {
  for (const built of ['dist', '.jsii']) rmSync(resolve(root, built), { recursive: true, force: true });
  compileLibrary();
  declareTypes();
  await buildProvider();
  await bundle(
    { index: 'src/emulator/index.ts', 'aws-clients': 'src/emulator/images/aws-clients.ts' },
    'dist/emulator',
    { banner: {}, plugins: [loadedFrom('.'), builtinsWithoutRequire] },
  );
  await bundle({ 'face-liveness': 'src/cli/face-liveness.ts' }, 'dist/cli', {
    banner: { js: `#!/usr/bin/env node\n${requireNode}` },
    plugins: [loadedFrom('../emulator')],
  });
  chmodSync(resolve(root, 'dist/cli/face-liveness.js'), 0o755);
  process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

void main();
