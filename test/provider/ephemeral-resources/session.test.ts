import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { clientRequestToken } from '../../../src/liveness/client-request-token';
import { initialized } from '../../support/hcl';
import { terraformHas } from '../../support/terraform-features';

const ephemeralTest = test.skipIf(!(await terraformHas('ephemeral resources')));

let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
  workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'us-east-1' });
});
afterAll(async () => {
  workspace.dispose();
  await emulator.close();
});

ephemeralTest('an ephemeral session is the session of the data source, and is not stored in state', async () => {
  workspace.write({
    'main.tf': `ephemeral "faceliveness_session" "this" {
  name        = "smoke"
  on_unusable = "report"
  lifecycle {
    postcondition {
      condition     = length(self.session_id) == 36 && self.usable && self.region == "us-east-1"
      error_message = "not a session"
    }
  }
}

resource "terraform_data" "other" {}
`,
  });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  const [only, ...more] = emulator.sessions();
  expect(more).toEqual([]);
  const state = readFileSync(join(workspace.directory, 'terraform.tfstate'), 'utf8');
  expect(state).toContain('terraform_data');
  expect(state).not.toContain(only?.sessionId);
  expect(state).not.toContain(only?.request.ClientRequestToken);

  workspace.write({ 'main.tf': 'data "faceliveness_session" "this" {\n  name = "smoke"\n}\n' });
  const { code: again } = await workspace.apply();
  expect(again).toBe(0);
  expect(emulator.sessions(), 'the same session').toHaveLength(1);
});

ephemeralTest('an ephemeral pool has the sessions of the data source, and is not stored in state', async () => {
  workspace.write({
    'main.tf': `ephemeral "faceliveness_session_pool" "this" {
  name        = "kiosk"
  size        = 2
  region      = "us-west-2"
  on_unusable = "report"
  settings {
    audit_images_limit = 1
  }
  lifecycle {
    postcondition {
      condition     = length(self.session_ids) == 2 && self.usable_count == 2 && self.sessions[1].status == "CREATED"
      error_message = "not a pool"
    }
  }
}

resource "terraform_data" "other" {}
`,
  });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  const sessions = emulator.sessions().filter(({ region }) => region === 'us-west-2');
  const request = { Settings: { AuditImagesLimit: 1 } };
  expect(sessions.map((session) => session.request)).toEqual(
    [0, 1].map((slot) => ({
      ...request,
      ClientRequestToken: clientRequestToken({ name: 'kiosk', slot, region: 'us-west-2', request }),
    })),
  );
  const state = readFileSync(join(workspace.directory, 'terraform.tfstate'), 'utf8');
  for (const { sessionId } of sessions) expect(state).not.toContain(sessionId);
});

ephemeralTest('the arguments are validated as those of the data source', async () => {
  workspace.write({ 'main.tf': 'ephemeral "faceliveness_session" "this" {\n  client_request_token = "a b"\n}\n' });
  const { valid, diagnostics } = await workspace.validate();
  expect(valid).toBe(false);
  expect(diagnostics).toMatchObject([{ summary: 'Invalid client_request_token' }]);
});
