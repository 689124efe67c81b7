import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../harness/machine/ports';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { initialized } from '../support/hcl';
import { type LocalAnswer, LocalService } from '../support/local-service';
import { type ProviderDiagnostic, planSessions } from '../support/provider-blocks';

// The errors for missing and for refused credentials. None of these runs reaches Rekognition.

const ROLE = 'arn:aws:iam::123456789012:role/kiosk';

let rekognition: LocalService;
let sts: LocalService;
let home: string;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  rekognition = await LocalService.start(() => ({ status: 500 }));
  sts = await LocalService.start(({ body }) => stsAnswer(new URLSearchParams(body)));
  home = mkdtempSync(join(tmpdir(), 'faceliveness-bad-home-'));
  file('good', '[profile good]\naws_access_key_id = GOOD\naws_secret_access_key = s\n');
  file('no-section', 'aws_secret_access_key = very-secret\n');
  file('no-equals', '# a comment\n[default]\nvery-secret\n');
  file('open-section', '[default\nregion = us-east-1\n');
  file('empty-token', '\n');
  file('token', 'header.payload');
  const session = createHash('sha1').update('closed').digest('hex');
  file(`.aws/sso/cache/${session}.json`, JSON.stringify({ accessToken: 't', expiresAt: '2999-01-01T00:00:00Z' }));
  file(
    'profiles',
    `[profile half]
aws_access_key_id = HALF

[profile process]
credential_process = ${join(home, 'fails')}

[profile odd-process]
credential_process = echo '{"Version":1,"AccessKeyId":"A","Secret":"very-secret"}'

[profile bare]
region = us-east-1

[profile no-source]
role_arn = ${ROLE}
source_profile = absent

[profile loop]
role_arn = ${ROLE}
source_profile = loop

[profile two]
role_arn = ${ROLE}
source_profile = good
credential_process = echo

[profile no-session]
sso_session = absent
sso_account_id = 123456789012
sso_role_name = Reader

[profile unreachable-sso]
sso_session = closed
sso_account_id = 123456789012
sso_role_name = Reader

[sso-session closed]
sso_region = us-east-1
sso_start_url = https://company.example.com/start

[profile ca]
ca_bundle = /absent.pem

[profile web]
role_arn = ${ROLE}-expired
web_identity_token_file = ${join(home, 'token')}

[profile mfa]
source_profile = good
role_arn = ${ROLE}
mfa_serial = arn:aws:iam::123456789012:mfa/someone

[profile role]
source_profile = good
role_arn = ${ROLE}-denied

[profile sso]
sso_start_url = https://company.example.com/start
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Reader

[profile good]
aws_access_key_id = GOOD
aws_secret_access_key = s
`,
  );
  workspace = await initialized('', {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_REKOGNITION: rekognition.url,
    AWS_ENDPOINT_URL_STS: sts.url,
  });
  workspace.env.HOME = home;
});
afterAll(async () => {
  expect(rekognition.requests).toEqual([]);
  workspace.dispose();
  rmSync(home, { recursive: true, force: true });
  await Promise.all([rekognition.close(), sts.close()]);
});

function file(name: string, text: string): void {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The answer of STS to a role whose name ends in an error code. */
function stsAnswer(request: URLSearchParams): LocalAnswer {
  const [, code = ''] = /-(\w+)$/.exec(request.get('RoleArn') ?? '') ?? [];
  const errors: Readonly<Record<string, readonly [string, string]>> = {
    denied: ['AccessDenied', `User: arn:aws:iam::123456789012:user/u is not authorized to perform: sts:AssumeRole`],
    expired: ['ExpiredToken', 'The security token included in the request is expired'],
    clock: [
      'SignatureDoesNotMatch',
      'Signature expired: 20250102T020405Z is now earlier than 20250102T025905Z (20250102T030405Z - 5 min.)',
    ],
    token: ['InvalidIdentityToken', 'Incorrect token audience'],
  };
  const [type, message] = errors[code] ?? ['InternalFailure', 'What?'];
  return {
    status: 403,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': '00000000-1111-4222-8333-444444444444' },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${type}</Code><Message>${message}</Message></Error><RequestId>00000000-1111-4222-8333-444444444444</RequestId></ErrorResponse>`,
  };
}

/** Plans a session for each block, each of which fails with one error. */
async function errors(
  blocks: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<Readonly<Record<string, ProviderDiagnostic>>> {
  const before = { ...workspace.env };
  Object.assign(workspace.env, env);
  try {
    const said = await planSessions(workspace, blocks);
    return Object.fromEntries(
      Object.entries(said).map(([name, diagnostics]) => {
        expect(diagnostics, name).toHaveLength(1);
        const [diagnostic] = diagnostics;
        if (diagnostic === undefined) throw new Error(`no error for ${name}`);
        return [name, { ...diagnostic, detail: diagnostic.detail.replace(/\s+/g, ' ') }];
      }),
    );
  } finally {
    for (const name of Object.keys(env)) workspace.env[name] = before[name];
  }
}

const error = (summary: string, detail: RegExp, code: string | RegExp = 'provider "faceliveness" {') => ({
  severity: 'error',
  summary,
  detail: expect.stringMatching(detail),
  code: typeof code === 'string' ? code : expect.stringMatching(code),
});

describe('a shared file', () => {
  test('that cannot be read is reported, and one with lines that make no sense is not', async () => {
    const said = await errors({
      directory: 'shared_config_files = ["~"]',
      odd: 'profile = "absent"\nshared_credentials_files = ["~/good", "~/no-section", "~/no-equals", "~/open-section"]',
    });
    expect(said).toEqual({
      directory: error('Shared file cannot be read', /EISDIR.*permissions/, /shared_config_files = /),
      odd: error('Profile not found', /"absent"/, /profile = /),
    });
    expect(JSON.stringify(said)).not.toContain('very-secret');
  });
});

describe('a profile', () => {
  test('that does not exist or has no credentials is explained', async () => {
    const files = 'shared_config_files = ["~/profiles"]';
    const block = (name: string) => `profile = "${name}"\n${files}`;
    const env = { AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${await freePort()}` };
    const blocks = {
      missing: block('mssing'),
      half: block('half'),
      process: block('process'),
      odd: block('odd-process'),
      bare: block('bare'),
      'no-source': block('no-source'),
      loop: block('loop'),
      two: block('two'),
      'no-session': block('no-session'),
      unreachable: block('unreachable-sso'),
      ca: block('ca'),
      web: block('web'),
      inherited: block('constructor'),
      mfa: block('mfa'),
      role: block('role'),
      sso: block('sso'),
    };
    const said = await errors(blocks, env);
    const bad = 'No valid credentials in the profile';
    const at = (name: string) => `profile = "${name}"`;
    expect(said).toEqual({
      missing: error(
        'Profile not found',
        /^profile names the profile "mssing", which is not in .*\/profiles and .*\/credentials \(which does not exist\)\. Existing profiles: .*good.*aws configure/,
        at('mssing'),
      ),
      half: error('Invalid profile', /only one of aws_access_key_id and aws_secret_access_key/, at('half')),
      process: error(
        bad,
        /^The profile "process" \(from profile\).*credential_process by hand.*ended with status 127: .*fails/,
        at('process'),
      ),
      odd: error(bad, /by hand.*Its answer has no SecretAccessKey\.$/, at('odd-process')),
      mfa: error('Invalid profile', /multi-factor device \(mfa_serial\), which Terraform cannot ask for/, at('mfa')),
      role: error(
        'Cannot assume IAM Role',
        /^The role .*-denied \(from role_arn of the profile "role"\).*trust policy.*AccessDenied: .*not authorized to perform: sts:AssumeRole.*Request ID: 0{8}-1/,
        at('role'),
      ),
      sso: error(bad, /aws sso login --profile sso.*ENOENT/, at('sso')),
      // The environment has keys.
      bare: error(
        'No valid credential sources found',
        /profile "bare" \(from profile\) has no credentials, and a profile in the provider block goes before AWS_ACCESS_KEY_ID.*remove profile from the provider block/,
      ),
      'no-source': error(
        'Profile not found',
        /^source_profile of the profile "no-source" names the profile "absent"/,
        at('no-source'),
      ),
      loop: error('Invalid profile', /leads back to a profile without credentials of its own: loop → loop/, at('loop')),
      two: error('Invalid profile', /source_profile and credential_process, and a profile can have one/, at('two')),
      'no-session': error(
        'Invalid profile',
        /\[sso-session absent\], which does not exist\. There are/,
        at('no-session'),
      ),
      unreachable: error(
        'The SSO endpoint cannot be reached',
        /Check the network.*sso_region of the profile.*ECONNREFUSED/,
        at('unreachable-sso'),
      ),
      ca: error('CA bundle cannot be read', /"\/absent\.pem" \(from ca_bundle of the profile "ca"\).*ENOENT/),
      web: error(
        'Cannot assume IAM Role',
        /-expired \(from role_arn of the profile "web"\).*token of the identity provider has expired.*ExpiredToken/,
        at('web'),
      ),
      inherited: error('Profile not found', /names the profile "constructor"/, at('constructor')),
    });
    expect(JSON.stringify(said)).not.toMatch(/very-secret|header\.payload/);
    expect(said.web?.detail).not.toContain('sso login');
  });

  test('of the environment is reported with its variable', async () => {
    const env = { AWS_PROFILE: 'absent' };
    expect(await errors({ it: '' }, env)).toEqual({
      it: error('Profile not found', /^AWS_PROFILE names the profile "absent".*There are no profiles\./),
    });
  });
});

describe('a role', () => {
  test('that cannot be assumed is explained at its line', async () => {
    const role = (code: string, more = '') => `assume_role {\nrole_arn = "${ROLE}-${code}"\n}\n${more}`;
    const web = (arguments_: string) => `assume_role_with_web_identity {\nrole_arn = "${ROLE}-token"\n${arguments_}\n}`;
    const port = await freePort();
    const said = await errors({
      denied: role('denied'),
      expired: role('expired'),
      clock: role('clock'),
      unreachable: role('denied', `endpoints {\nsts = "http://127.0.0.1:${port}"\n}`),
      second: `${role('denied')}${role('expired')}`,
      token: web('web_identity_token = "header.payload.signature"'),
      'no-file': web('web_identity_token_file = "~/absent"'),
      'empty-file': web('web_identity_token_file = "~/empty-token"'),
      'no-token': web(''),
      account: `allowed_account_ids = ["123456789012"]\nmax_retries = 0`,
    });
    const cannot = 'Cannot assume IAM Role';
    expect(said).toEqual({
      denied: error(
        cannot,
        /^The role .*kiosk-denied \(from assume_role\[0\]\) cannot be assumed\. .*trust policy.*AccessDenied: User.*Request ID: 0{8}-1/,
        /role_arn = /,
      ),
      expired: error(cannot, /The credentials have expired\. Get new temporary credentials/, /role_arn = /),
      clock: error(
        cannot,
        /The clock of this machine is wrong\..*and 2025-01-02T03:04:05Z there: \d+ minutes ahead/,
        /role_arn = /,
      ),
      unreachable: error(
        'The STS endpoint cannot be reached',
        /endpoints \{ sts \}.*ECONNREFUSED.*Attempts: 3/,
        /role_arn = /,
      ),
      second: error(cannot, /kiosk-denied \(from assume_role\[0\]\)/, /role_arn = /),
      token: error(cannot, /The token is not valid for this role.*audience/, /role_arn = /),
      'no-file': error(
        'Web identity token cannot be read',
        /"\/.*\/absent" \(from web_identity_token_file\).*ENOENT/,
        /web_identity_token_file/,
      ),
      'empty-file': error('Web identity token cannot be read', /empty-token".* is empty/, /web_identity_token_file/),
      'no-token': error(
        'Incomplete web identity',
        /has no web_identity_token_file.*AWS_WEB_IDENTITY_TOKEN_FILE/,
        // Terraform 1.11 shows the provider's block, 1.15 the block inside it.
        /^(provider "faceliveness"|assume_role_with_web_identity) \{/,
      ),
      account: error(
        'The account of the credentials is unknown',
        /^allowed_account_ids needs the account.*InternalFailure: What\?/,
        /allowed_account_ids = /,
      ),
    });
    expect(JSON.stringify(said)).not.toContain('header.payload.signature');
  });
});

test('values in the environment are validated as well', async () => {
  const blocks = { it: '' };
  const variables: readonly (readonly [NodeJS.ProcessEnv, ReturnType<typeof error>])[] = [
    [{ AWS_MAX_ATTEMPTS: 'many' }, error('Invalid AWS_MAX_ATTEMPTS', /^"many" is not a whole number of 0 or more/)],
    [{ AWS_RETRY_MODE: 'often' }, error('Invalid AWS_RETRY_MODE', /^"often" is not a retry mode/)],
    [{ AWS_USE_FIPS_ENDPOINT: 'yes' }, error('Invalid AWS_USE_FIPS_ENDPOINT', /^"yes" is neither true nor false/)],
    [
      {
        HTTPS_PROXY: 'http://u:pa/ss@host:1',
        AWS_ENDPOINT_URL_STS: undefined,
        AWS_ENDPOINT_URL_REKOGNITION: undefined,
      },
      // Where the proxy is needed first.
      error('Invalid HTTPS_PROXY', /^"http:\/\/\*\*\*@host:1" is not the URL/, /^data "faceliveness_session"/),
    ],
    [{ AWS_ENDPOINT_URL_STS: 'sts' }, error('Invalid AWS_ENDPOINT_URL_STS', /^"sts" is not an http or https URL/)],
    [
      { AWS_CA_BUNDLE: '/absent.pem' },
      error('CA bundle cannot be read', /"\/absent\.pem" \(from AWS_CA_BUNDLE\).*ENOENT/),
    ],
    [
      { AWS_ACCESS_KEY_ID: undefined, AWS_WEB_IDENTITY_TOKEN_FILE: '/absent' },
      error('Incomplete web identity', /AWS_ROLE_ARN is not/),
    ],
  ];
  for (const [env, expected] of variables) expect(await errors(blocks, env)).toEqual({ it: expected });
});
