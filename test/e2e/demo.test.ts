import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';

const root = resolve(__dirname, '../..');

test('npm run demo deploys the stack, grows the pool, completes checks and destroys everything', {
  timeout: 600_000,
}, async () => {
  // Other tests use the build at the same time.
  const demo = ['run', '--silent', 'demo', '--', '--no-build'];
  const { code, stdout, stderr } = await run('npm', demo, { cwd: root, timeout: 590_000 });
  expect(code, stdout + stderr).toBe(0);
  for (let step = 1; step <= 10; step += 1) expect(stdout).toContain(`[${step}/10]`);
  expect(stdout).toContain('No changes');
  expect(stdout).toMatch(/liveness\/kiosk\/[0-9a-f-]{36}\/reference\.jpg, aws:kms with arn:aws:kms:/);
  expect(stdout).toContain('the page says: You are a live person (confidence 99.5).');
  expect(stdout).toContain('picture: .demo/check.png');
  expect(existsSync(resolve(root, '.demo/check.png'))).toBe(true);
  const rows = stdout.split('\n').filter((line) => /^\d {2}/.test(line.replace(/^(\d) +/, '$1  ')));
  expect(rows).toHaveLength(5);
  expect(rows.map((row) => row.trim().split(/\s+/).at(-1))).toEqual(['yes', 'yes', 'yes', 'new', 'new']);
});
