import { readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { moduleFiles } from '../../src/cli/registry/module-files';
import { type BundledPackage, licensesText, packagesIn } from './licenses';

const root = resolve(import.meta.dirname, '../..');

/** The first thing that a bundle does: an older Node would fail later, and in other words. */
export const requireNode = `if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write('cdktf-face-liveness needs Node.js 20 or later; this is ' + process.version + '. Install one from https://nodejs.org.\\n');
  process.exit(1);
}`;

/** Replaces the module that reads the emulator's page from its file with one that holds the page's text. */
const pageInlined: Plugin = {
  name: 'page-inlined',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]emulator[\\/]page[\\/]html\.ts$/ }, ({ path }) => {
      const page = readFileSync(join(dirname(path), 'page.html'), 'utf8');
      return { contents: `export const html = ${JSON.stringify(page)};`, loader: 'ts' };
    }),
};

/** Replaces the module that reads the files of the Terraform module with one that holds their texts. */
const moduleInlined: Plugin = {
  name: 'module-inlined',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]cli[\\/]registry[\\/]module-files\.ts$/ }, () => ({
      contents: `export const moduleFiles = ${JSON.stringify(moduleFiles)};`,
      loader: 'ts',
    })),
};

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
  plugins: [pageInlined, moduleInlined],
} as const satisfies BuildOptions;

/** Bundles modules, by the names of their bundles, with all they import, and puts beside them the licences of that. */
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
    plugins: [...OPTIONS.plugins, ...(options.plugins ?? [])],
    metafile: true,
  });
  const packages = packagesIn(metafile, root);
  if (packages.length > 0) writeFileSync(resolve(root, directory, 'LICENSES.txt'), licensesText(packages));
}

/**
 * Keeps the emulator's AWS clients, which are imported on first use, out of a bundle: they are a bundle of their own in
 * `directory`. Dynamic imports inside packages stay in the bundle.
 */
export function loadedFrom(directory: string): Plugin {
  return {
    name: 'loaded-later',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\/aws-clients$/ }, ({ kind, resolveDir }) =>
        kind === 'dynamic-import' && resolveDir === resolve(root, 'src/emulator/images')
          ? { path: `${directory}/aws-clients.js`, external: true }
          : undefined,
      ),
  };
}

/**
 * Loads Node's modules in a CommonJS bundle by `process.getBuiltinModule`, which Node has since 20.16. When esbuild puts
 * such a bundle into an ES module, `require` fails there.
 */
export const builtinsWithoutRequire: Plugin = {
  name: 'builtins-without-require',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'builtin';
    onResolve({ filter: /^[a-z0-9_:/]+$/ }, ({ path, namespace: importedFrom }) => {
      if (!isBuiltin(path)) return undefined;
      return importedFrom === namespace ? { path, external: true } : { path, namespace, sideEffects: false };
    });
    onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule?.('${path}') ?? require('${path}');`,
    }));
  },
};

/**
 * Bundles the executable's code into one CommonJS file: the only format that Bun compiles to bytecode. Returns the packages
 * in it.
 */
export async function bundleExecutable(file: string): Promise<BundledPackage[]> {
  return await bundleIntoFile('src/main.ts', file);
}

/** Bundles the module that exports the provider into one CommonJS file, to look at its schemas. */
export async function bundleProvider(file: string): Promise<void> {
  await bundleIntoFile('src/provider/provider.ts', file);
}

async function bundleIntoFile(entryPoint: string, file: string): Promise<BundledPackage[]> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: [entryPoint],
    outfile: file,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // Bun would put the directory of the build there. The files that packages look for in theirs are not in the executable.
    define: { __dirname: '"/"', __filename: '"/main.cjs"' },
    // Its ES module asks for its own URL, which a CommonJS bundle does not have.
    alias: { openpgp: resolve(root, 'node_modules/openpgp/dist/node/openpgp.min.cjs') },
    metafile: true,
  });
  return packagesIn(metafile, root);
}
