/** Builds the package: the library for Node, and the provider, the command and the emulator bundled with all they need. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { licensesOf } from './licenses';

const root = resolve(import.meta.dirname, '..');
const started = performance.now();

/** The first thing that a bundle does: an older Node would fail later, and in other words. */
const requireNode = `if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write('cdktf-face-liveness needs Node.js 20 or later; this is ' + process.version + '. Install one from https://nodejs.org.\\n');
  process.exit(1);
}`;

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

/** The emulator's page, and the module that reads it from the directory it is in. */
const PAGE = { file: 'src/emulator/page/page.html', reader: 'src/emulator/page/page.ts' };

/** Writes the types of what the package exports besides the library. */
function declareTypes(): void {
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.emulator.json'], { cwd: root, stdio: 'inherit' });
}

/**
 * Bundles modules, by the names of their bundles, with all they import, and puts beside them the licences of that, and the
 * page where it is read.
 */
async function bundle(
  entryPoints: Readonly<Record<string, string>>,
  directory: string,
  options: BuildOptions = {},
): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: directory,
    bundle: true,
    platform: 'node',
    // The ES modules of packages that have both: of these, what is not used can be left out.
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: requireNode },
    ...options,
    metafile: true,
  });
  writeFileSync(resolve(root, directory, 'LICENSES.txt'), licensesOf(metafile, root));
  if (PAGE.reader in metafile.inputs) copyFileSync(resolve(root, PAGE.file), resolve(root, directory, 'page.html'));
}

/** Leaves modules that are imported only where they are used out of a bundle: they are bundles in a directory. */
function loadedFrom(directory: string): Plugin {
  return {
    name: 'loaded-later',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path: `${directory}/${basename(path)}.js`, external: true } : undefined,
      ),
  };
}

async function main(): Promise<void> {
  for (const built of ['dist', '.jsii']) rmSync(resolve(root, built), { recursive: true, force: true });
  compileLibrary();
  declareTypes();
  await bundle({ provider: 'src/provider/main.ts' }, 'dist/provider');
  copyFileSync(resolve(root, 'src/provider/launcher.sh'), resolve(root, 'dist/provider/launcher.sh'));
  await bundle(
    { index: 'src/emulator/index.ts', 'aws-clients': 'src/emulator/images/aws-clients.ts' },
    'dist/emulator',
    { banner: {}, plugins: [loadedFrom('.')] },
  );
  await bundle({ 'face-liveness': 'src/cli/face-liveness.ts' }, 'dist/cli', {
    banner: { js: `#!/usr/bin/env node\n${requireNode}` },
    plugins: [loadedFrom('../emulator')],
  });
  chmodSync(resolve(root, 'dist/cli/face-liveness.js'), 0o755);
  process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

void main();
