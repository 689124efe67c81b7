import { copyFileSync, cpSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { workspaceWithProviders } from '../support/workspace-with-providers';

// One app in both of Terraform's languages: as HCL by the real cdktf, and to the real Terraform and the real providers.

const executables = resolve(__dirname, '../../node_modules/.bin');
const app = resolve(__dirname, 'fixtures/every-prop.ts');

let emulator: Emulator;
let moto: MotoServer;
let json: TerraformWorkspace;
let hcl: TerraformWorkspace;

beforeAll(async () => {
  [emulator, moto] = await Promise.all([startEmulator(), startMoto()]);
  const env = { ...moto.environment, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
  [json, hcl] = [await workspaceWithProviders(env), await workspaceWithProviders(env)];
  // In JSON, cdktf adds nothing to what the app writes.
  await Promise.all([
    synthesize(json, 'cdk.tf.json', ['tsx', app]),
    synthesize(hcl, 'cdk.tf', ['cdktf', 'synth', '--hcl']),
  ]);
});
afterAll(async () => {
  json?.dispose();
  hcl?.dispose();
  await Promise.all([moto?.stop(), emulator?.close()]);
});

/** Puts what a command makes of the app into a workspace. */
async function synthesize(
  workspace: TerraformWorkspace,
  file: string,
  [command = '', ...args]: readonly string[],
): Promise<void> {
  const { directory, env } = workspace;
  const project = { language: 'typescript', app: `tsx ${app}`, sendCrashReports: 'false' };
  workspace.write({ 'cdktf.json': JSON.stringify(project) });
  const { code, stdout, stderr } = await run(join(executables, command), args, {
    cwd: directory,
    env: { ...env, PATH: [executables, env.PATH].join(delimiter), CI: '1' },
    timeout: 120_000,
  });
  expect(code, stdout + stderr).toBe(0);
  copyFileSync(join(directory, 'cdktf.out/stacks/demo', file), join(directory, file));
}

/** What Terraform says of a workspace, and would do with it. */
async function planned(workspace: TerraformWorkspace): Promise<unknown> {
  // A plan validates, too, and prints no warning.
  const { code, stdout, stderr } = await workspace.plan('-out=saved');
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain('Warning');
  const { configuration, relevant_attributes, timestamp, ...plan } = (await workspace.json(
    'show',
    'saved',
  )) as Readonly<Record<string, unknown>>;
  expect(plan).toMatchObject({
    complete: true,
    resource_changes: expect.anything(),
    output_changes: expect.anything(),
  });
  return plan;
}

test('a stack with every prop is valid, and plans the same, as JSON and as HCL', { timeout: 300_000 }, async () => {
  expect(await json.init()).toMatchObject({ code: 0 });
  // The same providers and backend: another `terraform init` would only read the large AWS provider again.
  for (const entry of ['.terraform', '.terraform.lock.hcl']) {
    cpSync(join(json.directory, entry), join(hcl.directory, entry), { recursive: true, verbatimSymlinks: true });
  }
  const [fromJson, fromHcl] = await Promise.all([planned(json), planned(hcl)]);
  expect(fromHcl).toEqual(fromJson);
});
