import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { clientRequestToken } from '../../../src/liveness/client-request-token';
import type { CreateFaceLivenessSessionRequest } from '../../../src/liveness/create-session-request';
import { faceLiveness } from '../../support/face-liveness';
import { initialized, validateEach } from '../../support/hcl';

// The AWS CLI's JSON as the input of a data source, with the real Terraform.

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

const REQUEST = {
  KmsKeyId: 'alias/liveness',
  Settings: {
    OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
    AuditImagesLimit: 2,
    ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0' } }],
  },
} satisfies CreateFaceLivenessSessionRequest;
const ARGUMENTS = `
  kms_key_id = "alias/liveness"
  settings {
    audit_images_limit = 2
    output_config {
      s3_bucket     = "images"
      s3_key_prefix = "kiosk/"
    }
    challenge_preference {
      type = "FaceMovementChallenge"
      versions {
        minimum = "1.0.0"
      }
    }
  }`;

const session = (name: string, body: string) => `data "faceliveness_session" "${name}" {\n${body}\n}\n`;
const pool = (name: string, body: string) => `data "faceliveness_session_pool" "${name}" {\n${body}\n}\n`;
const file = (name: string) => `cli_input_json = file("\${path.module}/${name}")`;

/** Applies, and returns the values in the state by address. */
async function applied(files: Readonly<Record<string, string>>): Promise<Record<string, Record<string, unknown>>> {
  workspace.write(files);
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  return Object.fromEntries(workspace.resources().map(({ address, values }) => [address, { ...values }]));
}

describe('cli_input_json', () => {
  test('gives the same sessions as the same request in arguments', async () => {
    const state = await applied({
      'input.json': JSON.stringify(REQUEST, undefined, 2),
      'main.tf':
        session('json', `name = "kiosk"\n${file('input.json')}`) +
        session('arguments', `name = "kiosk"\n${ARGUMENTS}`) +
        pool('json', `name = "kiosk"\nsize = 2\nkeepers = { a = "b" }\n${file('input.json')}`) +
        pool('arguments', `name = "kiosk"\nsize = 2\nkeepers = { a = "b" }\n${ARGUMENTS}`),
    });
    const { session_id: id, client_request_token: token } = state['data.faceliveness_session.json'] ?? {};
    expect(state['data.faceliveness_session.arguments']).toMatchObject({ session_id: id, client_request_token: token });
    expect(token).toBe(clientRequestToken({ name: 'kiosk', region: 'us-east-1', request: REQUEST }));
    const { sessions } = state['data.faceliveness_session_pool.json'] ?? {};
    expect(sessions).toHaveLength(2);
    expect(state['data.faceliveness_session_pool.arguments']).toMatchObject({ sessions });
    const sent = emulator.sessions().find(({ sessionId }) => sessionId === id);
    expect(sent?.request).toEqual({ ...REQUEST, ClientRequestToken: token });

    const { code, stdout } = await workspace.plan('-detailed-exitcode');
    expect(code, stdout).toBe(0);
  });

  test('can include the token', async () => {
    const state = await applied({
      'main.tf': session('this', `cli_input_json = jsonencode({ ClientRequestToken = "my-token", KmsKeyId = null })`),
    });
    const { session_id: id, client_request_token: token } = state['data.faceliveness_session.this'] ?? {};
    expect(token).toBe('my-token');
    const sent = emulator.sessions().find(({ sessionId }) => sessionId === id);
    expect(sent?.request).toEqual({ ClientRequestToken: 'my-token' });
  });

  test('accepts the output of face-liveness skeleton, with a warning for empty members', async () => {
    workspace.write({
      'skeleton.json': faceLiveness(['skeleton']).stdout,
      'main.tf': session('this', `name = "a"\n${file('skeleton.json')}`),
    });
    const { valid, diagnostics } = await workspace.validate();
    expect(valid).toBe(true);
    expect(diagnostics).toMatchObject([{ severity: 'warning', summary: 'Empty members in cli_input_json' }]);
    expect(diagnostics[0]?.detail).toMatch(/^KmsKeyId, Settings\.OutputConfig\.S3Bucket, .*ClientRequestToken: empty/);
    expect(diagnostics[0]?.snippet?.code.trim()).toBe(file('skeleton.json'));

    const state = await applied({});
    const id = state['data.faceliveness_session.this']?.session_id;
    const { Settings } = emulator.sessions().find(({ sessionId }) => sessionId === id)?.request ?? {};
    expect(Settings).toEqual({
      AuditImagesLimit: 0,
      ChallengePreferences: [{ Type: 'FaceMovementAndLightChallenge' }],
    });
  });

  test('can depend on values that are known after an apply, and is validated then', async () => {
    const late = (limit: number) => `resource "terraform_data" "late" {
  input = ${limit}
}
${session('this', 'name = "late"\ncli_input_json = jsonencode({ Settings = { AuditImagesLimit = terraform_data.late.output } })')}`;
    const state = await applied({ 'main.tf': late(3) });
    expect(state['data.faceliveness_session.this']?.client_request_token).toBe(
      clientRequestToken({ name: 'late', region: 'us-east-1', request: { Settings: { AuditImagesLimit: 3 } } }),
    );
    workspace.write({ 'main.tf': late(9) });
    const { code, stderr } = await workspace.apply();
    expect(code).toBe(1);
    expect(stderr).toContain('Settings.AuditImagesLimit: 9 is too large');
  });

  test('can be one of several arguments that are null in a module until its caller sets one', async () => {
    const variables = ['name', 'token', 'key', 'json']
      .map((name) => `variable "${name}" { default = null }\n`)
      .join('');
    workspace.write({
      'main.tf':
        variables +
        session(
          'this',
          'name = var.name\nclient_request_token = var.token\nkms_key_id = var.key\ncli_input_json = var.json',
        ),
    });
    expect(await workspace.validate()).toMatchObject({ valid: true });
    expect((await workspace.plan('-var=json={"ClientRequestToken":"a"}')).code).toBe(0);
    expect((await workspace.plan('-var=name=a', '-var=key=b')).code).toBe(0);
    const both = await workspace.plan('-var=json={}', '-var=name=a', '-var=key=b');
    expect(both.stderr).toContain('cli_input_json and kms_key_id are set');

    workspace.write({ 'main.tf': variables + session('this', `name = "a"\nkms_key_id = var.key\n${json('{}')}`) });
    expect(await workspace.validate()).toMatchObject({ valid: true });
  });
});

const json = (text: string) => `cli_input_json = ${JSON.stringify(text)}`;

/** By title: the configuration, its error, and the line that Terraform shows. */
const ERRORS: readonly (readonly [title: string, hcl: string, summary: string, detail: RegExp, line?: string])[] = [
  [
    'a misspelt member',
    session('this', `name = "a"\n${json('{"Settings":{"OutputConfig":{"S3Bucket":"images","S3Prefix":"a/"}}}')}`),
    'Invalid cli_input_json',
    /^Settings\.OutputConfig\.S3Prefix: Unknown member "S3Prefix"; known members: S3Bucket, S3KeyPrefix\./,
  ],
  [
    'a value above its limit',
    pool('this', `name = "a"\nsize = 1\n${json('{"Settings":{"AuditImagesLimit":5}}')}`),
    'Invalid cli_input_json',
    /^Settings\.AuditImagesLimit: 5 is too large; an audit images limit is a whole number from 0 to 4\./,
  ],
  [
    'a token that is too long',
    session('this', json(`{"ClientRequestToken":"${'a'.repeat(65)}"}`)),
    'Invalid cli_input_json',
    /^ClientRequestToken: "a+…" has 65 characters/,
  ],
  [
    'a bucket that is missing',
    session('this', `name = "a"\n${json('{"Settings":{"OutputConfig":{"S3KeyPrefix":"a/"}}}')}`),
    'Invalid cli_input_json',
    /^Settings\.OutputConfig\.S3Bucket: An S3 bucket name is missing/,
  ],
  [
    'versions in the wrong order',
    session(
      'this',
      `name = "a"\n${json('{"Settings":{"ChallengePreferences":[{"Type":"FaceMovementChallenge","Versions":{"Minimum":"2.0.0","Maximum":"1.0.0"}}]}}')}`,
    ),
    'Invalid cli_input_json',
    /^Settings\.ChallengePreferences\[0\]\.Versions: The minimum version 2\.0\.0 is higher/,
  ],
  [
    'a list',
    session('this', `name = "a"\n${json('[]')}`),
    'Invalid cli_input_json',
    /^The input: A list is not an object/,
  ],
  [
    'a value that is nested 20,000 levels deep',
    session('this', `name = "a"\n${json(`{"Settings":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)}`),
    'Invalid cli_input_json',
    /^The input: its objects and lists are nested more than 100 levels deep; a request has at most 5\. Correct it\.$/,
  ],
  [
    'text that is not JSON',
    session('this', json('{"KmsKeyId":')),
    'Invalid cli_input_json',
    /^It is not JSON: .*jsonencode\(\{ … \}\), or read it from a file with file\("input\.json"\)/,
  ],
  [
    "a file in the AWS CLI's syntax",
    session('this', `name = "a"\n${json('file://request.json')}`),
    'Invalid cli_input_json',
    /Terraform reads with file\("request\.json"\)\./,
  ],
  [
    'together with a key',
    session('this', `name = "a"\nkms_key_id = "alias/a"\n${json('{}')}`),
    'Invalid combination of arguments',
    /^cli_input_json and kms_key_id are set; .* Remove it, or move kms_key_id into it\.$/,
  ],
  [
    'together with settings',
    pool('this', `name = "a"\nsize = 1\nsettings {\n}\n${json('{}')}`),
    'Invalid combination of arguments',
    /^cli_input_json and settings are set/,
  ],
  [
    'a token in a pool',
    pool('this', `name = "a"\nsize = 1\n${json('{"ClientRequestToken":"a"}')}`),
    'Invalid cli_input_json',
    /^ClientRequestToken: a pool derives a token for each of its slots\./,
  ],
  [
    'a token together with a name',
    session('this', `name = "a"\n${json('{"ClientRequestToken":"a"}')}`),
    'Invalid combination of arguments',
    /^Both name and the ClientRequestToken in cli_input_json are set/,
  ],
  [
    'a token together with another token',
    session('this', `client_request_token = "a"\n${json('{"ClientRequestToken":"a"}')}`),
    'Invalid combination of arguments',
    /^Both client_request_token and the ClientRequestToken in cli_input_json are set/,
  ],
  [
    'neither a name nor a token anywhere',
    session('this', json('{}')),
    'Invalid combination of arguments',
    /^Neither name nor client_request_token is set/,
    'data "faceliveness_session" "case_',
  ],
];

describe('terraform validate refuses cli_input_json', () => {
  let reported: Awaited<ReturnType<typeof validateEach>>;
  beforeAll(async () => {
    workspace.write({ 'main.tf': '' });
    reported = await validateEach(workspace, Object.fromEntries(ERRORS.map(([title, hcl]) => [title, hcl])));
  });

  test.for(ERRORS)('with an error at its line: %s', ([title, , summary, detail, line = 'cli_input_json = ']) => {
    const [diagnostic, ...more] = reported[title] ?? [];
    expect(diagnostic?.summary).toBe(summary);
    expect(diagnostic?.detail).toMatch(detail);
    expect(diagnostic?.snippet?.code.trim()).toContain(line);
    expect(more).toEqual([]);
  });

  test('with all errors at once', async () => {
    workspace.write({
      'main.tf': pool(
        'this',
        `name = ""\nsize = 1\n${json('{"KmsKeyId":"a b","Settings":{"AuditImagesLimit":-1},"ClientRequestToken":"c"}')}`,
      ),
    });
    const { diagnostics } = await workspace.validate();
    expect(diagnostics.map(({ detail }) => detail.split(' ')[0]).sort()).toEqual([
      '""',
      'ClientRequestToken:',
      'KmsKeyId:',
      'Settings.AuditImagesLimit:',
    ]);
  });
});

test('terraform validate warns of keepers together with a token in cli_input_json', async () => {
  workspace.write({ 'main.tf': session('this', `keepers = { a = "b" }\n${json('{"ClientRequestToken":"a"}')}`) });
  expect((await workspace.validate()).diagnostics).toMatchObject([
    { severity: 'warning', summary: 'Keepers without effect' },
  ]);
});
