import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { initialized } from '../../support/hcl';
import { validateBlocks } from '../../support/provider-blocks';

// `terraform validate` reports errors in the provider block at their lines. Each block below has one error, so that one
// run covers them all. The last two errors belong to arguments and rules of our provider.

const ROLE = 'arn:aws:iam::123456789012:role/kiosk';
const role = (body: string) => `assume_role {\nrole_arn = "${ROLE}"\n${body}\n}`;
const web = (body: string) => `assume_role_with_web_identity {\n${body}\n}`;

/** By name: the block, its error, and the line that Terraform shows. */
const INVALID: Readonly<Record<string, readonly [block: string, summary: string, detail: RegExp, line: RegExp]>> = {
  'config-files': [
    'shared_config_files = ["a", null]',
    'Missing element',
    /^shared_config_files\[1\] is null/,
    /^shared_config_files = /,
  ],
  'http-proxy': [
    'http_proxy = "socks4://host:1080"',
    'Invalid http_proxy',
    /^"socks4:\/\/host:1080" is not the URL of an http, https or socks5 proxy\. Write it like/,
    /^http_proxy = /,
  ],
  // Without the line, in which Terraform would show the password.
  'https-proxy': [
    'https_proxy = "http://someone:se/cret@ho st"',
    'Invalid https_proxy',
    /^"http:\/\/\*\*\*@ho st" is not the URL/,
    /^provider "faceliveness" \{$/,
  ],
  'max-retries': ['max_retries = -1', 'Invalid max_retries', /^-1 was given; .* whole number of 0/, /^max_retries = /],
  'half-retries': ['max_retries = 1.5', 'Invalid max_retries', /^1\.5 was given/, /^max_retries = /],
  'retry-mode': [
    'retry_mode = "legacy"',
    'Invalid retry_mode',
    /"legacy" is not a retry mode.*standard or adaptive/,
    /^retry_mode/,
  ],
  'connect-timeout': ['connect_timeout = 0', 'Invalid connect_timeout', /^0 was given/, /^connect_timeout = /],
  account: [
    'allowed_account_ids = ["123456789012", "12345"]',
    'Invalid allowed_account_ids',
    /^"12345" is not the id of an AWS account, which has 12 digits/,
    /^allowed_account_ids = /,
  ],
  accounts: [
    'allowed_account_ids = ["123456789012"]\nforbidden_account_ids = ["123456789013"]',
    'Invalid combination of arguments',
    /^Both allowed_account_ids and forbidden_account_ids/,
    /^forbidden_account_ids = /,
  ],
  unsigned: [
    'skip_request_signing = true\nallowed_account_ids = ["123456789012"]',
    'Invalid combination of arguments',
    /^allowed_account_ids is set together with skip_request_signing/,
    /^allowed_account_ids = /,
  ],
  'user-agent': [
    'user_agent = ["a\\nb"]',
    'Invalid user_agent[0]',
    /^"a\\nb" cannot be part of the User-Agent header/,
    /^user_agent = /,
  ],
  token: ['token = "t"', 'Incomplete static credentials', /^token is set without/, /^token = /],
  'role-arn': [
    'assume_role {\nrole_arn = "arn:aws:iam::123456789012:user/u"\n}',
    'Invalid assume_role[0].role_arn',
    /user\/u" is not the ARN of an IAM role\. Write it like/,
    /^role_arn = /,
  ],
  'second-role': [
    `${role('')}\nassume_role {\nrole_arn = "kiosk"\n}`,
    'Invalid assume_role[1].role_arn',
    /^"kiosk" is not the ARN/,
    /^role_arn = "kiosk"/,
  ],
  'no-role': [
    `${role('')}\nassume_role {\nrole_arn = ""\n}`,
    'Missing role',
    /^assume_role\[1\]\.role_arn has no value/,
    /^(provider "faceliveness"|assume_role) \{/,
  ],
  short: [
    role('duration = "14m59s"'),
    'Invalid assume_role[0].duration',
    /^"14m59s" is not a duration from 15m to 12h/,
    /^duration = /,
  ],
  long: [role('duration = "12h1ns"'), 'Invalid assume_role[0].duration', /^"12h1ns"/, /^duration = /],
  unit: [role('duration = "3600"'), 'Invalid assume_role[0].duration', /^"3600"/, /^duration = /],
  'external-id': [role('external_id = "a b"'), 'Invalid assume_role[0].external_id', /2 to 1224/, /^external_id/],
  session: [role('session_name = "x"'), 'Invalid assume_role[0].session_name', /2 to 64/, /^session_name/],
  source: [role('source_identity = "a b"'), 'Invalid assume_role[0].source_identity', /2 to 64/, /^source_identity/],
  policy: [role('policy = "{"'), 'Invalid assume_role[0].policy', /^"\{" is not an IAM policy/, /^policy = /],
  'policy-arn': [
    role('policy_arns = ["ReadOnlyAccess"]'),
    'Invalid assume_role[0].policy_arns',
    /"ReadOnlyAccess" is not the ARN of an IAM policy/,
    /^policy_arns = /,
  ],
  'policy-arns': [
    role('policy_arns = [for i in range(11) : "arn:aws:iam::aws:policy/P$' + '{i}"]'),
    'Invalid assume_role[0].policy_arns',
    /^There are 11 policies; a role session takes at most 10/,
    /^policy_arns = /,
  ],
  tag: [
    role(`tags = { a = "${'x'.repeat(257)}" }`),
    'Invalid assume_role[0].tags["a"]',
    /257 characters; it must have at most 256/,
    /^tags = /,
  ],
  tags: [
    role('tags = { for i in range(51) : "k$' + '{i}" => "v" }'),
    'Invalid assume_role[0].tags',
    /^There are 51 tags; a role session takes at most 50/,
    /^tags = /,
  ],
  'web-role': [
    web('role_arn = "kiosk"\nweb_identity_token = "t"'),
    'Invalid assume_role_with_web_identity[0].role_arn',
    /^"kiosk" is not the ARN/,
    /^role_arn = /,
  ],
  'web-tokens': [
    web(`role_arn = "${ROLE}"\nweb_identity_token = "t"\nweb_identity_token_file = "f"`),
    'Invalid combination of arguments',
    /^Both web_identity_token and web_identity_token_file/,
    /^web_identity_token_file = /,
  ],
  'web-duration': [
    web(`role_arn = "${ROLE}"\nweb_identity_token = "t"\nduration = "1d"`),
    'Invalid assume_role_with_web_identity[0].duration',
    /^"1d"/,
    /^duration = /,
  ],
  sts: ['endpoints {\nsts = "sts"\n}', 'Invalid endpoint', /^"sts" is not an http or https URL/, /^sts = /],
  rate: ['max_requests_per_second = -2', 'Invalid max_requests_per_second', /^-2 was given/, /^max_requests/],
  fips: [
    'region = "eu-west-1"\nuse_fips_endpoint = true',
    'No FIPS endpoint in this region',
    /"eu-west-1".* It has: us-east-1, us-west-2/,
    /^use_fips_endpoint = /,
  ],
};

/** Blocks without errors: values at the limits, and unknown values. */
const VALID: Readonly<Record<string, string>> = {
  limits: `max_retries = 0
retry_mode = "adaptive"
http_proxy = "proxy.example.com"
https_proxy = ""
no_proxy = "*"
user_agent = ["a/1 (b; c)"]
assume_role {
role_arn = "arn:aws-us-gov:iam::000000000000:role/path/n_+=,.@-"
duration = "15m"
external_id = "ab"
session_name = "${'s'.repeat(64)}"
policy = "{}"
}
assume_role {
role_arn = "${ROLE}"
duration = "12h0m"
}`,
  empty: `endpoints {
rekognition = ""
s3 = ""
sts = ""
}
no_proxy = ""
custom_ca_bundle = ""
shared_config_files = [""]
allowed_account_ids = [""]
assume_role_with_web_identity {
role_arn = ""
web_identity_token = "t"
web_identity_token_file = ""
policy_arns = [""]
}`,
  unknown: `region = terraform_data.late.output
max_retries = terraform_data.late.output
allowed_account_ids = [terraform_data.late.output]
https_proxy = terraform_data.late.output
assume_role {
role_arn = terraform_data.late.output
duration = terraform_data.late.output
tags = { a = terraform_data.late.output }
}
endpoints {
sts = terraform_data.late.output
}`,
};

let workspace: TerraformWorkspace;

beforeAll(async () => {
  workspace = await initialized('', { AWS_REGION: 'us-east-1' });
  workspace.write({ 'late.tf': 'resource "terraform_data" "late" {\n  input = "5"\n}\n' });
});
afterAll(() => workspace.dispose());

test('terraform validate reports each error with its rule, what to do, and its line', async () => {
  const blocks = Object.fromEntries(Object.entries(INVALID).map(([name, [block]]) => [name, block]));
  const said = await validateBlocks(workspace, { ...blocks, ...VALID });
  const expected = Object.entries(INVALID).map(([name, [, summary, detail, code]]) => [
    name,
    [{ severity: 'error', summary, detail: expect.stringMatching(detail), code: expect.stringMatching(code) }],
  ]);
  expect(said).toEqual({ ...Object.fromEntries(expected), limits: [], empty: [], unknown: [] });
  expect(JSON.stringify(said)).not.toContain('se/cret');
  // Terraform starts a process for each block.
}, 120_000);

test('terraform validate warns of blocks without effect', async () => {
  const said = await validateBlocks(workspace, {
    role: 'assume_role {\nexternal_id = "abc"\n}',
    web: `access_key = "a"\nsecret_key = "b"\n${web(`role_arn = "${ROLE}"\nweb_identity_token = "t"`)}`,
  });
  expect(said).toMatchObject({
    role: [{ severity: 'warning', summary: 'Role without effect' }],
    web: [{ severity: 'warning', summary: 'Web identity without effect' }],
  });
});

test('terraform validate warns of several endpoints blocks', async () => {
  const endpoints = (url: string) => `endpoints {\nsts = "${url}"\n}\n`;
  const said = await validateBlocks(workspace, {
    two: endpoints('https://sts.example.com') + endpoints('https://sts.example.org'),
  });
  expect(said).toEqual({
    two: [
      {
        severity: 'warning',
        summary: 'Several endpoints blocks',
        detail: expect.stringMatching(/^There are 2 endpoints blocks\. .*the first one counts/),
        code: expect.anything(),
      },
    ],
  });
});
