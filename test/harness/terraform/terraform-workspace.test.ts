import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { executables, temporaryDirectory } from '../support/temporary';

/** terraform_data is built into Terraform, so no provider needs to be installed. */
const CONFIGURATION = `
  variable "name" { default = "one" }
  resource "terraform_data" "thing" { input = var.name }
  output "name" { value = terraform_data.thing.output }
  output "secret" {
    value     = "s"
    sensitive = true
  }
`;

describe('a Terraform workspace', () => {
  let workspace: TerraformWorkspace;

  beforeEach(() => {
    workspace = new TerraformWorkspace();
  });

  afterEach(() => workspace.dispose());

  test('initializes, plans, applies and destroys a configuration', async () => {
    workspace.write({ 'main.tf': CONFIGURATION });
    expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await workspace.plan('-detailed-exitcode', '-out=saved')).toMatchObject({ code: 2 });
    expect(await workspace.show('saved')).toMatchObject({
      resource_changes: [{ address: 'terraform_data.thing', change: { actions: ['create'], after: { input: 'one' } } }],
    });
    expect(await workspace.apply()).toMatchObject({ code: 0 });
    expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await workspace.outputs()).toMatchObject({
      name: { value: 'one', sensitive: false },
      secret: { value: 's', sensitive: true },
    });
    expect(await workspace.show()).toMatchObject({
      values: { root_module: { resources: [{ address: 'terraform_data.thing', values: { output: 'one' } }] } },
    });
    expect(await workspace.apply('-var=name=two')).toMatchObject({ code: 0 });
    expect(await workspace.outputs()).toMatchObject({ name: { value: 'two' } });
    expect(await workspace.destroy()).toMatchObject({ code: 0 });
    expect(await workspace.outputs()).toEqual({});
  });

  test('does not prompt, and returns failures', async () => {
    workspace.write({ 'main.tf': 'variable "needed" {}' });
    await workspace.init();
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\nError: No value for required variable$/m);
  });

  test('returns the diagnostics of a configuration', async () => {
    workspace.write({ 'main.tf': 'output "x" { value = nothing.here }' });
    const { valid, diagnostics } = await workspace.validate();
    expect(valid).toBe(false);
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        summary: 'Reference to undeclared resource',
        snippet: { code: 'output "x" { value = nothing.here }' },
      },
    ]);
  });

  test('fails when a command does not print JSON', async () => {
    await expect(workspace.show('no-such-plan')).rejects.toThrow(
      /terraform show -json failed with exit code 1:\n.*no-such-plan/s,
    );
  });

  test('overwrites files and creates directories', async () => {
    workspace.write({
      'main.tf': 'module "m" { source = "./modules/m" }',
      'modules/m/main.tf': 'output "x" { value = 1',
    });
    expect(await workspace.init()).toMatchObject({ code: 1 });
    workspace.write({ 'modules/m/main.tf': 'output "x" { value = 1 }' });
    expect(await workspace.init()).toMatchObject({ code: 0 });
  });

  test('removes its directory', () => {
    workspace.write({ 'main.tf': CONFIGURATION });
    workspace.dispose();
    expect(existsSync(workspace.directory)).toBe(false);
    expect(existsSync(join(workspace.directory, '..'))).toBe(false);
  });
});

describe("a Terraform workspace's environment", () => {
  /** The environment of Terraform in a workspace. */
  async function environmentOf(options: ConstructorParameters<typeof TerraformWorkspace>[0] = {}) {
    const workspace = new TerraformWorkspace({
      executable: join(executables({ terraform: 'env' }), 'terraform'),
      ...options,
    });
    try {
      const { stdout } = await workspace.run('version');
      const environment = stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2));
      return { workspace, environment: Object.fromEntries(environment) as Record<string, string> };
    } finally {
      workspace.dispose();
    }
  }

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('has no settings of the machine', async () => {
    const settings = [
      'AWS_ACCESS_KEY_ID',
      'AWS_CA_BUNDLE',
      'AWS_ENDPOINT_URL',
      'AWS_PROFILE',
      'FACELIVENESS_PREVIEW',
      'HTTPS_PROXY',
      'NODE_EXTRA_CA_CERTS',
      'NODE_OPTIONS',
      'TERRAFORM_CONFIG',
      'TF_CLI_ARGS',
      'TF_CLI_CONFIG_FILE',
      'TF_DATA_DIR',
      'TF_LOG',
      'TF_PLUGIN_CACHE_DIR',
      'TF_VAR_name',
      'XDG_DATA_HOME',
    ];
    for (const name of settings) vi.stubEnv(name, '/somewhere');
    const { environment } = await environmentOf();
    expect(Object.keys(environment).filter((name) => settings.includes(name))).toEqual([]);
    expect(environment).toMatchObject({
      AWS_EC2_METADATA_DISABLED: 'true',
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
    });
  });

  test('has its own home directory, and the current Node first on PATH', async () => {
    const { workspace, environment } = await environmentOf();
    expect(environment.HOME).not.toBe(homedir());
    expect(environment.HOME).toBe(join(workspace.directory, '..', 'home'));
    expect(environment.PATH?.split(':')[0]).toBe(join(process.execPath, '..'));
  });

  test('has TERRAFORM_BINARY_NAME, which cdktf reads', async () => {
    const { workspace, environment } = await environmentOf();
    expect(environment.TERRAFORM_BINARY_NAME).toBe(workspace.executable);
  });

  test('has the given home directory and variables', async () => {
    const home = temporaryDirectory();
    const { environment } = await environmentOf({ home, env: { TF_LOG: 'trace', TF_INPUT: '1' } });
    expect(environment).toMatchObject({ HOME: home, TF_LOG: 'trace', TF_INPUT: '1' });
  });
});
