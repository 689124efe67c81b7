import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findTerraform } from '../../../harness/terraform/terraform';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { version } from '../../../package.json';
import { initialized } from '../../support/hcl';
import { type LocalAnswer, LocalService, type ReceivedRequest } from '../../support/local-service';
import { planSessions } from '../../support/provider-blocks';

// Headers, retries and the log. The local service fails as the token of each request asks for.

const HOUR = 3_600_000;
const SECRET = 'never-in-a-log';

let service: LocalService;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  service = await LocalService.start(answer);
  workspace = await initialized('', {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: service.url,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: SECRET,
    TF_APPEND_USER_AGENT: ' pipeline/7 (nightly; a+b) ',
    AWS_SDK_UA_APP_ID: 'kiosk-check',
    TF_LOG_PROVIDER: 'debug',
  });
  workspace.env.TF_LOG_PATH = join(workspace.directory, 'log');
});
beforeEach(() => service.clear());
afterAll(async () => {
  workspace.dispose();
  await service.close();
});

function tokenOf({ body }: ReceivedRequest): string {
  return /"ClientRequestToken":"([^"]+)"/.exec(body)?.[1] ?? '';
}

function attemptsOf(token: string): number {
  return service.requests.filter((request) => tokenOf(request) === token).length;
}

const session = (): LocalAnswer => ({ body: JSON.stringify({ SessionId: randomUUID() }) });
const failure = (status: number, type: string, message = type): LocalAnswer => ({
  status,
  body: JSON.stringify({ __type: type, message }),
});

function answer(request: ReceivedRequest): LocalAnswer {
  const token = tokenOf(request);
  const id = { 'x-amzn-requestid': `request-${token}-${attemptsOf(token)}` };
  return { headers: id, ...outcome(request, token) };
}

function outcome(request: ReceivedRequest, token: string): LocalAnswer {
  switch (token) {
    case 'fails-once':
      return attemptsOf(token) === 1 ? failure(503, 'ServiceUnavailable') : session();
    case 'always-fails':
      return failure(500, 'InternalServerError');
    case 'throttled':
      return failure(400, 'ThrottlingException');
    case 'denied':
      return failure(400, 'AccessDeniedException');
    case 'clock': {
      // A service whose clock is an hour ahead, and which accepts signatures of the last five minutes.
      const now = Date.now() + HOUR;
      const signed = Date.parse(
        String(request.headers['x-amz-date']).replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'),
      );
      const date = new Date(now).toUTCString();
      return now - signed < 300_000
        ? session()
        : { ...failure(400, 'InvalidSignatureException', 'Signature expired: …'), headers: { date } };
    }
    case 'wrong-clock':
      return failure(
        400,
        'InvalidSignatureException',
        'Signature expired: 20250102T020405Z is now earlier than 20250102T025905Z (20250102T030405Z - 5 min.)',
      );
    default:
      // Slots of a pool, which have derived tokens, fail three times each.
      return token.length === 64 && attemptsOf(token) <= 3 ? failure(500, 'InternalServerError') : session();
  }
}

test('the User-Agent header names Terraform, the provider, the SDK and the products of the user, in this order', async () => {
  const said = await planSessions(workspace, { agent: 'user_agent = ["module/1.2 (kiosk)", "stage-test"]' });
  expect(said).toEqual({ agent: [] });
  const { version: terraform } = await findTerraform();
  const parts = /^(.*?) (aws-sdk-js\/.*) (module.*)$/.exec(service.requests[0]?.headers['user-agent'] ?? '');
  expect(parts?.slice(1)).toEqual([
    `Terraform/${terraform} (+https://www.terraform.io) terraform-provider-faceliveness/${version}`,
    expect.stringMatching(/lang\/js.*app\/kiosk-check/),
    'module/1.2 (kiosk) stage-test pipeline/7 (nightly; a+b)',
  ]);
});

describe('retries', () => {
  test('follow max_retries, AWS_MAX_ATTEMPTS and the kind of failure, and each call is logged', async () => {
    workspace.env.AWS_MAX_ATTEMPTS = '2';
    const said = await planSessions(workspace, {
      'fails-once': 'retry_mode = "adaptive"',
      'always-fails': 'max_retries = 3',
      throttled: '',
      denied: '',
      clock: '',
      'wrong-clock': 'max_retries = 20',
      never: 'max_retries = 0\nassume_role {\nrole_arn = "arn:aws:iam::123456789012:role/kiosk"\n}',
    });
    delete workspace.env.AWS_MAX_ATTEMPTS;
    expect(said).toMatchObject({
      'fails-once': [],
      'always-fails': [{ summary: expect.stringContaining('retries did not help') }],
      throttled: [{ summary: expect.stringContaining('was throttled') }],
      denied: [{ summary: expect.stringContaining('was denied') }],
      clock: [],
      'wrong-clock': [
        {
          summary: 'The clock of this machine is wrong',
          detail: expect.stringMatching(/Z here and 2025-01-02T03:04:05Z there: \d+ minutes ahead\. Set the clock/),
        },
      ],
      never: [{ summary: 'The STS endpoint gave an invalid answer' }],
    });
    const attempts = ['fails-once', 'always-fails', 'throttled', 'denied', 'clock', 'wrong-clock'].map(attemptsOf);
    expect(attempts).toEqual([2, 4, 2, 1, 2, 2]);
    expect(attemptsOf('')).toBe(1);

    const calls = log().filter(({ message }) => message.startsWith('AWS call '));
    const call = (token: string) => calls.find(({ request_id: id }) => id?.startsWith(`request-${token}-`));
    expect(call('fails-once')).toEqual({
      level: 'debug',
      message: 'AWS call succeeded',
      service: 'Rekognition',
      operation: 'CreateFaceLivenessSession',
      region: 'us-east-1',
      attempts: '2',
      duration_ms: expect.stringMatching(/^\d+$/),
      http_status: '200',
      request_id: 'request-fails-once-2',
      tf_data_source_type: 'faceliveness_session',
      tf_req_id: expect.stringMatching(/^[\da-f-]{36}$/),
      tf_rpc: 'ReadDataSource',
    });
    expect(call('always-fails')).toMatchObject({
      message: 'AWS call failed',
      attempts: '4',
      http_status: '500',
      error: 'InternalServerError',
    });
    expect(calls.find(({ service }) => service === 'STS')).toMatchObject({
      message: 'AWS call failed',
      operation: 'AssumeRole',
      role_arn: 'arn:aws:iam::123456789012:role/kiosk',
    });
  });

  test('of all slots of a large pool have no common limit', async () => {
    workspace.write({
      'main.tf': `provider "faceliveness" {
  max_requests_per_second = 10000
}
data "faceliveness_session_pool" "this" {
  name = "large"
  size = 48
}
`,
    });
    const { code, stderr } = await workspace.plan();
    expect(code, stderr).toBe(0);
    expect(service.requests).toHaveLength(48 * 4);
  });
});

test('the log has no secrets and no session ids', () => {
  const text = readFileSync(String(workspace.env.TF_LOG_PATH), 'utf8');
  expect(text).toContain('AWS credentials found');
  expect(text).not.toContain(SECRET);
  expect(text).not.toMatch(/SessionId|session_id=/);
});

/** The lines of the log about AWS, which Terraform writes as `time [LEVEL] provider.name: message: key=value …`. */
function log(): readonly (Readonly<Record<string, string>> & { readonly message: string })[] {
  return readFileSync(String(workspace.env.TF_LOG_PATH), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, level = '', rest = ''] = /\[(\w+)\]\s+provider\.[\w.-]+: (AWS .*)$/.exec(line) ?? [];
      if (rest === '') return [];
      const message = rest.replace(/:? @?\w+=.*$/, '');
      const fields = [...rest.matchAll(/ (\w+)=("[^"]*"|\S+)/g)].filter(([, key]) => key !== 'timestamp');
      const values = fields.map(([, key = '', value = '']) => [key, value.replace(/^"|"$/g, '')] as const);
      return [{ level: level.toLowerCase(), message, ...Object.fromEntries(values) }];
    });
}
