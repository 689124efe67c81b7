import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../harness/machine/ports';
import { run } from '../../harness/machine/processes';
import { PROJECT } from './committed-files';
import { projectWithPackage } from './installed-package';

let project: string;
const installed = (...path: readonly string[]) => join(project, 'node_modules', 'cdktf-face-liveness', ...path);

beforeAll(async () => {
  project = await projectWithPackage();
});

/** What a test of an application does first, with a page that takes routes and an emulator that is not there. */
const USE = (port: number) => `
const take = async () => {};
const page = { route: take, routeWebSocket: take, once: take };
routeFaceLiveness(page, 'http://127.0.0.1:${port}').catch((error) => console.log(error.message));
`;

test.each([
  ['CommonJS', 'use.cjs', "const { routeFaceLiveness } = require('cdktf-face-liveness/playwright');"],
  ['an ES module', 'use.mjs', "import { routeFaceLiveness } from 'cdktf-face-liveness/playwright';"],
])('%s can load it without Playwright', async (_, file, line) => {
  writeFileSync(join(project, file), line + USE(await freePort()));
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, env: { PATH: process.env.PATH } });
  expect(stdout, stderr).toMatch(/^no emulator answers at http:\/\/127\.0\.0\.1:\d+ \(/);
});

describe('the types', () => {
  const SOURCE = `
import type { BrowserContext, Page } from 'playwright-core';
import type { Emulator } from 'cdktf-face-liveness/emulator';
import { type RouteOptions, routeFaceLiveness } from 'cdktf-face-liveness/playwright';

export async function use(page: Page, context: BrowserContext, emulator: Emulator): Promise<void> {
  const options: RouteOptions = { scenario: { confidence: 20, disconnect: 'during-video' }, adminToken: undefined };
  await routeFaceLiveness(page, emulator, options);
  await routeFaceLiveness(context, 'http://127.0.0.1:4567');
  // @ts-expect-error there is no such scenario
  await routeFaceLiveness(page, emulator, { scenario: { confidense: 20 } });
}
`;

  test.each([
    ['old.ts', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }, 'typescript'],
    ['es.mts', { module: 'node16', exactOptionalPropertyTypes: true }, 'typescript-7'],
    ['bundled.ts', { module: 'esnext', moduleResolution: 'bundler' }, 'typescript-7'],
  ])('of the entry point take pages of Playwright, in %s', async (file, options, compiler) => {
    const playwright = join(project, 'node_modules/playwright-core');
    try {
      symlinkSync(join(PROJECT, 'node_modules/playwright-core'), playwright);
    } catch {
      // The project has it already.
    }
    writeFileSync(join(project, file), SOURCE);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: ['node'],
      ...options,
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = join(PROJECT, 'node_modules', compiler, 'bin/tsc');
    const { code, stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project });
    expect(code, stdout).toBe(0);
  });
});

test('the bundle is small, and comes with the licence of its package', () => {
  expect(statSync(installed('dist/playwright/index.js')).size / 1000).toBeLessThan(100);
  expect(readFileSync(installed('dist/playwright/LICENSES.txt'), 'utf8')).toMatch(/^ws \d+\.\d+\.\d+ \(MIT\)$/m);
});
