import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized, validateEach } from '../../support/hcl';
import { configuredProvider, messageOf, read } from '../support';

const LIFETIME_MS = 180_000;

let now: number;
let emulator: Emulator;

beforeEach(async () => {
  now = Date.now();
  emulator = await startEmulator({ clock: () => now });
});
afterEach(async () => await emulator.close());

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

const pool = async (policy: string) => {
  const client = await configuredProvider(emulator.url);
  return (await read(client, 'faceliveness_session_pool', {
    name: 'kiosk',
    size: 2,
    on_unusable: policy,
  })) as unknown as Pool;
};

const gets = () => emulator.calls.GetFaceLivenessSessionResults;

describe('on_unusable', () => {
  test('ignore, the default, does not ask for the status', async () => {
    const { sessions, usable_count: count } = await pool('ignore');
    expect(sessions.map(({ status, usable }) => [status, usable])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(count).toBeNull();
    expect(gets().succeeded).toBe(0);
  });

  test('report fills in the status of each session', async () => {
    const fresh = await pool('report');
    expect(fresh.sessions.map(({ status, usable }) => [status, usable])).toEqual([
      ['CREATED', true],
      ['CREATED', true],
    ]);
    expect(fresh.usable_count).toBe(2);
    now += LIFETIME_MS;
    const expired = await pool('report');
    expect(expired.session_ids).toEqual(fresh.session_ids);
    expect(expired.sessions.every(({ usable }) => usable === false)).toBe(true);
    expect(expired.usable_count).toBe(0);
  });

  test('warn names the unusable sessions in a warning', async () => {
    // As it prints the warning, with the real Terraform.
    const workspace = await initialized(
      'data "faceliveness_session_pool" "this" {\n  name = "kiosk"\n  size = 2\n  on_unusable = "warn"\n}\n',
      { AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'us-east-1' },
    );
    onTestFinished(() => workspace.dispose());
    // Warnings are thrown.
    expect((await pool('warn')).usable_count).toBe(2);
    now += LIFETIME_MS;
    const { code, stdout } = await workspace.apply();
    expect(code).toBe(0);
    const printed = stdout.replace(/\s+/g, ' ');
    expect(printed).toContain('Warning: Unusable sessions');
    expect(printed).toMatch(
      /2 of 2 sessions of the pool "kiosk" cannot be used any more: slot 0 \(\w+\), slot 1 \(\w+\)/,
    );
  });

  test('error names the unusable sessions in an error', async () => {
    await pool('error');
    now += LIFETIME_MS;
    const said = await messageOf(pool('error'));
    expect(said).toContain('Unusable sessions: ');
    expect(said).toContain('-refresh=false');
  });

  test('refuses other values', async () => {
    const workspace = await initialized('');
    onTestFinished(() => workspace.dispose());
    const ofData = 'ignore, report, warn, error';
    const cases: Readonly<Record<string, readonly [string, string]>> = {
      'data "faceliveness_session" "this" {\nname = "a"': ['rotate', ofData],
      'data "faceliveness_session_pool" "this" {\nname = "a"\nsize = 1': ['replace', ofData],
      'resource "faceliveness_session_pool" "this" {\nname = "a"\nsize = 1': ['error', 'replace, report, ignore'],
    };
    const said = await validateEach(
      workspace,
      Object.fromEntries(
        Object.entries(cases).map(([start, [value]]) => [start, `${start}\non_unusable = "${value}"\n}\n`]),
      ),
    );
    for (const [start, [value, values]] of Object.entries(cases)) {
      const detail = expect.stringContaining(`"${value}" is not one of ${values}.`);
      expect(said[start]).toMatchObject([{ summary: 'Invalid on_unusable', detail }]);
    }
  });
});
