import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareVersions } from '../../harness/machine/executables';
import { findTerraform, MINIMUM_TERRAFORM_VERSION, terraformExecutable } from '../../harness/terraform/terraform';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { clientRequestToken } from '../../src/liveness/client-request-token';
import { initialized } from '../support/hcl';
import { NEWER_TERRAFORM } from '../support/newer-terraform';
import { terraformHas } from '../support/terraform-features';

// A short tour of the installed provider on each Terraform that the tests have.

const REGION = 'us-east-1';

const CONFIGURATION = `
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

    const env = { AWS_REGION: REGION, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    workspace = await initialized(CONFIGURATION, env, executable);
    if (ephemeral) workspace.write({ 'ephemeral.tf': EPHEMERAL });

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
