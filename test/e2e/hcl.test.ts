import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { CREDENTIALS } from '../support/hcl';

// A user of HCL alone: the installed provider beside the configuration, and no CLI configuration file.

let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
  workspace = new TerraformWorkspace({
    env: { ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
  });
  execFileSync(FACE_LIVENESS, ['provider', 'install', '--plugin-dir', 'terraform.d/plugins'], {
    cwd: workspace.directory,
    stdio: 'pipe',
  });
  workspace.write({
    'main.tf': `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}

provider "faceliveness" {}

data "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 3
}

output "session_ids" {
  value     = data.faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}
`,
  });
});
afterAll(async () => {
  workspace.dispose();
  await emulator.close();
});

test('init, validate, plan, apply, an empty plan, and destroy', async () => {
  expect(workspace.env.TF_CLI_CONFIG_FILE).toBeUndefined();
  const init = await workspace.init();
  expect(init.code, init.stderr).toBe(0);

  expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });

  const plan = await workspace.plan('-detailed-exitcode');
  expect(plan.code, plan.stderr).toBe(2);

  const apply = await workspace.apply();
  expect(apply.code, apply.stderr).toBe(0);
  const { session_ids: ids } = await workspace.outputs();
  expect(ids).toMatchObject({ sensitive: true });
  expect(ids?.value).toEqual(emulator.sessions().map(({ sessionId }) => sessionId));
  expect(ids?.value).toHaveLength(3);

  const empty = await workspace.plan('-detailed-exitcode');
  expect(empty.code, empty.stdout).toBe(0);
  expect(empty.stdout).toContain('No changes');
  expect(emulator.sessions()).toHaveLength(3);

  const destroy = await workspace.destroy();
  expect(destroy.code, destroy.stderr).toBe(0);
  expect(await workspace.outputs()).toEqual({});
});
