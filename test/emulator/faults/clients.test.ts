import { CreateFaceLivenessSessionCommand } from '@aws-sdk/client-rekognition';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../harness/machine/processes';
import { type Emulator, FAULT_KINDS, type FaultKind, startEmulator } from '../../../src/emulator';
import { awsCliEnvironment } from '../../support/aws-cli';
import { python } from '../../support/boto3';
import { emulators, sdk } from '../support/emulator';

const start = emulators();

/** The reaction of real clients to a fault. */
interface Seen {
  /** Members of the SDK's error; absent if the SDK throws none. */
  readonly error?: object;
  /** The message of boto3 and the AWS CLI; absent if they accept the answer, even an empty one. */
  readonly message?: RegExp;
  /** Whether clients retry. */
  readonly retried: boolean;
  readonly outcome: 'succeeded' | 'throttled' | 'failed';
}

const answered = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });
const closed = /Connection was closed before we received a valid response/;

/** Kinds that CreateFaceLivenessSession does not have. */
const ABSENT = ['session-not-found', 'service-quota-exceeded'] as const;

type CreateFaultKind = Exclude<FaultKind, (typeof ABSENT)[number]>;

const CREATE_KINDS = FAULT_KINDS.filter((kind): kind is CreateFaultKind => !ABSENT.some((absent) => absent === kind));

const SEEN: Readonly<Record<CreateFaultKind, Seen>> = {
  throttle: {
    error: answered('ThrottlingException', 400),
    message: /\(ThrottlingException\).*Slow down/,
    retried: true,
    outcome: 'throttled',
  },
  'provisioned-throughput': {
    error: answered('ProvisionedThroughputExceededException', 400),
    message: /\(ProvisionedThroughputExceededException\).*Provisioned rate exceeded/,
    retried: true,
    outcome: 'throttled',
  },
  'internal-error': {
    error: answered('InternalServerError', 500),
    message: /\(InternalServerError\).*Internal server error/,
    retried: true,
    outcome: 'failed',
  },
  'service-unavailable': {
    error: answered('ServiceUnavailableException', 503),
    message: /\(ServiceUnavailableException\)/,
    retried: true,
    outcome: 'failed',
  },
  'access-denied': {
    error: answered('AccessDeniedException', 400),
    message: /\(AccessDeniedException\)/,
    retried: false,
    outcome: 'failed',
  },
  validation: {
    error: answered('ValidationException', 400),
    message: /\(ValidationException\).*fails to satisfy/,
    retried: false,
    outcome: 'failed',
  },
  'no-message': {
    error: answered('InternalFailure', 500),
    message: /\(InternalFailure\)/,
    retried: true,
    outcome: 'failed',
  },
  reset: { error: { code: 'ECONNRESET' }, message: closed, retried: true, outcome: 'failed' },
  'half-sent': { error: { code: 'ECONNRESET' }, message: closed, retried: true, outcome: 'failed' },
  'broken-json': { error: { name: 'SyntaxError' }, retried: false, outcome: 'failed' },
  slow: { retried: false, outcome: 'succeeded' },
  'wrong-content-type': { retried: false, outcome: 'succeeded' },
};

async function create(emulator: Emulator, maxAttempts = 1): Promise<number | undefined> {
  const { $metadata } = await sdk(emulator, { maxAttempts }).send(new CreateFaceLivenessSessionCommand());
  return $metadata.attempts;
}

describe('the AWS SDK', () => {
  test.for(CREATE_KINDS)('reports %s, which is counted by its outcome', async (kind) => {
    const { error, outcome } = SEEN[kind];
    const emulator = await start({ faults: [{ kind, count: 1, delayMs: 1 }] });
    if (error === undefined) await create(emulator);
    else await expect(create(emulator)).rejects.toMatchObject(error);
    const none = { succeeded: 0, throttled: 0, failed: 0 };
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ ...none, [outcome]: 1 });
    expect(emulator.faults.list()).toMatchObject([{ injected: 1 }]);
    expect(await create(emulator)).toBe(1);
  });

  test.for(CREATE_KINDS)('retries, or does not, after %s', async (kind) => {
    const { error, retried } = SEEN[kind];
    const emulator = await start({ faults: [{ kind, count: 1, delayMs: 1 }] });
    const attempts = create(emulator, 3);
    if (retried || error === undefined) expect(await attempts).toBe(retried ? 2 : 1);
    else await expect(attempts).rejects.toMatchObject({ ...error, $metadata: { attempts: 1 } });
  });

  test('can time out before a slow answer, and the session exists', async () => {
    const emulator = await start({ faults: [{ kind: 'slow', delayMs: 3_000_000 }] });
    await expect(
      sdk(emulator, { requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } }).send(
        new CreateFaceLivenessSessionCommand(),
      ),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect.poll(() => emulator.sessions().length).toBe(1);
  });
});

/** Calls each endpoint once with boto3, which makes two attempts. Returns the messages of the errors. */
const BOTO3 = `
import boto3, json, sys
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

def error_of(url):
    retries = Config(retries={'mode': 'standard', 'total_max_attempts': 2})
    client = boto3.client('rekognition', endpoint_url=url, region_name='us-east-1', config=retries)
    try:
        client.create_face_liveness_session()
        return ''
    except (BotoCoreError, ClientError) as error:
        return str(error)

print(json.dumps([error_of(url) for url in json.load(sys.stdin)]))
`;

describe('boto3', () => {
  // One process for all kinds, with two attempts that both meet the fault: its message, and whether there was a second one.
  let seen: ReadonlyMap<CreateFaultKind, { readonly error: string; readonly attempts: number | undefined }>;
  beforeAll(async () => {
    const started = await Promise.all(
      CREATE_KINDS.map(async (kind) => await startEmulator({ faults: [{ kind, count: 2, delayMs: 1 }] })),
    );
    try {
      const urls = started.map(({ url }) => url);
      const errors = (await python(BOTO3, urls, awsCliEnvironment())) as readonly string[];
      seen = new Map(
        CREATE_KINDS.map((kind, index) => {
          const attempts = started[index]?.faults.list()[0]?.seen;
          return [kind, { error: errors[index]?.replaceAll('\n', ' ') ?? '', attempts }];
        }),
      );
    } finally {
      await Promise.all(started.map((emulator) => emulator.close()));
    }
  });

  test.for(CREATE_KINDS)('reports %s, and retries or does not', (kind) => {
    const { message = /^$/, retried } = SEEN[kind];
    expect(seen.get(kind)).toEqual({ error: expect.stringMatching(message), attempts: retried ? 2 : 1 });
  });
});

test('the AWS CLI reports a fault as boto3 does, after a retry', async () => {
  const emulator = await start({ faults: [{ kind: 'throttle', count: 2 }] });
  const command = ['rekognition', 'create-face-liveness-session', '--endpoint-url', emulator.url];
  const { code, stderr } = await run('aws', command, {
    env: { ...awsCliEnvironment(), AWS_RETRY_MODE: 'standard', AWS_MAX_ATTEMPTS: '2' },
  });
  expect(code).not.toBe(0);
  expect(stderr).toMatch(SEEN.throttle.message ?? /^$/);
  expect(emulator.faults.list()).toMatchObject([{ seen: 2 }]);
});

describe('a fault', () => {
  test.for(CREATE_KINDS)('%s with afterWork loses the answer and keeps the session', async (kind) => {
    const emulator = await start({ faults: [{ kind, count: 1, delayMs: 1, afterWork: true }] });
    const command = new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token' });
    await sdk(emulator)
      .send(command)
      .catch(() => undefined);
    const [lost, ...others] = emulator.sessions();
    expect(others).toEqual([]);
    expect((await sdk(emulator).send(command)).SessionId).toBe(lost?.sessionId);
    expect(emulator.sessions()).toMatchObject([{ answered: 2 }]);
  });

  test.for(['throttle', 'internal-error', 'access-denied', 'reset'] as const)(
    '%s without afterWork hits before the work',
    async (kind) => {
      const emulator = await start({ faults: [{ kind }] });
      await create(emulator).catch(() => undefined);
      expect(emulator.sessions()).toEqual([]);
    },
  );

  test('does not hit a request that the service refuses before it counts', async () => {
    const emulator = await start({ faults: [{ kind: 'throttle' }] });
    await expect(
      sdk(emulator, { region: 'eu-central-1' }).send(new CreateFaceLivenessSessionCommand()),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(emulator.faults.list()).toMatchObject([{ seen: 0, injected: 0 }]);
  });

  test('is delayed by delayMs', async () => {
    const emulator = await start({ faults: [{ kind: 'throttle', delayMs: 300 }] });
    const started = performance.now();
    await expect(create(emulator)).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(performance.now() - started).toBeGreaterThan(290);
  });
});

test('a pool that is filled despite faults has one session for each slot', async () => {
  const emulator = await start({
    seed: 20_260_101,
    faults: [
      { kind: 'throttle', rate: 0.05 },
      { kind: 'internal-error', rate: 0.1, afterWork: true },
      { kind: 'service-unavailable', rate: 0.05 },
      { kind: 'reset', rate: 0.1 },
      { kind: 'reset', rate: 0.1, afterWork: true },
      { kind: 'half-sent', rate: 0.1 },
    ],
  });
  const client = sdk(emulator, { maxAttempts: 10 });
  const tokens = Array.from({ length: 60 }, (_, slot) => `slot-${slot}`);
  const fill = async () => {
    const ids: Array<string | undefined> = [];
    for (const ClientRequestToken of tokens) {
      ids.push((await client.send(new CreateFaceLivenessSessionCommand({ ClientRequestToken }))).SessionId);
    }
    return ids;
  };

  const ids = await fill();
  expect(emulator.faults.list().every(({ injected }) => injected > 0)).toBe(true);
  expect(emulator.sessions().map(({ sessionId }) => sessionId)).toEqual(ids);
  emulator.faults.clear();
  expect(await fill()).toEqual(ids);
});

describe('quotas', () => {
  test('can differ by operation, and exceeding one causes the chosen error', async () => {
    const emulator = await start({
      transactionsPerSecond: 100,
      operationTransactionsPerSecond: { CreateFaceLivenessSession: 0.001 },
      quotaError: 'provisioned-throughput',
    });
    expect(emulator.state().quotas).toEqual({
      CreateFaceLivenessSession: 0.001,
      StartFaceLivenessSession: 100,
      GetFaceLivenessSessionResults: 100,
    });
    await create(emulator);
    await expect(create(emulator)).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      message: 'Provisioned rate exceeded',
    });
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 1, throttled: 1, failed: 0 });
    emulator.setQuotas({ CreateFaceLivenessSession: null });
    await create(emulator);
    expect(() => emulator.setQuotas({ CreateFaceLivenessSession: 0 })).toThrow(RangeError);
  });
});
