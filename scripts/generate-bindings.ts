/**
 * Generates src/bindings, or another directory for comparison, with `cdktf get` from the built provider:
 * `generate-bindings.ts [DIR]`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FACE_LIVENESS } from '../harness/face-liveness';
import { hermeticEnvironment } from '../harness/terraform/terraform';

const root = resolve(__dirname, '..');
const output = resolve(process.argv[2] ?? join(root, 'src/bindings'));

const scratch = mkdtempSync(join(tmpdir(), 'faceliveness-bindings-'));
try {
  // A separate home directory, so that the provider in its implied mirror is the built one.
  const environment = hermeticEnvironment(scratch);
  execFileSync(FACE_LIVENESS, ['provider', 'install'], { env: environment, stdio: 'pipe' });
  copyFileSync(join(root, 'cdktf.json'), join(scratch, 'cdktf.json'));
  const generated = join(scratch, 'generated');
  execFileSync(join(root, 'node_modules/.bin/cdktf'), ['get', '--force', '--output', generated], {
    cwd: scratch,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  rmSync(output, { recursive: true, force: true });
  cpSync(generated, output, { recursive: true });
  writeFileSync(join(output, 'index.ts'), barrel(join(output, 'providers/faceliveness')));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A module that exports the classes of all elements. The one that cdktf generates puts each element in a namespace. */
function barrel(provider: string): string {
  const elements = readdirSync(provider, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = elements.map(({ name }) => name).sort();
  return names.map((name) => `export * from './providers/faceliveness/${name}';\n`).join('');
}
