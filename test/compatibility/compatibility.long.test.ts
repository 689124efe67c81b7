import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { packMain } from '../../scripts/release/npm-packages';
import type { SynthesizedStack } from '../constructs/support';
import { workspaceWithProviders } from '../support/workspace-with-providers';
import { UserProject } from './user-project';

const APP = readFileSync(join(import.meta.dirname, 'app.ts'), 'utf8');

/** The app by the framework that it imports. */
const SOURCES = { cdktf: APP, cdktn: APP.replaceAll(" from 'cdktf'", " from 'cdktn'") } as const;

/** The projects: what they install is in their directories. */
const PROJECTS: Readonly<Record<string, ReadonlyArray<keyof typeof SOURCES>>> = {
  'provider-aws-20': ['cdktf'],
  'provider-aws-21': ['cdktf'],
  // Its override puts cdktn into the place of cdktf, where an app can import it, too.
  cdktn: ['cdktf', 'cdktn'],
};

/** The names of the app's stacks. */
const STACKS = ['simple', 'everything'];

const INSTALL_TIMEOUT_MS = 300_000;

let directory: string;
let projects: Readonly<Record<string, UserProject>>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'compatibility-'));
  const tarball = packMain(directory);
  const installs = Object.entries(PROJECTS).map(async ([name, frameworks]): Promise<[string, UserProject]> => {
    const sources = Object.fromEntries(frameworks.map((framework) => [framework, SOURCES[framework]]));
    return [name, await UserProject.install(name, directory, tarball, sources)];
  });
  // All have ended before anything is removed.
  await Promise.allSettled(installs);
  projects = Object.fromEntries(await Promise.all(installs));
}, INSTALL_TIMEOUT_MS);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function project(name: string): UserProject {
  const found = projects[name];
  if (found === undefined) throw new Error(`${name}: no such project`);
  return found;
}

test.for(Object.keys(PROJECTS))('in the project %s, all packages have the peers that they ask for', async (name) => {
  await project(name).listPackages();
});

// The type check of this checkout includes the app, with the built package and with provider-aws 20.
test.for(['provider-aws-21', 'cdktn'])('in the project %s, the app type-checks', async (name) => {
  expect(await project(name).typeCheck()).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.for([
  { name: 'provider-aws-21', framework: 'cdktf' },
  { name: 'cdktn', framework: 'cdktf' },
  { name: 'cdktn', framework: 'cdktn' },
])('in the project $name, the app on $framework synthesizes the same as with provider-aws 20', async (there) => {
  const stacks = await project('provider-aws-20').synthesize('cdktf');
  expect(Object.keys(stacks).sort()).toEqual([...STACKS].sort());
  expect(await project(there.name).synthesize(there.framework)).toEqual(
    Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, requiringAws('6.25.0', stack)])),
  );
});

/** The stack with another required version of the AWS provider. */
function requiringAws(version: string, stack: SynthesizedStack): SynthesizedStack {
  const { aws, ...others } = stack.terraform.required_providers;
  return {
    ...stack,
    terraform: { ...stack.terraform, required_providers: { ...others, aws: { ...aws, version } } },
  };
}

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
