import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

test('docs/api.md is current', () => {
  const directory = mkdtempSync(join(tmpdir(), 'api-reference-'));
  try {
    const generated = join(directory, 'api.md');
    execFileSync(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/generate-api-reference.ts'), generated]);
    const committed = readFileSync(join(root, 'docs/api.md'), 'utf8');
    expect(readFileSync(generated, 'utf8'), 'run: npm run build && npm run generate:api').toBe(committed);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
