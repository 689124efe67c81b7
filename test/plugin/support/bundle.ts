import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

/** A provider of the tests, ready for Terraform to run. */
export interface BundledProvider {
  readonly name: string;
  /** The directory that holds the executable. */
  readonly directory: string;
  readonly executable: string;
}

/**
 * Bundles a provider. The result goes with the test file that asked for it.
 * @param entry the path from test/plugin of what serves it. Default: `fixtures/<name>-provider.ts`.
 */
export async function bundleProvider(
  name: string,
  entry: string = `fixtures/${name}-provider.ts`,
): Promise<BundledProvider> {
  const directory = mkdtempSync(join(tmpdir(), 'provider-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const executable = join(directory, `terraform-provider-${name}`);
  await build({
    entryPoints: [resolve(import.meta.dirname, '..', entry)],
    outfile: executable,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  chmodSync(executable, 0o755);
  return { name, directory, executable };
}
