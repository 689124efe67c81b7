/** The framework for providers as npm installs it: `cdktf-face-liveness/plugin` and `cdktf-face-liveness/plugin/testing`. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { terraformExecutable } from '../../harness/terraform/terraform';
import * as framework from '../../src/plugin';
import * as testing from '../../src/plugin/testing';
import { PROJECT } from './committed-files';
import { projectWithPackage } from './installed-package';

let project: string;
const installed = (...path: readonly string[]) => join(project, 'node_modules', 'cdktf-face-liveness', ...path);

beforeAll(async () => {
  project = await projectWithPackage();
});

/** A provider and its test, in one module. */
const USE = `
const { dataSource } = providerOf();
const word = dataSource({ schema: { attributes: { text: string.computed() } }, read: async () => ({ text: 'hey' }) });
const schema = { attributes: {} };
const provider = defineProvider({ name: 'a', version: '1.0.0', schema, configure: () => 1, dataSources: { a_word: word } });
const state = { 'data.a_word.it': { text: 'hey' } };
acceptanceTest({
  providers: { 'example.com/test/a': provider },
  steps: [{ config: 'data "a_word" "it" {}', state }],
}).then(() => console.log('passed'));
`;

test('a CommonJS module defines a provider, and tests it with the real Terraform', async () => {
  const imports = `const { defineProvider, providerOf, string } = require('cdktf-face-liveness/plugin');
const { acceptanceTest } = require('cdktf-face-liveness/plugin/testing');`;
  writeFileSync(join(project, 'use.cjs'), imports + USE);
  const env = { PATH: process.env.PATH, HOME: project, TERRAFORM_BINARY_NAME: terraformExecutable() };
  const { stdout, stderr } = await run(process.execPath, ['use.cjs'], { cwd: project, env });
  expect(stdout, stderr).toBe('passed\n');
});

test('an ES module can import all exports by name', async () => {
  const modules = { plugin: framework, 'plugin/testing': testing };
  const imports = Object.entries(modules).map(
    ([path, exports]) => `import { ${Object.keys(exports).join(', ')} } from 'cdktf-face-liveness/${path}';\n`,
  );
  writeFileSync(join(project, 'use.mjs'), `${imports.join('')}console.log(typeof serve, typeof acceptanceTest);`);
  const { stdout, stderr } = await run(process.execPath, ['use.mjs'], {
    cwd: project,
    env: { PATH: process.env.PATH },
  });
  expect(stdout, stderr).toBe('function function\n');
});

describe('the types', () => {
  const SOURCE = `
import { defineProvider, type Provider, providerOf, type ReattachableProvider, serve, serveInProcess, string } from 'cdktf-face-liveness/plugin';
import { type AcceptanceStep, acceptanceTest, echoProvider } from 'cdktf-face-liveness/plugin/testing';

const { dataSource } = providerOf<{ word: string }>();
const text = dataSource({
  schema: { attributes: { name: string.required(), text: string.computed() } },
  read: async ({ name }, { client, signal }) => ({ text: client.word + name + signal.aborted }),
});
const provider: Provider = defineProvider({
  name: 'a',
  version: '1.0.0',
  schema: { attributes: {} },
  configure: () => ({ word: '' }),
  dataSources: { a_text: text },
});
const step: AcceptanceStep = { config: '', state: { one: { a: /b/ }, other: null }, outputs: { a: [1, { b: null }] } };

export async function use(): Promise<void> {
  const served: ReattachableProvider = await serveInProcess(provider, 'example.com/test/a');
  served.close();
  await acceptanceTest({ providers: { 'example.com/test/a': provider, 'example.com/test/echo': echoProvider }, steps: [step] });
  // @ts-expect-error there is no such member
  await acceptanceTest({ providers: {}, stepz: [] });
  await serve(provider, { address: 'example.com/test/a' });
}
`;

  test.each([
    ['old.ts', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }, 'typescript'],
    ['common.cts', { module: 'node16', exactOptionalPropertyTypes: true }, 'typescript-7'],
    ['es.mts', { module: 'node16' }, 'typescript-7'],
  ])('need ES2022 and AbortSignal alone, in %s', async (file, options, compiler) => {
    writeFileSync(join(project, file), SOURCE);
    writeFileSync(join(project, 'abort-signal.d.ts'), 'interface AbortSignal { readonly aborted: boolean }');
    const least = { strict: true, noEmit: true, skipLibCheck: false, target: 'es2022', lib: ['es2022'], types: [] };
    const config = { compilerOptions: { ...least, ...options }, files: [file, 'abort-signal.d.ts'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(PROJECT, 'node_modules', compiler, 'bin/tsc');
    const { code, stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project });
    expect(code, stdout).toBe(0);
  });

  test('of inner folders, which need packages, are left out', () => {
    for (const folder of ['server', 'wire']) expect(existsSync(installed('dist/types/plugin', folder))).toBe(false);
  });
});

describe('the bundle', () => {
  const text = (file: string) => readFileSync(installed('dist/plugin', file), 'utf8');

  test('is small, and the helper for tests uses the bundle of the framework', () => {
    expect(statSync(installed('dist/plugin/index.js')).size / 1000).toBeLessThan(650);
    expect(statSync(installed('dist/plugin/testing/index.js')).size / 1000).toBeLessThan(15);
    const required = [...text('testing/index.js').matchAll(/require\("(\.[^"]*)"\)/g)].map(([, path]) => path);
    expect(new Set(required)).toEqual(new Set(['../index.js']));
    expect(text('index.js')).not.toMatch(/require\("[.@]/);
  });

  test('includes the licences of its packages', () => {
    for (const name of ['@bufbuild/protobuf', '@grpc/grpc-js', '@msgpack/msgpack']) {
      expect(text('LICENSES.txt')).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    }
  });
});
