import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized, validateEach } from '../../support/hcl';
import { terraformHas } from '../../support/terraform-features';

// Errors that the service would refuse or misinterpret, with the real Terraform and the installed provider. The
// emulator must not receive a single call.

let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
  workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'eu-west-1' });
});
afterAll(async () => {
  workspace.dispose();
  await emulator.close();
});

const session = (body: string) => `data "faceliveness_session" "this" {\n${body}\n}\n`;
const pool = (body: string) => `data "faceliveness_session_pool" "this" {\n${body}\n}\n`;
const settings = (body: string) => session(`name = "a"\nsettings {\n${body}\n}`);
const challenge = (body: string) => settings(`challenge_preference {\n${body}\n}`);
const versions = (body: string) => challenge(`type = "FaceMovementChallenge"\nversions {\n${body}\n}`);
const bucket = (name: string, prefix = 'p/') =>
  settings(`output_config {\ns3_bucket = "${name}"\ns3_key_prefix = "${prefix}"\n}`);

const ERRORS: readonly (readonly [title: string, hcl: string, summary: RegExp, detail: RegExp, line: string])[] = [
  ['a negative size', pool('name = "a"\nsize = -1'), /^Invalid size$/, /^-1 was given; .* 0 or more/, 'size = -1'],
  [
    'a fractional size',
    pool('name = "a"\nsize = 1.5'),
    /^Invalid size$/,
    /^1\.5 was given; .*whole number/,
    'size = 1.5',
  ],
  [
    'a size that JavaScript cannot represent',
    pool('name = "a"\nsize = 9007199254740993'),
    /^Invalid size$/,
    /^9007199254740993 was given/,
    'size = 9007199254740993',
  ],
  [
    'a size that cannot be filled at any rate',
    pool('name = "a"\nsize = 10000000000'),
    /^Invalid size$/,
    /^10000000000 was given; .*100000 or less.*180 seconds.*Lower it/,
    'size = 10000000000',
  ],
  ['an empty name', pool('name = ""\nsize = 1'), /^Invalid name$/, /^"" is empty/, 'name = ""'],
  [
    'a token of 65 characters',
    session(`client_request_token = "${'a'.repeat(65)}"`),
    /^Invalid client_request_token$/,
    /65 characters.*1 to 64/,
    'client_request_token = ',
  ],
  [
    'a token with a blank',
    session('client_request_token = "a b"'),
    /^Invalid client_request_token$/,
    /"a b" contains whitespace/,
    'client_request_token = ',
  ],
  [
    'a token of 64 characters and a blank, for its length only',
    session(`client_request_token = "${'a'.repeat(64)} "`),
    /^Invalid client_request_token$/,
    /65 characters.*1 to 64/,
    'client_request_token = ',
  ],
  [
    'both a name and a token',
    session('name = "a"\nclient_request_token = "b"'),
    /^Invalid combination of arguments$/,
    /Both name and client_request_token/,
    'client_request_token = "b"',
  ],
  [
    'neither a name nor a token',
    session(''),
    /^Invalid combination of arguments$/,
    /Neither name nor client_request_token/,
    'data "faceliveness_session" "this',
  ],
  [
    'five audit images',
    settings('audit_images_limit = 5'),
    /^Invalid settings\.audit_images_limit$/,
    /^5 is too large.*0 to 4/,
    'audit_images_limit = 5',
  ],
  [
    'a prefix with a space',
    bucket('bucket', 'my prefix/'),
    /^Invalid settings\.output_config\.s3_key_prefix$/,
    /"my prefix\/" contains whitespace.*950/,
    's3_key_prefix = "my prefix/"',
  ],
  [
    'a bucket of two characters',
    bucket('ab'),
    /^Invalid settings\.output_config\.s3_bucket$/,
    /"ab" has 2 characters.*3 to 255/,
    's3_bucket = "ab"',
  ],
  [
    'a bucket that is null',
    settings('output_config {\ns3_bucket = null\n}'),
    /^Missing required argument$/,
    /^settings\.output_config\.s3_bucket is null/,
    's3_bucket = null',
  ],
  [
    'an unknown challenge type',
    challenge('type = "Smile"'),
    /^Invalid settings\.challenge_preference\[0\]\.type$/,
    /"Smile".*FaceMovementAndLightChallenge, FaceMovementChallenge/,
    'type = "Smile"',
  ],
  [
    'a malformed version',
    versions('minimum = "01.0.0"'),
    /^Invalid settings\.challenge_preference\[0\]\.versions\.minimum$/,
    /"01\.0\.0".*three numbers from 0 to 999/,
    'minimum = "01.0.0"',
  ],
  [
    'a version of two numbers, for its form only',
    versions('minimum = "1.0"'),
    /^Invalid settings\.challenge_preference\[0\]\.versions\.minimum$/,
    /"1\.0" does not have the form.*Write it like 1\.0\.0/,
    'minimum = "1.0"',
  ],
  [
    'versions in the wrong order',
    versions('minimum = "2.0.0"\nmaximum = "1.0.0"'),
    /^Invalid settings\.challenge_preference\[0\]\.versions$/,
    /minimum version 2\.0\.0 is higher than the maximum version 1\.0\.0/,
    'versions {',
  ],
  [
    'a malformed KMS key',
    session('name = "a"\nkms_key_id = "my key"'),
    /^Invalid kms_key_id$/,
    /"my key" contains whitespace/,
    'kms_key_id = "my key"',
  ],
  [
    'a text that is no region',
    session('name = "a"\nregion = "us_east"'),
    /^Invalid AWS Region$/,
    /^"us_east" is not the name of an AWS region.*remove it to use the region of the provider/,
    'region = "us_east"',
  ],
  ...['arn:aws-cn:kms:us-east-1:111122223333:key/a', 'arn:aws:kms:us-east-1:111122223333', 'arn:aws:s3:::faces'].map(
    (arn): (typeof ERRORS)[number] => [
      `the ARN ${arn} as a key`,
      session(`name = "a"\nkms_key_id = "${arn}"`),
      /^Invalid kms_key_id$/,
      /is not the ARN of a KMS key or alias/,
      'kms_key_id = ',
    ],
  ),
  [
    'a key of another region than the sessions',
    pool('name = "a"\nsize = 1\nregion = "us-east-1"\nkms_key_id = "arn:aws:kms:us-west-2:111122223333:key/a"'),
    /^Invalid kms_key_id$/,
    /is a key in us-west-2, and the session is in us-east-1.*set region to "us-west-2"/,
    'kms_key_id = ',
  ],
  [
    'a key of another region in cli_input_json',
    session(
      'name = "a"\nregion = "us-east-1"\ncli_input_json = jsonencode({ KmsKeyId = "arn:aws:kms:us-west-2:111122223333:key/a" })',
    ),
    /^Invalid cli_input_json$/,
    /is a key in us-west-2/,
    'cli_input_json = ',
  ],
  [
    'an unknown region',
    `provider "faceliveness" {\n  region = "mars-north-1"\n}\n${session('name = "a"')}`,
    /^Invalid AWS Region$/,
    /"mars-north-1" is not the name of an AWS region.*us-east-1/,
    'region = "mars-north-1"',
  ],
  [
    'a region without Face Liveness',
    `provider "faceliveness" {\n  region = "eu-north-1"\n}\n${session('name = "a"')}`,
    /^Invalid AWS Region$/,
    /not known to be offered in "eu-north-1".*skip_region_validation/,
    'region = "eu-north-1"',
  ],
  [
    'half of static credentials',
    `provider "faceliveness" {\n  access_key = "a"\n}\n${session('name = "a"')}`,
    /^Incomplete static credentials$/,
    /access_key is set and secret_key is not/,
    'access_key = "a"',
  ],
  [
    'an endpoint that is not a URL',
    `provider "faceliveness" {\n  endpoints {\n    rekognition = "localhost:4566"\n  }\n}\n${session('name = "a"')}`,
    /^Invalid endpoint$/,
    /"localhost:4566" is not an http or https URL/,
    'rekognition = "localhost:4566"',
  ],
  [
    'a timeout that overflows timers',
    `provider "faceliveness" {\n  read_timeout = 2147484\n}\n${session('name = "a"')}`,
    /^Invalid read_timeout$/,
    /^2147484 was given.*at most 3600/,
    'read_timeout = 2147484',
  ],
  [
    'a timeout of zero',
    `provider "faceliveness" {\n  read_timeout = 0\n}\n${session('name = "a"')}`,
    /^Invalid read_timeout$/,
    /^0 was given.*seconds above 0/,
    'read_timeout = 0',
  ],
];

describe('terraform validate', () => {
  let reported: Awaited<ReturnType<typeof validateEach>>;
  beforeAll(async () => {
    reported = await validateEach(workspace, Object.fromEntries(ERRORS.map(([title, hcl]) => [title, hcl])));
  });

  test.each(ERRORS)('refuses at its line: %s', (title, _hcl, summary, detail, line) => {
    const [diagnostic, ...more] = reported[title] ?? [];
    expect(diagnostic?.summary).toMatch(summary);
    expect(diagnostic?.detail).toMatch(detail);
    expect(diagnostic?.snippet?.code.trim()).toContain(line.replace('"this', '"case_'));
    expect(more.filter((each) => !isDeepStrictEqual(each, diagnostic))).toEqual([]);
  });

  test('reports all errors at once', async () => {
    workspace.write({
      'main.tf': pool('name = ""\nsize = 1.5\nkms_key_id = "a b"\nsettings {\naudit_images_limit = -1\n}'),
    });
    const { diagnostics } = await workspace.validate();
    expect(diagnostics.map(({ summary }) => summary).sort()).toEqual([
      'Invalid kms_key_id',
      'Invalid name',
      'Invalid settings.audit_images_limit',
      'Invalid size',
    ]);
  });

  test('refuses a misspelt argument at any depth, in every block', async () => {
    const misspelt = (kind: string, type: string) => `${kind} "${type}" "this" {
  name = "a"
  nmae = "a"
  settings {
    audit_image_limit = 4
    output_config {
      s3_bucket = "abc"
      s3_prefix = "x/"
    }
    challenge_preference {
      type = "FaceMovementChallenge"
      kind = "x"
      versions {
        min = "1.0.0"
      }
    }
    challenge_preferences {
    }
  }
}
`;
    const ephemeral = (await terraformHas('ephemeral resources')) ? ['ephemeral'] : [];
    const blocks = ['data', ...ephemeral].flatMap((kind) => [
      misspelt(kind, 'faceliveness_session'),
      misspelt(kind, 'faceliveness_session_pool').replace('"a"\n', '"a"\n  size = 1\n'),
    ]);
    const managed = misspelt('resource', 'faceliveness_session_pool').replace('"a"\n', '"a"\n  size = 1\n');
    const names = ['nmae', 'audit_image_limit', 's3_prefix', 'kind', 'min', 'challenge_preferences'];
    workspace.write({ 'main.tf': [...blocks, managed].join('') });
    const { diagnostics } = await workspace.validate();
    const refused = diagnostics.map(({ summary, detail }) => {
      expect(summary).toMatch(/^Unsupported (argument|block type)$/);
      return /(?:named|type) "(\w+)"/.exec(detail)?.[1];
    });
    expect(refused.toSorted()).toEqual([...blocks, managed].flatMap(() => names).sort());
  });

  test('warns of keepers together with a token of the user', async () => {
    workspace.write({ 'main.tf': session('client_request_token = "t"\nkeepers = { a = "b" }') });
    const { valid, diagnostics } = await workspace.validate();
    expect(valid).toBe(true);
    expect(diagnostics).toMatchObject([{ severity: 'warning', summary: 'Keepers without effect' }]);
  });

  test('accepts values at the limits', async () => {
    workspace.write({
      'main.tf': `${session(`client_request_token = "${'a'.repeat(64)}"`)}
${pool(`
  name = "a"
  size = 0
  kms_key_id = "alias/a"
  settings {
    audit_images_limit = 4
    output_config {
      s3_bucket     = "abc"
      s3_key_prefix = "${'p'.repeat(950)}"
    }
    challenge_preference {
      type = "FaceMovementChallenge"
      versions {
        minimum = "1.0.0"
        maximum = "1.0.0"
      }
    }
  }`)}
data "faceliveness_session_pool" "largest" {
  name = "a"
  size = 100000
}`,
    });
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });
});

describe('terraform apply', () => {
  test('validates values that are known after an apply at read time, before any session is created', async () => {
    workspace.write({
      'main.tf': `resource "terraform_data" "late" {\n  input = -1\n}\n${pool('name = "a"\nsize = terraform_data.late.output')}`,
    });
    const { code, stdout, stderr } = await workspace.apply();
    expect(code).toBe(1);
    expect(stdout).toContain('data.faceliveness_session_pool.this will be read during apply');
    expect(stderr).toContain('-1 was given');
  });

  test('refuses at plan time too', async () => {
    workspace.write({ 'main.tf': pool('name = "a"\nsize = -1') });
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    expect(stderr).toContain('Invalid size');
  });
});

afterAll(() => {
  expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 0, throttled: 0, failed: 0 });
  expect(emulator.sessions()).toEqual([]);
});
