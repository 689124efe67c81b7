/** Builds the package: the library for Node, and the provider and the command bundled with all they need. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
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

/** Bundles an entry point with all it imports, and puts the licences of that beside it. */
function bundle(entryPoint: string, directory: string, name: string, options: BuildOptions = {}): void {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    outfile: `${directory}/${name}`,
    bundle: true,
    platform: 'node',
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
}

for (const built of ['dist', '.jsii']) rmSync(resolve(root, built), { recursive: true, force: true });
compileLibrary();
bundle('src/provider/main.ts', 'dist/provider', 'provider.js');
copyFileSync(resolve(root, 'src/provider/launcher.sh'), resolve(root, 'dist/provider/launcher.sh'));
bundle('src/cli/face-liveness.ts', 'dist/cli', 'face-liveness.js', {
  banner: { js: `#!/usr/bin/env node\n${requireNode}` },
});
chmodSync(resolve(root, 'dist/cli/face-liveness.js'), 0o755);
process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
