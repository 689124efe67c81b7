import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import * as library from '../../src/constructs';
import { workspaceWithProviders } from '../support/workspace-with-providers';

// Projects that install the package, with other versions of what it works with, are in compatibility.long.test.ts.

function read(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}

const APP = read('app.ts');

test('the app uses every construct', () => {
  // Grants come with what they are about, and the generated lists and references with their data sources.
  const used = Object.keys(library).filter((name) => !/(Grants|List|OutputReference)$/.test(name));
  const unused = used.filter((name) => !new RegExp(`new ${name}\\(|[^']\\b${name}\\.`).test(APP));
  expect(unused).toEqual([]);
});

test("README's section on cdktn shows the dependencies of the project", () => {
  const [, example = ''] = /^## cdktn$.*?^```json$(.*?)^```$/ms.exec(read('../../README.md')) ?? [];
  const { dependencies, overrides } = JSON.parse(read('cdktn/package.json'));
  expect(JSON.parse(example)).toEqual({ dependencies, overrides });
});

/** What the app synthesizes for a stack here, with the built package and the oldest AWS provider that it works with. */
async function synthesized(stack: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'compatibility-'));
  try {
    const tsx = resolve(import.meta.dirname, '../../node_modules/.bin/tsx');
    const { code, stderr } = await run(tsx, [join(import.meta.dirname, 'app.ts')], { cwd });
    expect(code, stderr).toBe(0);
    return readFileSync(join(cwd, 'cdktf.out/stacks', stack, 'cdk.tf.json'), 'utf8');
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

test('the stack with every construct is valid for the real Terraform and the real providers', async () => {
  const workspace = await workspaceWithProviders();
  try {
    workspace.write({ 'cdk.tf.json': await synthesized('everything') });
    expect(await workspace.init()).toMatchObject({ code: 0 });
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
  } finally {
    workspace.dispose();
  }
});
