import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type LicenseNotice, licensesOf, licensesText } from './licenses';

const root = resolve(import.meta.dirname, '../..');

/** The first thing that a bundle does: an older Node would fail later, and in other words. */
export const requireNode = `if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write('cdktf-face-liveness needs Node.js 20 or later; this is ' + process.version + '. Install one from https://nodejs.org.\\n');
  process.exit(1);
}`;

/** The emulator's page, and the module that reads it from the directory it is in. */
const PAGE = { file: 'src/emulator/page/page.html', reader: 'src/emulator/page/page.ts' };

const OPTIONS = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  // The ES modules of packages that have both: of these, what is not used can be left out.
  mainFields: ['module', 'main'],
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles modules, by the names of their bundles, with all they import, and puts beside them the licences of the packages
 * in them, and the page where it is read.
 */
export async function bundle(
  entryPoints: Readonly<Record<string, string>>,
  directory: string,
  options: BuildOptions = {},
): Promise<void> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: { ...entryPoints },
    outdir: directory,
    format: 'cjs',
    // So that what is loaded later is required: a real import fails where CommonJS is run in a way of its own, as by Jest.
    supported: { 'dynamic-import': false },
    banner: { js: requireNode },
    ...options,
    metafile: true,
  });
  const licenses = licensesOf(metafile, root);
  if (licenses.length > 0) writeFileSync(resolve(root, directory, 'LICENSES.txt'), licensesText(licenses));
  if (PAGE.reader in metafile.inputs) copyFileSync(resolve(root, PAGE.file), resolve(root, directory, 'page.html'));
}

/** Leaves modules that are imported only where they are used out of a bundle: they are bundles in a directory. */
export function loadedFrom(directory: string): Plugin {
  return {
    name: 'loaded-later',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path: `${directory}/${basename(path)}.js`, external: true } : undefined,
      ),
  };
}

/**
 * Bundles the executable's code into one CommonJS file: the only format that Bun compiles to bytecode. Returns the licences
 * of the packages in it.
 */
export async function bundleExecutable(file: string): Promise<LicenseNotice[]> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: ['src/main.ts'],
    outfile: file,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    loader: { '.html': 'text' },
    metafile: true,
  });
  return licensesOf(metafile, root);
}
