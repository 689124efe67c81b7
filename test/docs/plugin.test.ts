/** The template of a provider, examples/plugin, in a folder of its own with the package as npm installs it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { acceptanceTest } from '../../src/plugin/testing';
import { PROJECT } from '../project/committed-files';
import { projectWithPackage } from '../project/installed-package';
import { terraformHas } from '../support/terraform-features';

const TEMPLATE = resolve(PROJECT, 'examples/plugin');
const manifest = JSON.parse(readFileSync(join(TEMPLATE, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<'build' | 'test', string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const ours = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};
const ephemeral = await terraformHas('ephemeral resources');

let project: string;
beforeAll(async () => {
  project = await projectWithPackage();
  cpSync(TEMPLATE, project, { recursive: true });
  const commands = join(project, 'node_modules/.bin');
  mkdirSync(commands);
  for (const name of ['esbuild', 'tsx']) symlinkSync(join(PROJECT, 'node_modules/.bin', name), join(commands, name));
  // It compiles in a fifth of the time.
  symlinkSync(join(PROJECT, 'node_modules/typescript-7/bin/tsc'), join(commands, 'tsc'));
});

/** Runs a script of the manifest. */
async function script(name: 'build' | 'test') {
  return await run('/bin/sh', ['-c', manifest.scripts[name]], {
    cwd: project,
    env: {
      PATH: `${join(project, 'node_modules/.bin')}:${process.env.PATH}`,
      HOME: project,
      TERRAFORM_BINARY_NAME: terraformExecutable(),
    },
  });
}

test('the template is less than 200 lines, and names the versions of its packages', () => {
  const modules = readdirSync(TEMPLATE).filter((name) => name.endsWith('.ts'));
  const lines = modules.flatMap((name) => readFileSync(join(TEMPLATE, name), 'utf8').trimEnd().split('\n'));
  expect(lines.length).toBeLessThan(200);
  const { 'cdktf-face-liveness': own, ...packages } = manifest.devDependencies;
  expect(own).toBe('*');
  expect(ours.devDependencies).toMatchObject(packages);
});

test.runIf(ephemeral)('the template compiles, and its tests pass', async () => {
  const { code, stdout, stderr } = await script('test');
  expect(code, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/^# pass 3$/m);
});

test('the template is built to an executable that Terraform starts', async () => {
  const { code, stderr } = await script('build');
  expect(code, stderr).toBe(0);
  // A failing read, because each run of Terraform starts the executable several times.
  const config = 'provider "notes" { directory = "." }\ndata "notes_note" "it" { name = "none" }\n';
  await acceptanceTest({
    providers: { 'example.com/acme/notes': join(project, 'dist/terraform-provider-notes') },
    steps: [{ config, error: /There is no note "none" in \./ }],
  });
});
