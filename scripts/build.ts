/** Builds the package: the library for Node, and the provider and the command bundled with all they need. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const started = performance.now();

const bundle: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  legalComments: 'linked',
  logLevel: 'warning',
};

rmSync(resolve(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [resolve(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.lib.json'], {
  cwd: root,
  stdio: 'inherit',
});
buildSync({ ...bundle, entryPoints: ['src/provider/main.ts'], outfile: 'dist/provider/provider.js' });
copyFileSync(resolve(root, 'src/provider/launcher.sh'), resolve(root, 'dist/provider/launcher.sh'));
buildSync({
  ...bundle,
  entryPoints: ['src/cli/face-liveness.ts'],
  outfile: 'dist/cli/face-liveness.js',
  banner: { js: '#!/usr/bin/env node' },
});
chmodSync(resolve(root, 'dist/cli/face-liveness.js'), 0o755);
process.stdout.write(`built dist in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
