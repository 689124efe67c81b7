import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../harness/machine/ports';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { initialized } from '../support/hcl';

const TPS = 20;

let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeEach(async () => {
  emulator = await startEmulator({ transactionsPerSecond: TPS });
  workspace = await initialized('', { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url });
});
afterEach(async () => {
  workspace.dispose();
  await emulator.close();
});

const configuration = (rate: number, pools: Readonly<Record<string, number>>) => `provider "faceliveness" {
  max_requests_per_second = ${rate}
}
${Object.entries(pools)
  .map(([name, size]) => `data "faceliveness_session_pool" "${name}" {\n  name = "${name}"\n  size = ${size}\n}\n`)
  .join('')}`;

const counts = () => emulator.calls.CreateFaceLivenessSession;

test('all reads of a provider together keep to the rate, whatever the parallelism', async () => {
  workspace.write({ 'main.tf': configuration(TPS, { a: 20, b: 20, c: 20 }) });
  const { code, stderr } = await workspace.plan('-parallelism=50');
  expect(code, stderr).toBe(0);
  expect(emulator.sessions()).toHaveLength(60);
  // A timer that fires a moment late can put two requests close together; more than a few would be bursts.
  expect(counts().throttled).toBeLessThanOrEqual(3);
});

test('throttles slow it down, and no read fails', async () => {
  workspace.write({ 'main.tf': configuration(10 * TPS, { a: 40, b: 40 }) });
  const { code, stderr } = await workspace.plan();
  expect(code, stderr).toBe(0);
  expect(emulator.sessions()).toHaveLength(80);
  expect(counts().throttled).toBeGreaterThan(0);
});

test('a long read says how far it is', async () => {
  const chatty = await initialized(configuration(10, { long: 70 }), {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
    TF_LOG_PROVIDER: 'INFO',
  });
  try {
    const { code, stderr } = await chatty.plan();
    expect(code).toBe(0);
    const lines = stderr.split('\n').filter((line) => line.includes('reading a pool'));
    expect(lines.length).toBeGreaterThanOrEqual(1);
    for (const part of [/\[INFO\]/, /pool=long/, /slots_done=\d+/, /slots=70/, /seconds_left=\d+/]) {
      expect(lines[0]).toMatch(part);
    }
    for (const { sessionId, request } of emulator.sessions()) {
      expect(stderr).not.toContain(sessionId);
      expect(stderr).not.toContain(request.ClientRequestToken ?? sessionId);
    }
  } finally {
    chatty.dispose();
  }
});

test('a pool that takes longer to fill than a session lives gets a warning with the arithmetic', async () => {
  workspace.write({ 'main.tf': configuration(5, { huge: 1000 }) });
  // Nobody answers there, so the test needn't wait for a thousand sessions; warnings are shown beside the error.
  workspace.env.AWS_ENDPOINT_URL_REKOGNITION = `http://127.0.0.1:${await freePort()}`;
  const { stdout, stderr } = await workspace.plan();
  expect((stdout + stderr).replace(/\s+/g, ' ')).toContain(
    '1000 sessions at 5 requests per second in us-east-1 take 200 seconds, and a session lives for 180',
  );
  expect((stdout + stderr).replace(/\s+/g, ' ')).toContain('no larger than 900 (5 × 180)');
});
