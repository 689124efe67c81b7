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
import { SESSION_LIFETIME_SECONDS } from '../../src/liveness/session';
import { readPage } from '../docs/tables';
import { CREDENTIALS, initialized } from '../support/hcl';
import { NEWER_TERRAFORM } from '../support/newer-terraform';
import { terraformHas } from '../support/terraform-features';

// A user of HCL alone, on each Terraform that the tests have: the provider is installed beside the configuration, and
// there is no CLI configuration file.

const REGION = 'us-east-1';

const VERSIONS = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
`;

const CONFIGURATION = `${VERSIONS}
provider "faceliveness" {}

resource "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 2
}

data "faceliveness_session" "smoke" {
  name = "smoke"
}

output "session_ids" {
  value     = faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}

output "token" {
  value = provider::faceliveness::client_request_token("kiosk", 0, "${REGION}", {}, {})
}
`;

const EPHEMERAL = `ephemeral "faceliveness_session" "device" {
  name = "device"
}

ephemeral "faceliveness_session_pool" "devices" {
  name = "devices"
  size = 1
}
`;

/** Reads results with ids that mocks give. */
const WITH_RESULTS = `${CONFIGURATION}
data "faceliveness_session_pool" "read" {
  name = "read"
  size = 1
}

data "faceliveness_session_results" "this" {
  for_each = nonsensitive({
    single  = data.faceliveness_session.smoke.session_id
    read    = data.faceliveness_session_pool.read.session_ids[0]
  })
  session_id = each.value
}

data "faceliveness_session_results" "managed" {
  session_id = faceliveness_session_pool.kiosk.session_ids[0]
}
`;

const ASSERTION = `
run "mocked" {
  assert {
    condition     = nonsensitive(length(output.session_ids)) == 1 && length(output.token) == 64
    error_message = "The ids must be the mocked ones, and the function that of the provider."
  }
}
`;

const [MOCKS = ''] = readPage('sessions-in-terraform.md')
  .code('hcl')
  .filter((hcl) => hcl.startsWith('mock_provider '));

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
    const tokens = {
      pool: [0, 1].map((slot) => clientRequestToken({ name: 'kiosk', slot, region: REGION })),
      smoke: clientRequestToken({ name: 'smoke', region: REGION }),
      ephemeral: ephemeral
        ? [
            clientRequestToken({ name: 'device', region: REGION }),
            clientRequestToken({ name: 'devices', slot: 0, region: REGION }),
          ]
        : [],
    };
    expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 2, stderr: '' });
    expect(Object.keys(sessions()).sort()).toEqual([tokens.smoke, ...tokens.ephemeral].sort());
    expect(await workspace.apply()).toMatchObject({ code: 0, stderr: '' });
    const made = sessions();
    const ids = tokens.pool.map((token) => made[token]);
    expect(Object.keys(made).sort()).toEqual([...tokens.pool, tokens.smoke, ...tokens.ephemeral].sort());
    expect(await workspace.outputs()).toMatchObject({
      session_ids: { value: ids, sensitive: true },
      token: { value: tokens.pool[0] },
    });
    const state = readFileSync(join(workspace.directory, 'terraform.tfstate'), 'utf8');
    for (const id of ids) expect(state).toContain(id);
    for (const token of tokens.ephemeral) expect(state).not.toContain(made[token]);

    const again = await workspace.plan('-detailed-exitcode');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('No changes');

    // What follows is the same for each version of Terraform.
    if (executable !== terraformExecutable()) {
      expect(await workspace.destroy()).toMatchObject({ code: 0, stderr: '' });
      return;
    }

    const replaced = await workspace.apply('-replace=faceliveness_session_pool.kiosk');
    expect(replaced).toMatchObject({ code: 0, stderr: '' });
    expect(replaced.stdout).toContain('1 added, 0 changed, 1 destroyed');
    expect(await workspace.outputs()).toMatchObject({ session_ids: { value: ids } });
    expect(sessions()).toEqual(made);

    emulator.advanceClock(SESSION_LIFETIME_SECONDS);
    const renewed = await workspace.apply();
    expect(renewed).toMatchObject({ code: 0, stderr: '' });
    expect(renewed.stdout).toContain('0 added, 1 changed, 0 destroyed');
    const next = [0, 1].map((slot) => clientRequestToken({ name: 'kiosk', slot, attempt: 1, region: REGION }));
    expect(await workspace.outputs()).toMatchObject({
      session_ids: { value: next.map((token) => sessions()[token]) },
    });

    expect(await workspace.destroy()).toMatchObject({ code: 0, stderr: '' });
    expect(await workspace.outputs()).toEqual({});
  });
});

test('`terraform test` runs with the mocks of the page, and without a call', async () => {
  const env = { ...CREDENTIALS, AWS_REGION: REGION, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
  workspace = await initialized(WITH_RESULTS, env);
  // The configuration names the provider itself.
  workspace.write({ 'versions.tf': '', 'mocks.tftest.hcl': MOCKS + ASSERTION });
  const mocked = await workspace.run('test');
  expect(mocked.code, mocked.stdout + mocked.stderr).toBe(0);
  expect(mocked.stdout).toContain('1 passed, 0 failed');
  workspace.write({ 'mocks.tftest.hcl': `mock_provider "faceliveness" {}\n${ASSERTION}` });
  expect(await workspace.run('test')).toMatchObject({ code: 1 });
  expect(sessions()).toEqual({});
});
