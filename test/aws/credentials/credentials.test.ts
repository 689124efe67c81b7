import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';
import { forwardTo, LocalService } from '../../support/local-service';
import { planSessions } from '../../support/provider-blocks';
import { type Signer, signerOf } from '../../support/signature';

// The credentials and the region that requests are signed with: with the real Terraform, a home directory with shared
// files, and a local portal of single sign-on. The differential suite has all other sources.

let emulator: Emulator;
let service: LocalService;
let portal: LocalService;
let home: string;
const open: TerraformWorkspace[] = [];

const SOON = new Date(Date.now() + 3_600_000).toISOString();

beforeAll(async () => {
  emulator = await startEmulator();
  service = await LocalService.start(forwardTo(emulator.url));
  portal = await LocalService.start(({ path, headers, body }) => {
    if (path === '/token') {
      const { refreshToken, grantType } = JSON.parse(body);
      if (refreshToken !== 'again' || grantType !== 'refresh_token') return { status: 400, body: '{}' };
      const answer = { accessToken: 'sso-token', expiresIn: 3600, tokenType: 'Bearer', refreshToken: 'once more' };
      return { body: JSON.stringify(answer), headers: { 'content-type': 'application/json' } };
    }
    if (path === '/federation/credentials?account_id=111122223333&role_name=Reader') {
      if (headers['x-amz-sso_bearer_token'] !== 'sso-token') return { status: 401, body: '{}' };
      const roleCredentials = {
        accessKeyId: 'SSO',
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: Date.parse(SOON),
      };
      return { body: JSON.stringify({ roleCredentials }), headers: { 'content-type': 'application/json' } };
    }
    return { status: 404 };
  });
  home = mkdtempSync(join(tmpdir(), 'faceliveness-aws-home-'));
  file(
    '.aws/config',
    `[default]
region = ap-south-1

[profile main]
region = eu-west-1

[profile single-sign-on]
sso_session = company
sso_account_id = 111122223333
sso_role_name = Reader
region = us-west-2

[sso-session company]
sso_region = us-east-1
sso_start_url = https://company.example.com/start
sso_registration_scopes = sso:account:access

[profile renewed]
sso_session = my co
sso_account_id = 111122223333
sso_role_name = Reader
region = us-west-2

[sso-session my co]
sso_region = us-east-1
sso_start_url = https://company.example.com/start
`,
  );
  file(
    '.aws/credentials',
    `[default]
aws_access_key_id = DEFAULT
aws_secret_access_key = s

[main]
aws_access_key_id = MAIN
aws_secret_access_key = s
aws_session_token = token of main
`,
  );
  file('config-1', '[profile layered]\nregion = us-west-2\n[profile other]\nregion = us-east-1\n');
  file('config-2', '[profile layered]\nregion = sa-east-1\n');
  file('credentials-1', '[layered]\naws_access_key_id = FIRST\naws_secret_access_key = s\n');
  file('credentials-2', '[layered]\naws_access_key_id = SECOND\naws_secret_access_key = s\n');
  signIn('company', { accessToken: 'sso-token', expiresAt: SOON });
  const client = { clientId: 'id', clientSecret: 'secret', refreshToken: 'again', region: 'us-east-1' };
  signIn('my co', { accessToken: 'old', expiresAt: '2020-01-01T00:00:00Z', ...client });
});
beforeEach(() => service.clear());
afterAll(async () => {
  for (const workspace of open) workspace.dispose();
  rmSync(home, { recursive: true, force: true });
  await Promise.all([emulator.close(), service.close(), portal.close()]);
});

function file(name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Leaves what `aws sso login` leaves, under the name of the session or the start URL. */
function signIn(key: string, content: object): void {
  const path = signInFile(key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}

function signInFile(key: string): string {
  return join(home, '.aws/sso/cache', `${createHash('sha1').update(key).digest('hex')}.json`);
}

/** Plans a session for each block, and returns the signer of its request, or the errors of Terraform. */
async function signers(
  blocks: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, Signer | string | undefined>>> {
  const workspace = await initialized('', {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_ENDPOINT_URL_REKOGNITION: service.url,
    ...env,
  });
  open.push(workspace);
  // Only now: Terraform found the provider in its own home directory.
  workspace.env.HOME = home;
  const said = await planSessions(workspace, blocks);
  return Object.fromEntries(
    Object.keys(blocks).map((name) => {
      const request = service.requests.find(({ body }) => body.includes(`"ClientRequestToken":"${name}"`));
      const errors = said[name]?.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n');
      return [name, errors || (request && signerOf(request))];
    }),
  );
}

const by = (accessKeyId: string, region: string) =>
  expect.objectContaining({ accessKeyId, region, service: 'rekognition' });

describe('credentials and region', () => {
  test('come from the provider block, then the profile that it names, then the environment', async () => {
    const found = await signers(
      {
        block:
          'region = "us-east-1"\naccess_key = "BLOCK"\nsecret_key = "s"\ntoken = "token of block"\nprofile = "main"',
        profile: 'profile = "main"',
        environment: '',
        'own-region': 'region = "us-west-2"',
      },
      {
        AWS_ACCESS_KEY_ID: 'ENVIRONMENT',
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_SESSION_TOKEN: 'token of environment',
        AWS_REGION: 'sa-east-1',
      },
    );
    expect(found).toEqual({
      block: { accessKeyId: 'BLOCK', region: 'us-east-1', service: 'rekognition', sessionToken: 'token of block' },
      // AWS_REGION takes precedence over the profile's region, as in all AWS tools.
      profile: { accessKeyId: 'MAIN', region: 'sa-east-1', service: 'rekognition', sessionToken: 'token of main' },
      environment: {
        accessKeyId: 'ENVIRONMENT',
        region: 'sa-east-1',
        service: 'rekognition',
        sessionToken: 'token of environment',
      },
      'own-region': by('ENVIRONMENT', 'us-west-2'),
    });
  });

  test('come from profiles, single sign-on and several files', async () => {
    const found = await signers(
      {
        default: '',
        'single-sign-on': 'profile = "single-sign-on"',
        renewed: 'profile = "renewed"',
        layered: `profile = "layered"
  shared_config_files      = ["${home}/config-1", "~/missing-config", "${home}/config-2"]
  shared_credentials_files = ["$FACELIVENESS_TEST_HOME/credentials-1", "${home}/credentials-2"]`,
      },
      { AWS_ENDPOINT_URL_SSO: portal.url, AWS_ENDPOINT_URL_SSO_OIDC: portal.url, FACELIVENESS_TEST_HOME: home },
    );
    expect(found).toEqual({
      default: by('DEFAULT', 'ap-south-1'),
      'single-sign-on': by('SSO', 'us-west-2'),
      renewed: by('SSO', 'us-west-2'),
      layered: by('SECOND', 'sa-east-1'),
    });
    // For other programs, which would otherwise ask for a sign-in.
    expect(JSON.parse(readFileSync(signInFile('my co'), 'utf8'))).toMatchObject({
      accessToken: 'sso-token',
      refreshToken: 'once more',
      clientId: 'id',
      region: 'us-east-1',
    });
  });

  test('are not looked for if requests are not signed', async () => {
    const unsigned = await signers({ it: 'skip_request_signing = true\nregion = "us-east-1"' }, {});
    // The emulator requires a signature, as the service does.
    expect(unsigned.it).toContain('AWS does not accept the credentials');
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.headers.authorization).toBeUndefined();
  });
});
