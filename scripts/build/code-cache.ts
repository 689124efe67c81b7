import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from './bundle';

/**
 * Writes the code caches of the provider's modules, for the Node that this runs on, beside the modules. They are made
 * by a provider that has answered all of a plan's requests, against the emulator, so that everything that a plan runs
 * is in them and nothing else.
 *
 * @param provider the directory of the built provider
 */
export async function createCodeCache(provider: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'code-cache-'));
  try {
    const script = (name: string) => join(import.meta.dirname, `${name}.ts`);
    // Started as Terraform starts it: options for V8 are part of what the cache fits.
    await bundle({ provider: script('record-code-cache'), 'warm-up': script('warm-up') }, scratch);
    copyFileSync(join(provider, 'launcher.sh'), join(scratch, 'launcher.sh'));
    symlinkSync(join(provider, 'modules'), join(scratch, 'modules'));
    execFileSync(process.execPath, [join(scratch, 'warm-up.js'), join(scratch, 'launcher.sh')], {
      stdio: 'inherit',
      // This very Node first.
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: scratch, TMPDIR: scratch },
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
