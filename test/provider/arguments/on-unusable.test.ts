import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';

const LIFETIME_MS = 180_000;

let now: number;
let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeEach(async () => {
  now = Date.now();
  emulator = await startEmulator({ clock: () => now });
  workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'us-east-1' });
});
afterEach(async () => {
  workspace.dispose();
  await emulator.close();
});

interface Pool {
  readonly sessions: readonly {
    readonly slot: number;
    readonly client_request_token: string;
    readonly status: string | null;
    readonly usable: boolean | null;
  }[];
  readonly session_ids: readonly string[];
  readonly usable_count: number | null;
}

async function applied(policy: string): Promise<{ readonly pool: Pool; readonly printed: string }> {
  workspace.write({
    'main.tf': `data "faceliveness_session_pool" "this" {\n  name = "kiosk"\n  size = 2\n  on_unusable = "${policy}"\n}\n`,
  });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  return { pool: workspace.resources()[0]?.values as unknown as Pool, printed: stdout.replace(/\s+/g, ' ') };
}

const gets = () => emulator.calls.GetFaceLivenessSessionResults;

describe('on_unusable', () => {
  test('ignore, the default, does not ask for the status', async () => {
    const { pool } = await applied('ignore');
    expect(pool.sessions.map(({ status, usable }) => [status, usable])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(pool.usable_count).toBeNull();
    expect(gets().succeeded).toBe(0);
  });

  test('report fills in the status of each session', async () => {
    const fresh = await applied('report');
    expect(fresh.pool.sessions.map(({ status, usable }) => [status, usable])).toEqual([
      ['CREATED', true],
      ['CREATED', true],
    ]);
    expect(fresh.pool.usable_count).toBe(2);
    now += LIFETIME_MS;
    const expired = await applied('report');
    expect(expired.pool.session_ids).toEqual(fresh.pool.session_ids);
    expect(expired.pool.sessions.every(({ usable }) => usable === false)).toBe(true);
    expect(expired.pool.usable_count).toBe(0);
    expect(expired.printed).not.toContain('Warning');
  });

  test('warn names the unusable sessions in a warning', async () => {
    expect((await applied('warn')).printed).not.toContain('Warning');
    now += LIFETIME_MS;
    const { printed } = await applied('warn');
    expect(printed).toContain('Warning: Unusable sessions');
    expect(printed).toMatch(
      /2 of 2 sessions of the pool "kiosk" cannot be used any more: slot 0 \(\w+\), slot 1 \(\w+\)/,
    );
  });

  test('error names the unusable sessions in an error', async () => {
    await applied('error');
    now += LIFETIME_MS;
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    expect(stderr).toContain('Error: Unusable sessions');
    expect(stderr.replace(/\s+/g, ' ')).toContain('-refresh=false');
  });

  test.each([
    ['data "faceliveness_session" "this" {\n  name = "a"', 'rotate', 'ignore, report, warn, error'],
    ['data "faceliveness_session_pool" "this" {\n  name = "a"\n  size = 1', 'replace', 'ignore, report, warn, error'],
    ['resource "faceliveness_session_pool" "this" {\n  name = "a"\n  size = 1', 'error', 'replace, report, ignore'],
  ])('%s refuses %s', async (start, value, values) => {
    workspace.write({ 'main.tf': `${start}\n  on_unusable = "${value}"\n}\n` });
    const { diagnostics } = await workspace.validate();
    const detail = expect.stringContaining(`"${value}" is not one of ${values}.`);
    expect(diagnostics).toMatchObject([{ summary: 'Invalid on_unusable', detail }]);
  });
});
