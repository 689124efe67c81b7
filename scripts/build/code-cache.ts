import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle';

/**
 * Writes the code caches of the provider's modules, for the Node that this runs on, beside the modules. They are made
 * by a provider that has answered all of a plan's requests, against the emulator, so that everything that a plan runs
 * is in them and nothing else.
 */
export async function createCodeCache(modules: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'code-cache-'));
  try {
    const scripts = ['record-code-cache', 'warm-up'].map((name) => [name, join(import.meta.dirname, `${name}.ts`)]);
    await bundle(Object.fromEntries(scripts), scratch);
    const [recorder = '', warmUp = ''] = scripts.map(([name]) => join(scratch, `${name}.js`));
    execFileSync(process.execPath, [warmUp, recorder, modules], {
      stdio: 'inherit',
      env: { HOME: scratch, TMPDIR: scratch },
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
