import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Places of a package's folder in `node_modules` that an application need not depend on itself. The second is pnpm's for
 * dependencies of dependencies.
 */
const PLACES = ['node_modules', 'node_modules/.pnpm/node_modules'];

/** The npm package with the WebAssembly binaries of TensorFlow.js. FaceLivenessDetector depends on it. */
const PACKAGE = '@tensorflow/tfjs-backend-wasm';

/**
 * A WebAssembly binary of TensorFlow.js from the dependencies of an application. A binary works with one version only, so it
 * comes from where the application's other code comes from.
 *
 * @param name the file's name, such as `tfjs-backend-wasm-simd.wasm`
 * @param version the version of TensorFlow.js in the application
 * @param directory the application's folder, or one inside it
 * @returns undefined if neither the folder nor one above it has that version
 */
export async function wasmBinary(name: string, version: string, directory: string): Promise<Uint8Array | undefined> {
  for (const folder of upwards(directory)) {
    for (const place of PLACES) {
      const root = join(folder, place, PACKAGE);
      if ((await versionIn(root)) === version) return await readFile(join(root, 'dist', name)).catch(() => undefined);
    }
  }
  return undefined;
}

/** The version in the manifest of a package; undefined if there is no package. */
async function versionIn(root: string): Promise<unknown> {
  try {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      readonly version?: unknown;
    };
    return version;
  } catch {
    return undefined;
  }
}

/** A folder and all above it. */
function* upwards(folder: string): IterableIterator<string> {
  yield folder;
  const parent = dirname(folder);
  if (parent !== folder) yield* upwards(parent);
}
