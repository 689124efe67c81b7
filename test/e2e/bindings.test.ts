import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(__dirname, '../..');

/** The contents of every file below a directory, by its path. */
function filesOf(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]));
}

test('cdktf get on the installed provider makes the committed bindings', { timeout: 120_000 }, () => {
  const output = mkdtempSync(join(tmpdir(), 'bindings-'));
  try {
    execFileSync(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/generate-bindings.ts'), output]);
    const committed = filesOf(join(root, 'src/bindings'));
    expect(Object.keys(committed).length).toBeGreaterThan(3);
    expect(filesOf(output), 'run: npm run build && npm run generate:bindings').toEqual(committed);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
});
