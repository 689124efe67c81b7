import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { inject } from 'vitest';
import { compile } from '../../../scripts/build/executable';
import { platformNamed } from '../../../scripts/build/platforms';
import { sharedDirectory } from '../../support/shared-directory';

declare module 'vitest' {
  interface ProvidedContext {
    /** The runtime of the tests' providers: Node, or Bun with an executable compiled as in releases. */
    readonly runtime: 'node' | 'bun';
  }
}

/** A provider that Terraform can run. */
export interface BundledProvider {
  readonly name: string;
  /** The directory that holds the executable. */
  readonly directory: string;
  readonly executable: string;
}

export interface BundleOptions {
  /** The path from test/plugin of the module that serves the provider. Default: `fixtures/<name>-provider.ts`. */
  readonly entry?: string;
  /** Code that runs before the provider's. */
  readonly before?: string;
}

/** Bundles a provider for the runtime under test, once for all test files. It is removed after the last test. */
export async function bundleProvider(
  name: string,
  { entry = `fixtures/${name}-provider.ts`, before = '' }: BundleOptions = {},
): Promise<BundledProvider> {
  const file = `terraform-provider-${name}`;
  const runtime = inject('runtime');
  const directory = await sharedDirectory(`${file} ${runtime} ${entry} ${before}`, async (directory) => {
    const executable = join(directory, file);
    const compiled = runtime === 'bun';
    await build({
      entryPoints: [resolve(import.meta.dirname, '..', entry)],
      outfile: compiled ? join(directory, 'main.cjs') : executable,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      banner: { js: compiled ? before : `#!${process.execPath}\n${before}` },
      logLevel: 'warning',
    });
    if (compiled) await compile(platformNamed(), directory, file);
    chmodSync(executable, 0o755);
  });
  return { name, directory, executable: join(directory, file) };
}
