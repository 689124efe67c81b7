import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Config } from '../../../harness/plugin/provider-client';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { clientRequestToken } from '../../../src/liveness/client-request-token';
import vectors from '../../liveness/fixtures/token-vectors.json';
import { initialized } from '../../support/hcl';
import { applySteps, configuredProvider, read } from '../support';

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

/** Applies a configuration and returns the values of one data source in the state. */
async function applied(hcl: string, address: string): Promise<Record<string, unknown>> {
  workspace.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  const found = workspace.resources().find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no ${address} in the state`);
  return { ...found.values };
}

const region = (name: string) => `provider "faceliveness" {\n  region = "${name}"\n}\n`;

describe('data faceliveness_session', () => {
  const address = 'data.faceliveness_session.this';

  test('derives the token of the test vector and keeps the arguments', async () => {
    const [vector] = vectors;
    const hcl = `${region('us-east-1')}data "faceliveness_session" "this" {\n  name = "smoke"\n}\n`;
    const state = await applied(hcl, address);
    expect(state).toEqual({
      name: 'smoke',
      client_request_token: vector?.token,
      keepers: null,
      on_unusable: null,
      kms_key_id: null,
      settings: null,
      cli_input_json: null,
      session_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      region: 'us-east-1',
      status: null,
      usable: null,
    });
    expect(emulator.sessions().map(({ sessionId }) => sessionId)).toContain(state.session_id);
  });

  test('sends all settings unchanged, and the token of the user', async () => {
    const state = await applied(
      `${region('us-west-2')}data "faceliveness_session" "this" {
  client_request_token = "my-token_1"
  kms_key_id           = "alias/liveness"
  settings {
    audit_images_limit = 4
    output_config {
      s3_bucket     = "bucket-1"
      s3_key_prefix = "a/ü/"
    }
    challenge_preference {
      type = "FaceMovementChallenge"
      versions {
        minimum = "1.0.0"
      }
    }
    challenge_preference {
      type = "FaceMovementAndLightChallenge"
    }
  }
}
`,
      address,
    );
    expect(state.client_request_token).toBe('my-token_1');
    const sent = emulator.sessions().find(({ sessionId }) => sessionId === state.session_id);
    expect(sent).toMatchObject({ region: 'us-west-2' });
    expect(sent?.request).toEqual({
      ClientRequestToken: 'my-token_1',
      KmsKeyId: 'alias/liveness',
      Settings: {
        OutputConfig: { S3Bucket: 'bucket-1', S3KeyPrefix: 'a/ü/' },
        AuditImagesLimit: 4,
        ChallengePreferences: [
          { Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0' } },
          { Type: 'FaceMovementAndLightChallenge' },
        ],
      },
    });
  });

  test('leaves out unset, null and empty values', async () => {
    const state = await applied(
      `${region('us-west-2')}data "faceliveness_session" "this" {
  name     = "bare"
  keepers  = {}
  settings {
    audit_images_limit = null
    dynamic "challenge_preference" {
      for_each = []
      content {
        type = challenge_preference.value
      }
    }
  }
}
`,
      address,
    );
    const client = await configuredProvider(emulator.url, { region: 'us-west-2' });
    const bare = await read(client, 'faceliveness_session', { name: 'bare' });
    expect(bare.client_request_token).toBe(state.client_request_token);
    expect(bare.session_id).toBe(state.session_id);
    const sent = emulator.sessions().find(({ sessionId }) => sessionId === state.session_id);
    expect(sent?.request).toEqual({ ClientRequestToken: state.client_request_token });
  });
});

test('region is an argument, and without it the session is in the region of the provider', async () => {
  const west = await configuredProvider(emulator.url, { region: 'us-west-2' });
  const one = async (more: Config = {}) => await read(west, 'faceliveness_session', { name: 'regional', ...more });
  const there = await one({ region: 'eu-west-1' });
  expect(there.region).toBe('eu-west-1');
  expect(emulator.sessions().find(({ sessionId }) => sessionId === there.session_id)?.region).toBe('eu-west-1');
  expect(there.client_request_token).toBe(clientRequestToken({ name: 'regional', region: 'eu-west-1' }));
  const here = await one();
  expect(here).toMatchObject({ region: 'us-west-2' });
  expect(here.session_id).not.toBe(there.session_id);

  await expect(one({ region: 'eu-north-1' })).rejects.toThrow('not known to be offered in "eu-north-1"');
  const key = { kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:key/a' };
  await expect(one(key)).rejects.toThrow('a key in eu-west-1, and the session is in us-west-2');
});

test('a region that was removed from a data source means the region of the provider', async () => {
  const one = (more: string) => `data "faceliveness_session" "this" {\n  name = "removed"\n${more}}\n`;
  const address = 'data.faceliveness_session.this';
  await applySteps(emulator.url, 'us-west-2', [
    { config: one('  region = "eu-west-1"\n'), state: { [address]: { region: 'eu-west-1' } } },
    { config: one(''), state: { [address]: { region: 'us-west-2' } } },
  ]);
});

test('an empty string in the provider block means that the argument is not set', async () => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const unset = { region: '', access_key: '', secret_key: '', token: '', profile: '' };
  const client = await configuredProvider(emulator.url, unset);
  expect(await read(client, 'faceliveness_session', { name: 'defaults' })).toMatchObject({ region: 'us-east-1' });
});

describe('data faceliveness_session_pool', () => {
  const address = 'data.faceliveness_session_pool.this';
  interface Session {
    readonly slot: number;
    readonly client_request_token: string;
    readonly session_id: unknown;
  }
  const pool = async (size: number, more: Config = {}): Promise<readonly Session[]> => {
    const client = await configuredProvider(emulator.url, { region: 'us-west-2' });
    const config = { name: 'kiosk', size, ...more };
    const { sessions, session_ids: ids } = await read(client, 'faceliveness_session_pool', config);
    return (sessions as Session[]).map((session, slot) => ({ ...session, session_id: (ids as string[])[slot] }));
  };

  test('keeps its sessions while it grows and shrinks', async () => {
    const three = await pool(3);
    expect(three.map(({ slot }) => slot)).toEqual([0, 1, 2]);
    expect(new Set(three.map(({ session_id }) => session_id)).size).toBe(3);
    expect(await pool(3)).toEqual(three);
    const five = await pool(5);
    expect(five.slice(0, 3)).toEqual(three);
    expect(await pool(2)).toEqual(three.slice(0, 2));
    expect(await pool(0)).toEqual([]);
    expect(await pool(5)).toEqual(five);
  });

  test('derives the tokens of the test vectors', async () => {
    const vector = vectors[1];
    const { sessions } = await applied(
      `${region('eu-west-1')}data "faceliveness_session_pool" "this" {
  name       = "kiosk"
  size       = 1
  kms_key_id = "${vector?.input.request?.KmsKeyId}"
  settings {
    audit_images_limit = 4
    output_config {
      s3_bucket     = "live-1"
      s3_key_prefix = "liveness/kiosk/"
    }
  }
}
`,
      address,
    );
    expect(sessions).toMatchObject([{ slot: 0, client_request_token: vector?.token }]);
  });

  test('has other sessions after a change of a keeper', async () => {
    const one = await pool(1, { keepers: { commit: 'a' } });
    const other = await pool(1, { keepers: { commit: 'b' } });
    expect(other[0]?.client_request_token).not.toBe(one[0]?.client_request_token);
    expect(other[0]?.session_id).not.toBe(one[0]?.session_id);
  });

  test('has an empty plan after an apply', async () => {
    const three = `${region('us-west-2')}data "faceliveness_session_pool" "this" {\n  name = "kiosk"\n  size = 3\n}\n`;
    expect(await applied(three, address)).toMatchObject({ sessions: [{}, {}, {}] });
    const { code, stdout } = await workspace.plan('-detailed-exitcode');
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('No changes');
  });

  test('has sensitive session ids, which Terraform does not print', async () => {
    workspace.write({
      'main.tf': `${region('us-west-2')}data "faceliveness_session_pool" "this" {\n  name = "kiosk"\n  size = 1\n}\noutput "ids" {\n  value = data.faceliveness_session_pool.this.session_ids\n}\n`,
    });
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    expect(stderr).toContain('Output refers to sensitive values');
  });
});
