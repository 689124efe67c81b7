import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { builtinsWithoutRequire, bundle, externalModule, LOADED_LATER, loadedFrom, requireNode } from './bundle';

const root = resolve(import.meta.dirname, '../..');

/** Warnings of jsii that do not fail the build; docs/jsii.md explains them. */
const TOLERATED_WARNINGS = ['language-compatibility/reserved-word', 'metadata/missing-dev-dependency'];

/** Compiles the library to dist/lib, and writes the jsii assembly `.jsii`. */
function compileLibrary(): void {
  execFileSync(
    process.execPath,
    [resolve(root, 'node_modules/jsii/bin/jsii'), '--fail-on-warnings', '--silence-warnings', ...TOLERATED_WARNINGS],
    {
      cwd: root,
      // jsii warns about Node versions past their end of life; the package supports version 20.
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
      stdio: 'inherit',
    },
  );
}

/** Folders whose types no entry point has, and which need packages. */
const INNER_TYPES = ['plugin/server', 'plugin/wire'];

/** Writes the type declarations of the entry points other than the library. */
function declareTypes(): void {
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.entry-points.json'], { cwd: root, stdio: 'inherit' });
  for (const folder of INNER_TYPES) rmSync(resolve(root, 'dist/types', folder), { recursive: true });
}

/**
 * Builds the npm package without the executables: the library, the emulator for Node, its routes for Playwright, the framework
 * for providers with its tests' helper, and the start of the command.
 */
export async function buildPackage(): Promise<void> {
  for (const built of ['dist', '.jsii']) rmSync(resolve(root, built), { recursive: true, force: true });
  compileLibrary();
  declareTypes();
  await bundle({ index: 'src/emulator/index.ts', ...LOADED_LATER }, 'dist/emulator', {
    banner: {},
    plugins: [loadedFrom('.'), builtinsWithoutRequire],
  });
  await bundle({ index: 'src/emulator/playwright/index.ts' }, 'dist/playwright', {
    banner: {},
    plugins: [builtinsWithoutRequire],
  });
  await bundle({ index: 'src/plugin/index.ts' }, 'dist/plugin', { banner: {}, plugins: [builtinsWithoutRequire] });
  // Its classes must be those of a user's provider.
  await bundle({ index: 'src/plugin/testing/index.ts' }, 'dist/plugin/testing', {
    banner: {},
    plugins: [externalModule('src/plugin/index.ts', '../index.js'), builtinsWithoutRequire],
  });
  await bundle({ 'face-liveness': 'src/cli/npm-bin.ts' }, 'dist/bin', {
    banner: { js: `#!/usr/bin/env node\n${requireNode}` },
  });
  chmodSync(resolve(root, 'dist/bin/face-liveness.js'), 0o755);
}
