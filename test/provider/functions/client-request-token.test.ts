import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import vectors from '../../liveness/fixtures/token-vectors.json';
import { initialized } from '../../support/hcl';

let workspace: TerraformWorkspace;

// Without credentials, region and endpoint, which a function does not need.
beforeAll(async () => {
  workspace = await initialized('', { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
});
afterAll(() => workspace.dispose());

const call = (...values: readonly string[]) => `provider::faceliveness::client_request_token(${values.join(', ')})`;

/** JSON values are HCL expressions, except strings with template sequences, which these values do not have. */
const hcl = (value: unknown) => JSON.stringify(value ?? null);

describe('provider::faceliveness::client_request_token', () => {
  test('returns the tokens of the test vectors', async () => {
    // The function returns tokens of first attempts only.
    const first = vectors.filter(({ input }) => !('attempt' in input));
    expect(first.length).toBeGreaterThanOrEqual(2);
    workspace.write({
      'main.tf': first
        .map(({ input }, index) => {
          const { name, region, slot, request, keepers } = input as Record<string, unknown>;
          return `output "v${index}" {\n  value = ${call(hcl(name), hcl(slot), hcl(region), hcl(keepers), hcl(request))}\n}\n`;
        })
        .join(''),
    });
    const { code, stderr } = await workspace.apply();
    expect(code, stderr).toBe(0);
    const outputs = await workspace.outputs();
    expect(first.map((_, index) => outputs[`v${index}`]?.value)).toEqual(first.map(({ token }) => token));
  });

  test('treats empty keepers and requests like null', async () => {
    workspace.write({
      'main.tf': `output "equal" {
  value = length(toset([
    ${call('"a"', 'null', '"us-east-1"', 'null', 'null')},
    ${call('"a"', 'null', '"us-east-1"', '{}', '{}')},
    ${call('"a"', 'null', '"us-east-1"', '{}', '{ KmsKeyId = null, Settings = {} }')},
  ])) == 1
}
output "different" {
  value = length(toset([
    ${call('"a"', 'null', '"us-east-1"', 'null', 'null')},
    ${call('"b"', 'null', '"us-east-1"', 'null', 'null')},
    ${call('"a"', '0', '"us-east-1"', 'null', 'null')},
    ${call('"a"', 'null', '"us-west-2"', 'null', 'null')},
    ${call('"a"', 'null', '"us-east-1"', '{ k = "v" }', 'null')},
    ${call('"a"', 'null', '"us-east-1"', 'null', '{ Settings = { AuditImagesLimit = 0 } }')},
  ])) == 6
}
`,
    });
    const { code, stderr } = await workspace.apply();
    expect(code, stderr).toBe(0);
    expect(await workspace.outputs()).toMatchObject({ equal: { value: true }, different: { value: true } });
  });

  test('is unknown for a request with unknown members, and known after the apply', async () => {
    workspace.write({
      'main.tf': `resource "terraform_data" "bucket" {
  input = "bucket-1"
}
output "token" {
  value = ${call('"a"', '0', '"us-east-1"', 'null', '{ Settings = { OutputConfig = { S3Bucket = terraform_data.bucket.output } } }')}
}
`,
    });
    const { stdout } = await workspace.plan();
    expect(stdout).toMatch(/\+ token\s+= \(known after apply\)/);
    const { code, stderr } = await workspace.apply();
    expect(code, stderr).toBe(0);
    expect((await workspace.outputs()).token?.value).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['name', ['""', 'null', '"us-east-1"', 'null', 'null'], /"" is empty/],
    ['region', ['"a"', 'null', '"mars"', 'null', 'null'], /"mars" is not the name of an AWS region/],
    ['request', ['"a"', 'null', '"us-east-1"', 'null', '{ ClientRequestToken = "t" }'], /has a ClientRequestToken/],
    ['slot', ['"a"', '1.5', '"us-east-1"', 'null', 'null'], /1\.5 was given; a slot is a whole number/],
    [
      'request',
      ['"a"', 'null', '"us-east-1"', 'null', '{ Settings = { AuditImagesLimit = 9 } }'],
      /Settings\.AuditImagesLimit: 9 is too large/,
    ],
    ['request', ['"a"', 'null', '"us-east-1"', 'null', '{ S3Prefix = "x" }'], /Unknown member "S3Prefix"/],
    ['request', ['"a"', 'null', '"us-east-1"', 'null', '"text"'], /"text" is not an object/],
  ])('refuses an invalid %s and names the parameter', async (argument, values, message) => {
    workspace.write({ 'main.tf': `output "token" {\n  value = ${call(...values)}\n}\n` });
    const { code, stderr } = await workspace.plan();
    expect(code).toBe(1);
    const said = stderr.replace(/[\s│]+/g, ' ');
    expect(said).toContain(`Invalid value for "${argument}" parameter`);
    expect(said).toMatch(message);
    expect(said).not.toContain('..');
  });
});
