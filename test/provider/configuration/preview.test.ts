import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import vectors from '../../liveness/fixtures/token-vectors.json';
import { CREDENTIALS, initialized } from '../../support/hcl';

let emulator: Emulator;
const workspaces: TerraformWorkspace[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  for (const workspace of workspaces) workspace.dispose();
  await emulator.close();
});

const hcl = (provider: string) => `provider "faceliveness" {
  region = "us-east-1"
  ${provider}
}

data "faceliveness_session" "smoke" {
  name = "smoke"
}

data "faceliveness_session_pool" "kiosk" {
  name        = "kiosk"
  size        = 2
  on_unusable = "report"
}
`;

/** Without credentials, so that a request would be an error. */
async function planned(provider: string, env: NodeJS.ProcessEnv) {
  const workspace = await initialized(hcl(provider), {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
    ...env,
  });
  workspaces.push(workspace);
  return { workspace, ...(await workspace.apply()) };
}

test.each([
  ['preview = true', {}],
  ['', { FACELIVENESS_PREVIEW: '1' }],
])('a preview by %j %j sends no requests and shows real tokens', async (provider, env) => {
  const { workspace, code, stdout, stderr } = await planned(provider, env);
  expect(code, stderr).toBe(0);
  expect(stdout.match(/Warning: /g), stdout).toHaveLength(1);
  expect(stdout).toContain('Preview of Face Liveness sessions');
  const [smoke, kiosk] = workspace.resources();
  expect(smoke?.values).toMatchObject({
    client_request_token: vectors[0]?.token,
    session_id: null,
    status: 'PREVIEW',
    usable: null,
  });
  expect(kiosk?.values).toMatchObject({
    session_ids: [null, null],
    usable_count: null,
    sessions: [{ slot: 0, status: 'PREVIEW' }, { slot: 1 }],
  });
  expect(emulator.calls).toMatchObject({ CreateFaceLivenessSession: { succeeded: 0, failed: 0 } });
});

test('preview = false takes precedence over the environment', async () => {
  const { code, stderr } = await planned('preview = false', { FACELIVENESS_PREVIEW: '1' });
  expect(code).toBe(1);
  expect(stderr).toContain('No valid credential sources found');
});

test('FACELIVENESS_PREVIEW that is neither true nor false is an error, and no request is sent', async () => {
  const { code, stderr } = await planned('', { ...CREDENTIALS, FACELIVENESS_PREVIEW: 'yes' });
  expect(code).toBe(1);
  expect(stderr.replace(/\s+/g, ' ')).toContain('"yes" in the environment variable FACELIVENESS_PREVIEW');
  expect(emulator.calls.CreateFaceLivenessSession.succeeded).toBe(0);
});
