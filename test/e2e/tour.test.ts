import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { compareVersions } from '../../harness/machine/executables';
import { findTerraform, MINIMUM_TERRAFORM_VERSION, terraformExecutable } from '../../harness/terraform/terraform';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { clientRequestToken } from '../../src/liveness/client-request-token';
import { CREDENTIALS } from '../support/hcl';
import { NEWER_TERRAFORM } from '../support/newer-terraform';
import { terraformHas } from '../support/terraform-features';

// A user of HCL alone, on each Terraform that the tests have: the provider is installed beside the configuration, and
// there is no CLI configuration file.

const REGION = 'us-east-1';

const CONFIGURATION = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}

provider "faceliveness" {}

data "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 2
}

output "session_ids" {
  value     = data.faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}

output "token" {
  value = provider::faceliveness::client_request_token("kiosk", 0, "${REGION}", {}, {})
}
`;

const EPHEMERAL = 'ephemeral "faceliveness_session" "smoke" {\n  name = "smoke"\n}\n';

let emulator: Emulator;
let workspace: TerraformWorkspace | undefined;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  workspace?.dispose();
  await emulator.close();
});

/** The emulator's sessions, by their client request tokens. */
function sessions(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    emulator.sessions().map(({ sessionId, request }) => [String(request.ClientRequestToken), sessionId]),
  );
}

describe.each([
  ['the Terraform of TERRAFORM_BINARY_NAME or PATH', terraformExecutable(), MINIMUM_TERRAFORM_VERSION],
  ['the newer Terraform', NEWER_TERRAFORM.executable, NEWER_TERRAFORM.version],
])('with %s', (_, executable, oldest) => {
  test('the installed provider goes from init to destroy', async () => {
    const { version } = await findTerraform({ ...process.env, TERRAFORM_BINARY_NAME: executable });
    expect(compareVersions(version, oldest)).toBeGreaterThanOrEqual(0);
    const ephemeral = await terraformHas('ephemeral resources', version);

    const env = { ...CREDENTIALS, AWS_REGION: REGION, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    workspace = new TerraformWorkspace({ executable, env });
    expect(workspace.env.TF_CLI_CONFIG_FILE).toBeUndefined();
    execFileSync(FACE_LIVENESS, ['provider', 'install', '--plugin-dir', 'terraform.d/plugins'], {
      cwd: workspace.directory,
      stdio: 'pipe',
    });
    workspace.write({ 'main.tf': CONFIGURATION, ...(ephemeral && { 'ephemeral.tf': EPHEMERAL }) });

    expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 2, stderr: '' });
    expect(await workspace.apply()).toMatchObject({ code: 0, stderr: '' });

    const [first, second] = [0, 1].map((slot) => clientRequestToken({ name: 'kiosk', slot, region: REGION }));
    const smoke = clientRequestToken({ name: 'smoke', region: REGION });
    const made = sessions();
    expect(Object.keys(made).sort()).toEqual([first, second, ...(ephemeral ? [smoke] : [])].sort());
    expect(await workspace.outputs()).toMatchObject({
      session_ids: { value: [made[String(first)], made[String(second)]], sensitive: true },
      token: { value: first },
    });
    const state = readFileSync(join(workspace.directory, 'terraform.tfstate'), 'utf8');
    expect(state).toContain(made[String(first)]);
    if (ephemeral) expect(state).not.toContain(made[smoke]);

    const again = await workspace.plan('-detailed-exitcode');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('No changes');
    expect(sessions()).toEqual(made);

    expect(await workspace.destroy()).toMatchObject({ code: 0, stderr: '' });
    expect(await workspace.outputs()).toEqual({});
  });
});
