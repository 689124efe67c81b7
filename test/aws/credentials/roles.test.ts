import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MotoServer, startMoto } from '../../../harness/moto/moto';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';
import { forwardTo, LocalService } from '../../support/local-service';
import { planSessions } from '../../support/provider-blocks';
import { signerOf } from '../../support/signature';

// Roles, with moto's STS, which encodes the account of a role in the access key, and the emulator, which decodes it. A
// local server records the requests to STS.

const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const ONE = '111111111111';
const TWO = '222222222222';
/** The account of credentials that moto did not issue. */
const MOTOS_OWN = '123456789012';

let moto: MotoServer;
let emulator: Emulator;
let sts: LocalService;
let directory: string;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  [moto, emulator] = await Promise.all([startMoto(), startEmulator()]);
  sts = await LocalService.start(forwardTo(moto.url));
  directory = mkdtempSync(join(tmpdir(), 'faceliveness-roles-'));
  writeFileSync(join(directory, 'token'), 'token-from-file\n');
  writeFileSync(
    join(directory, 'config'),
    `[profile source]
aws_access_key_id = SOURCE
aws_secret_access_key = s

[profile first]
source_profile = source
role_arn = ${role(ONE, 'first')}
role_session_name = from-profile

[profile chain]
source_profile = first
role_arn = ${role(TWO, 'second')}
external_id = 1234
`,
  );
  workspace = await initialized('', {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_REKOGNITION: emulator.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    AWS_ACCESS_KEY_ID: 'BASE',
    AWS_CONFIG_FILE: join(directory, 'config'),
  });
});
beforeEach(() => sts.clear());
afterAll(async () => {
  workspace.dispose();
  rmSync(directory, { recursive: true, force: true });
  await Promise.all([moto.stop(), emulator.close(), sts.close()]);
});

/** The requests to STS and their signers, in the order of session names. */
function stsRequests(): readonly Readonly<Record<string, string>>[] {
  const names = (parameters: Readonly<Record<string, string>>) => parameters.RoleSessionName ?? '';
  return sts.requests
    .map((request) => {
      const { Version: _version, ...parameters } = Object.fromEntries(new URLSearchParams(request.body));
      return { ...parameters, by: signerOf(request)?.accessKeyId.slice(0, 4) ?? 'unsigned' };
    })
    .sort((a, b) => names(a).localeCompare(names(b)));
}

/** The account of a Face Liveness session. */
function accountOf(token: string): string | undefined {
  return emulator.sessions().find(({ request }) => request.ClientRequestToken === token)?.account;
}

describe('assume_role', () => {
  test('assumes each role with the one before, with all arguments of the block', async () => {
    const said = await planSessions(workspace, {
      chain: `
  assume_role {
    role_arn     = "${role(ONE, 'first')}"
    session_name = "1st"
  }
  assume_role {
    role_arn            = "${role(TWO, 'path/second')}"
    session_name        = "2nd"
    duration            = "1h30m"
    external_id         = "id:1/2"
    policy              = jsonencode({ Version = "2012-10-17", Statement = [] })
    policy_arns         = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    source_identity     = "someone@example.com"
    tags                = { team = "kiosk" }
    transitive_tag_keys = ["team"]
  }`,
    });
    expect(said).toEqual({ chain: [] });
    expect(stsRequests()).toEqual([
      { Action: 'AssumeRole', RoleArn: role(ONE, 'first'), RoleSessionName: '1st', DurationSeconds: '900', by: 'BASE' },
      {
        Action: 'AssumeRole',
        RoleArn: role(TWO, 'path/second'),
        RoleSessionName: '2nd',
        DurationSeconds: '5400',
        ExternalId: 'id:1/2',
        Policy: '{"Statement":[],"Version":"2012-10-17"}',
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        SourceIdentity: 'someone@example.com',
        'Tags.member.1.Key': 'team',
        'Tags.member.1.Value': 'kiosk',
        'TransitiveTagKeys.member.1': 'team',
        by: 'ASIA',
      },
    ]);
    expect(accountOf('chain')).toBe(TWO);
  });

  test('starts from credentials of the provider block, or of a profile that assumes roles itself', async () => {
    const said = await planSessions(workspace, {
      static: `access_key = "OWN1"\nsecret_key = "s"\nassume_role {\nrole_arn = "${role(TWO, 'r')}"\nsession_name = "static"\n}`,
      profile: 'profile = "chain"',
      without: 'assume_role {}',
    });
    expect(said).toMatchObject({
      static: [],
      profile: [],
      without: [{ severity: 'warning', summary: 'Role without effect' }],
    });
    expect(['static', 'profile', 'without'].map(accountOf)).toEqual([TWO, TWO, 'BASE']);
    const own = stsRequests().map(({ Action, RoleArn, ExternalId, by }) => ({ Action, RoleArn, ExternalId, by }));
    expect(own).toHaveLength(3);
    expect(own).toEqual(
      expect.arrayContaining([
        { Action: 'AssumeRole', RoleArn: role(TWO, 'r'), ExternalId: undefined, by: 'OWN1' },
        { Action: 'AssumeRole', RoleArn: role(ONE, 'first'), ExternalId: undefined, by: 'SOUR' },
        { Action: 'AssumeRole', RoleArn: role(TWO, 'second'), ExternalId: '1234', by: 'ASIA' },
      ]),
    );
  });
});

describe('assume_role_with_web_identity', () => {
  test('completes its arguments from the environment, and its credentials can assume further roles', async () => {
    const said = await planSessions(
      workspace,
      {
        'web-block': `
  assume_role_with_web_identity {
    role_arn           = "${role(TWO, 'web')}"
    session_name       = "block"
    duration           = "20m"
    policy             = "{}"
    policy_arns        = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    web_identity_token = "token-itself"
  }`,
        'web-mixed': `
  assume_role_with_web_identity {}
  assume_role {
    role_arn     = "${role(TWO, 'next')}"
    session_name = "next"
  }`,
      },
      {
        AWS_ROLE_ARN: role(ONE, 'environment'),
        AWS_ROLE_SESSION_NAME: 'environment',
        AWS_WEB_IDENTITY_TOKEN_FILE: join(directory, 'token'),
      },
    );
    expect(said).toEqual({ 'web-block': [], 'web-mixed': [] });
    expect(stsRequests()).toEqual([
      {
        Action: 'AssumeRoleWithWebIdentity',
        RoleArn: role(TWO, 'web'),
        RoleSessionName: 'block',
        DurationSeconds: '1200',
        Policy: '{}',
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        WebIdentityToken: 'token-itself',
        by: 'unsigned',
      },
      {
        Action: 'AssumeRoleWithWebIdentity',
        RoleArn: role(ONE, 'environment'),
        RoleSessionName: 'environment',
        WebIdentityToken: 'token-from-file',
        by: 'unsigned',
      },
      { Action: 'AssumeRole', RoleArn: role(TWO, 'next'), RoleSessionName: 'next', DurationSeconds: '900', by: 'ASIA' },
    ]);
  });

  test('is not needed if the environment has the role and the token', async () => {
    const env = { AWS_ROLE_ARN: role(ONE, 'alone'), AWS_WEB_IDENTITY_TOKEN_FILE: join(directory, 'token') };
    const keys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    expect(await planSessions(workspace, { alone: '' }, { ...env, ...keys })).toEqual({ alone: [] });
    expect(accountOf('alone')).toBe(ONE);
    expect(stsRequests()).toMatchObject([{ RoleSessionName: expect.stringMatching(/^terraform-faceliveness-\d+$/) }]);
  });
});

test('allowed_account_ids and forbidden_account_ids accept or refuse the account of the credentials', async () => {
  const assumed = `assume_role {\nrole_arn = "${role(ONE, 'r')}"\n}`;
  const said = await planSessions(workspace, {
    allowed: `allowed_account_ids = ["${TWO}", "${MOTOS_OWN}"]`,
    'not-allowed': `allowed_account_ids = ["${MOTOS_OWN}"]\n${assumed}`,
    'not-forbidden': `forbidden_account_ids = ["${TWO}"]\n${assumed}`,
    forbidden: `forbidden_account_ids = ["${TWO}", "${ONE}"]\n${assumed}`,
    anyone: '',
  });
  expect(said).toMatchObject({ allowed: [], 'not-forbidden': [], anyone: [] });
  for (const name of ['not-allowed', 'forbidden']) {
    expect(said[name]).toEqual([
      {
        severity: 'error',
        summary: 'AWS account ID not allowed',
        detail: expect.stringContaining(`The credentials belong to the account ${ONE}, which is`),
        code: expect.stringContaining('_account_ids = '),
      },
    ]);
    expect(accountOf(name)).toBeUndefined();
  }
  expect(said['not-allowed']?.[0]?.detail).toContain(`which is not in allowed_account_ids (${MOTOS_OWN})`);
  expect(stsRequests().filter(({ Action }) => Action === 'GetCallerIdentity')).toHaveLength(4);
});
