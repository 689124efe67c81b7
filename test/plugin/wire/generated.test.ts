import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The files below a directory, by their paths. */
function contents(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(directory.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

test('the generated code is up to date with the .proto files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const output = join(directory, 'generated');
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/generate-protocol.ts', output], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  const generated = contents(output);
  expect(Object.keys(generated)).toContain('tfplugin6.ts');
  expect(generated).toEqual(contents(join(ROOT, 'src/plugin/wire/generated')));
});
