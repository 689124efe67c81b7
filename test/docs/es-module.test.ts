import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';

const PROJECT = resolve(import.meta.dirname, '../..');
const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');
const [, STACK = '', , IMPORT = ''] =
  /## A stack in TypeScript\n\n```ts\n(.*?)```\n(.*?)```ts\n(import .*?)```/s.exec(README) ?? [];

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'es-module-'));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  for (const name of ['@cdktf', '@types', 'cdktf', 'constructs']) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(PROJECT, join(modules, 'cdktf-face-liveness'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(project, { recursive: true }));

async function runs(code: string) {
  writeFileSync(join(project, 'main.js'), code);
  return await run(process.execPath, ['main.js'], { cwd: project, env: { PATH: process.env.PATH } });
}

test("README's stack runs as an ES module with the import that README gives for it, and needs that", async () => {
  expect(IMPORT).toContain('index.js');
  expect(await runs(STACK)).toMatchObject({ code: 1, stderr: expect.stringContaining('ERR_UNSUPPORTED_DIR_IMPORT') });
  const fixed = STACK.replace(/^import { AwsProvider } .*\n/m, IMPORT);
  expect(await runs(fixed)).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(project, 'cdktf.out/stacks/liveness/cdk.tf.json'), 'utf8')).toContain('kiosk_bucket');
});

test("README's stack type-checks with `nodenext`, with that import", async () => {
  writeFileSync(join(project, 'main.ts'), STACK.replace(/^import { AwsProvider } .*\n/m, IMPORT));
  const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  const tsc = join(PROJECT, 'node_modules/typescript-7/bin/tsc');
  const { code, stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project });
  expect(code, stdout).toBe(0);
});
