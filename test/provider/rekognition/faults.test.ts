import { afterEach, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, type Fault, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';

const SIZE = 12;

// A call has at most three attempts if the network fails, and far more if the service fails. So with two failures of
// the network in total, no slot can run out of attempts, in any order of calls.
const FAULTS: readonly Fault[] = [
  { kind: 'reset', count: 1, afterWork: true },
  { kind: 'half-sent', count: 1 },
  { kind: 'throttle', count: 2, delayMs: 20 },
  { kind: 'provisioned-throughput', count: 1, afterWork: true },
  { kind: 'internal-error', script: '0010*', afterWork: true },
  { kind: 'service-unavailable', script: '00010*' },
  { kind: 'slow', rate: 0.2, delayMs: 50 },
];

let emulator: Emulator;
let workspace: TerraformWorkspace;

afterEach(async () => {
  workspace.dispose();
  await emulator.close();
});

async function sessionIds(): Promise<readonly string[]> {
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  return (await workspace.outputs()).session_ids?.value as readonly string[];
}

test('a pool that Terraform fills through faults has one session for each slot, and keeps them', async () => {
  emulator = await startEmulator({ faults: FAULTS, seed: 1 });
  workspace = await initialized(
    `provider "faceliveness" {
  max_requests_per_second = 1000
}
data "faceliveness_session_pool" "this" {
  name = "kiosk"
  size = ${SIZE}
}
output "session_ids" {
  value     = data.faceliveness_session_pool.this.session_ids
  sensitive = true
}
`,
    { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
  );

  const ids = await sessionIds();
  expect(new Set(ids).size).toBe(SIZE);
  expect(emulator.faults.list().every(({ injected }) => injected > 0)).toBe(true);
  expect(new Set(emulator.sessions().map(({ sessionId }) => sessionId))).toEqual(new Set(ids));

  emulator.faults.clear();
  expect(await sessionIds()).toEqual(ids);
  expect(emulator.sessions()).toHaveLength(SIZE);
});
