import { readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { moduleFiles } from '../../src/cli/registry/module-files';
import { type BundledPackage, licensesText, packagesIn } from './licenses';

const root = resolve(import.meta.dirname, '../..');

/** The start of a bundle: an older Node would fail later, with a message that does not name the cause. */
export const requireNode = `if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write('cdktf-face-liveness needs Node.js 20 or later; this is ' + process.version + '. Install one from https://nodejs.org.\\n');
  process.exit(1);
}`;

/** Replaces the module that reads the emulator's page from its file with one that contains the text. */
const pageInlined: Plugin = {
  name: 'page-inlined',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]emulator[\\/]page[\\/]html\.ts$/ }, ({ path }) => {
      const page = readFileSync(join(dirname(path), 'page.html'), 'utf8');
      return { contents: `export const html = ${JSON.stringify(page)};`, loader: 'ts' };
    }),
};

/** Replaces the module that reads the files of the Terraform module with one that contains their texts. */
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
  // Prefer the ES modules of packages: esbuild removes their unused parts.
  mainFields: ['module', 'main'],
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [pageInlined, moduleInlined],
} as const satisfies BuildOptions;

/**
 * Bundles modules with their imports, and writes the licences of bundled packages beside them.
 *
 * @param entryPoints modules by the names of their bundles
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
    // Turn dynamic imports into require calls: real ones fail in test runners with their own CommonJS loader, such as Jest.
    supported: { 'dynamic-import': false },
    banner: { js: requireNode },
    ...options,
    plugins: [...OPTIONS.plugins, ...(options.plugins ?? [])],
    metafile: true,
  });
  const packages = packagesIn(metafile, root);
  if (packages.length > 0) writeFileSync(resolve(root, directory, 'LICENSES.txt'), licensesText(packages));
}

/** The modules of the emulator that are imported on first use, by the names of their bundles. */
export const LOADED_LATER = {
  'aws-clients': 'src/emulator/images/aws-clients.ts',
  certificate: 'src/emulator/protocol/certificate.ts',
} as const;

/**
 * Keeps the modules of the emulator that are imported on first use out of a bundle. They are separate bundles in `directory`.
 * Dynamic imports inside packages stay in the bundle.
 */
export function loadedFrom(directory: string): Plugin {
  return {
    name: 'loaded-later',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\// }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = `${resolve(resolveDir, path)}.ts`;
        const [name] = Object.entries(LOADED_LATER).find(([, each]) => resolve(root, each) === file) ?? [];
        return name === undefined ? undefined : { path: `${directory}/${name}.js`, external: true };
      }),
  };
}

/** Keeps a module out of a bundle, which loads it from `path` instead. */
export function externalModule(module: string, path: string): Plugin {
  const file = resolve(root, module);
  return {
    name: 'external-module',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\.?\// }, ({ kind, path: imported, resolveDir }) =>
        kind !== 'entry-point' && `${resolve(resolveDir, imported)}.ts` === file ? { path, external: true } : undefined,
      ),
  };
}

/**
 * Loads Node's modules in a CommonJS bundle with `process.getBuiltinModule`, available since Node 20.16. `require` fails when
 * a user's esbuild puts such a bundle into an ES module.
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
 * Bundles the executable's code into one CommonJS file, the only format that Bun compiles to bytecode.
 *
 * @returns the packages in it
 */
export async function bundleExecutable(file: string): Promise<BundledPackage[]> {
  return await bundleIntoFile('src/main.ts', file);
}

/** Bundles the module that exports the provider into one CommonJS file, to read its schemas. */
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
    // Bun would insert paths of the build machine. Packages find no files of their own in the executable anyway.
    define: { __dirname: '"/"', __filename: '"/main.cjs"' },
    // Its ES module reads `import.meta.url`, which a CommonJS bundle does not have.
    alias: { openpgp: resolve(root, 'node_modules/openpgp/dist/node/openpgp.min.cjs') },
    metafile: true,
  });
  return packagesIn(metafile, root);
}
