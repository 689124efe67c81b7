import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';

const PROJECT = resolve(import.meta.dirname, '../..');

// Here so that they run beside the other tests. `npm run lint` and `npm run typecheck` are the same commands.
test.each(['lint', 'typecheck'])('npm run %s reports nothing', async (script) => {
  const { code, stdout, stderr } = await run('npm', ['run', '--silent', script], { cwd: PROJECT, timeout: 240_000 });
  expect(code, stdout + stderr).toBe(0);
});
