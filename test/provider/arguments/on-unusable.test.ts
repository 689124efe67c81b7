import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';

const LIFETIME_MS = 180_000;

let now: number;
let lookTakesMs: number;
let emulator: Emulator;
let workspace: TerraformWorkspace;
let cache: string;

beforeEach(async () => {
  now = Date.now();
  lookTakesMs = 0;
  emulator = await startEmulator({
    clock: () => {
      now += lookTakesMs;
      return now;
    },
  });
  cache = mkdtempSync(join(tmpdir(), 'faceliveness-cache-'));
  workspace = await initialized('', {
    AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
    AWS_REGION: 'us-east-1',
    XDG_CACHE_HOME: cache,
  });
});
afterEach(async () => {
  workspace.dispose();
  rmSync(cache, { recursive: true, force: true });
  await emulator.close();
});

interface Pool {
  readonly sessions: readonly {
    readonly slot: number;
    readonly client_request_token: string;
    readonly session_id: string;
    readonly status: string | null;
    readonly usable: boolean | null;
  }[];
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
const creates = () => emulator.calls.CreateFaceLivenessSession;

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
    expect(expired.pool.sessions.map(({ session_id }) => session_id)).toEqual(
      fresh.pool.sessions.map(({ session_id }) => session_id),
    );
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
    expect(stderr.replace(/\s+/g, ' ')).toContain('on_unusable = "error"');
  });

  test('rotate replaces them, and then nothing changes', async () => {
    const first = await applied('rotate');
    const same = await applied('rotate');
    expect(same.pool).toEqual(first.pool);
    now += LIFETIME_MS;
    const second = await applied('rotate');
    expect(second.pool.usable_count).toBe(2);
    for (const [slot, session] of second.pool.sessions.entries()) {
      expect(session.client_request_token).not.toBe(first.pool.sessions[slot]?.client_request_token);
      expect(session.usable).toBe(true);
    }
    const { code, stdout } = await workspace.plan('-detailed-exitcode');
    expect(code, stdout).toBe(0);
  });

  test('rotate does not ask again for what it knows to be used up', async () => {
    for (let rotation = 0; rotation < 3; rotation += 1) {
      await applied('rotate');
      now += LIFETIME_MS;
    }
    const { pool } = await applied('rotate');
    const before = creates().succeeded;
    const again = await applied('rotate');
    expect(again.pool).toEqual(pool);
    expect(creates().succeeded - before, 'one call for each of the two slots').toBe(2);

    rmSync(cache, { recursive: true, force: true });
    const forgotten = await applied('rotate');
    expect(forgotten.pool, 'the memory changes the number of calls, not the sessions').toEqual(pool);
    expect(creates().succeeded - before - 2).toBe(2 * 4);
  });

  test('rotate gives up after 20 attempts', async () => {
    workspace.write({
      'main.tf': 'data "faceliveness_session" "this" {\n  name = "worn"\n  on_unusable = "rotate"\n}\n',
    });
    // Each look at the clock takes a lifetime, so that every session has expired when it is looked at.
    lookTakesMs = LIFETIME_MS;
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    expect(stderr).toContain('No usable session left');
    expect(stderr.replace(/\s+/g, ' ')).toContain('all 20 attempts');
    expect(emulator.sessions()).toHaveLength(20);
  });

  test.each([
    [
      'data "faceliveness_session" "this" {\n  name = "a"\n  on_unusable = "panic"\n}\n',
      'Invalid on_unusable',
      '"panic" is not one of ignore, report, warn, error, rotate',
    ],
    [
      'data "faceliveness_session" "this" {\n  client_request_token = "a"\n  on_unusable = "rotate"\n}\n',
      'Invalid combination of arguments',
      'derives the token of each attempt',
    ],
  ])('refuses %j', async (hcl, summary, detail) => {
    workspace.write({ 'main.tf': hcl });
    const { diagnostics } = await workspace.validate();
    expect(diagnostics).toMatchObject([{ summary, detail: expect.stringContaining(detail) }]);
  });
});
