import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
} from '@aws-sdk/client-rekognition';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Emulator, EmulatorOptions, Scenario } from '../../../src/emulator';
import { emulators, FakeClock, sdk } from '../support/emulator';
import { type CheckOptions, check, played, TRANSPORTS, VIDEO_END, video } from './support';

const start = emulators();

afterEach(() => {
  vi.unstubAllGlobals();
});

async function createSession(emulator: Emulator, input: CreateFaceLivenessSessionCommandInput = {}): Promise<string> {
  return (await sdk(emulator).send(new CreateFaceLivenessSessionCommand(input))).SessionId ?? '';
}

const WHOLE = ['ChallengeEvent', 'ServerSessionInformationEvent', 'DisconnectionEvent'];
const LIGHT = 'FaceMovementAndLightChallenge';
const MOVEMENT = 'FaceMovementChallenge';
const CREDENTIALS = { accessKeyId: 'AKID', secretAccessKey: 'known' };

/** A check, and its outcome. */
interface Row {
  readonly options?: EmulatorOptions;
  readonly session?: CreateFaceLivenessSessionCommandInput;
  readonly scenario?: Scenario;
  /** Changes the emulator before the check. */
  readonly before?: (emulator: Emulator, id: string) => unknown;
  readonly check?: CheckOptions;
  /** The events of the service. Default: those of a whole check. */
  readonly events?: readonly string[];
  /** The error at the client. Default: none. */
  readonly error?: object;
  /** Whether the connection is cut, which the SDK's client takes for the end of a websocket. */
  readonly isCut?: boolean;
  /** The session afterwards. Default: SUCCEEDED. */
  readonly after?: object;
}

const refused = (name: string, message?: string, after: object = { status: 'CREATED' }): Partial<Row> => ({
  events: [],
  error: { name, ...(message && { message: expect.stringContaining(message) }) },
  after,
});

const clock = new FakeClock();

const ROWS: Readonly<Record<string, Row>> = {
  'succeeds with the defaults': {
    after: { status: 'SUCCEEDED', video: { events: 2, bytes: 3000 }, results: { Confidence: 99.5 } },
  },
  'plays the light challenge in the newest version that both support': {
    session: {
      Settings: { ChallengePreferences: [{ Type: LIGHT, Versions: { Minimum: '1.0.0', Maximum: '1.9.9' } }] },
    },
    check: { ChallengeVersions: `${LIGHT}_1.0.0,${LIGHT}_1.2.0,${LIGHT}_1.10.0,${LIGHT}_2.0.0` },
    after: { results: { Challenge: { Type: LIGHT, Version: '1.2.0' } } },
  },
  'plays the challenge that the session prefers': {
    session: { Settings: { ChallengePreferences: [{ Type: MOVEMENT }] } },
    check: { events: played(MOVEMENT) },
    after: { results: { Challenge: { Type: MOVEMENT, Version: '1.0.0' } } },
  },
  'ends with the results of its scenario': {
    scenario: { confidence: 12.5, noReferenceImage: true, feedback: ['FACE_NOT_ALIGNED'] },
    after: { status: 'SUCCEEDED', results: { Confidence: 12.5, Feedback: [{ Code: 'FACE_NOT_ALIGNED' }] } },
  },
  'fails if its scenario does': { scenario: { fails: true }, after: { status: 'FAILED' } },
  'is delayed by its scenario, and can take longer than a request': {
    options: { requestTimeoutSeconds: 0.1 },
    scenario: { delayMs: 60 },
  },
  'verifies signatures of requests and chunks': { options: { credentials: [CREDENTIALS] }, check: CREDENTIALS },
  'is refused for a wrong secret': {
    options: { credentials: [CREDENTIALS] },
    check: { ...CREDENTIALS, secretAccessKey: 'other' },
    ...refused('InvalidSignatureException', 'does not match the signature you provided'),
  },
  'is refused for an unknown access key': {
    options: { credentials: [CREDENTIALS] },
    check: { accessKeyId: 'AKIDOTHER' },
    ...refused('UnrecognizedClientException'),
  },
  'is refused in a region without Face Liveness': {
    check: { region: 'eu-central-1' },
    ...refused('AccessDeniedException'),
  },
  'is refused for the session of another account': {
    check: { accessKeyId: 'other' },
    ...refused('SessionNotFoundException', 'Session not found.'),
  },
  'is refused for a session that has been used': {
    before: (emulator, id) => emulator.completeSession(id),
    ...refused('SessionNotFoundException', 'Session not found.', { status: 'SUCCEEDED' }),
  },
  'is refused for a session that has been started': {
    before: (emulator, id) => emulator.startSession(id),
    ...refused('SessionNotFoundException', 'Session not found.', { status: 'IN_PROGRESS' }),
  },
  'is refused for a session that has expired': {
    options: { clock: clock.tell },
    before: () => clock.advance(180),
    ...refused('ValidationException', 'expired', { status: 'EXPIRED' }),
  },
  'is refused for parameters that break a rule': {
    check: { VideoWidth: '64', ChallengeVersions: 'FaceMovement' },
    ...refused('ValidationException', "4 validation errors detected: Value '64' at 'videoWidth' failed to satisfy"),
  },
  'is refused for a session id that is none': {
    check: { SessionId: 'x'.repeat(36) },
    ...refused('ValidationException', "at 'sessionId' failed to satisfy constraint"),
  },
  'is refused without a challenge that the session allows': {
    session: { Settings: { ChallengePreferences: [{ Type: MOVEMENT, Versions: { Minimum: '1.0.1' } }] } },
    ...refused('ValidationException', 'FaceMovementChallenge from 1.0.1'),
  },
  'is throttled over its quota': {
    options: { operationTransactionsPerSecond: { StartFaceLivenessSession: 0.001 } },
    before: async (emulator) => await check(emulator.url, { SessionId: await createSession(emulator) }),
    ...refused('ThrottlingException'),
  },
  'ends when another challenge is played': {
    check: { events: played(MOVEMENT) },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: expect.stringContaining(`'${MOVEMENT}' is not the one`) },
    after: { status: 'FAILED', video: { events: 1, bytes: 1000 } },
  },
  'ends when the video has no data': {
    check: { events: [VIDEO_END] },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: 'The video has no data.' },
    after: { status: 'FAILED' },
  },
  'ends when the video is larger than 10 MB': {
    check: { events: [...Array.from({ length: 17 }, () => video(640_000)), VIDEO_END] },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: expect.stringContaining('10485760') },
    after: { status: 'FAILED', video: { events: 17, bytes: 17 * 640_000 } },
  },
  'ends when its session expires meanwhile': {
    options: { sessionTtlSeconds: 0.4 },
    check: { events: [video(1)] },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: 'Session has expired.' },
    after: { status: 'EXPIRED' },
  },
  'ends when the client is silent': {
    options: { streamIdleSeconds: 0.1 },
    check: { events: [video(1)] },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: 'No event was received for 0.1 seconds.' },
    after: { status: 'FAILED' },
  },
  'ends with an error of the bucket': {
    session: { Settings: { OutputConfig: { S3Bucket: 'faces' } } },
    events: WHOLE.slice(0, 2),
    error: { name: 'ValidationException', message: expect.stringContaining('the emulator has no S3 endpoint') },
    after: { status: 'FAILED' },
  },
  ...faultRows(),
  ...disconnectionRows(),
};

/** The kinds of faults that have an error, with its name. */
function faultRows(): Record<string, Row> {
  const errors = {
    throttle: 'ThrottlingException',
    'internal-error': 'InternalServerException',
    'service-unavailable': 'ServiceUnavailableException',
    'service-quota-exceeded': 'ServiceQuotaExceededException',
    'access-denied': 'AccessDeniedException',
    validation: 'ValidationException',
    'session-not-found': 'SessionNotFoundException',
    'no-message': 'InternalServerException',
  } as const;
  const rows = Object.entries(errors).map(([kind, name]): [string, Row] => [
    `reports the fault ${kind}`,
    { options: { faults: [{ kind: kind as keyof typeof errors }] }, ...refused(name) },
  ]);
  return {
    ...Object.fromEntries(rows),
    'reports a fault after the session was started': {
      options: { faults: [{ kind: 'throttle', operation: 'StartFaceLivenessSession', afterWork: true, delayMs: 1 }] },
      ...refused('ThrottlingException', undefined, { status: 'IN_PROGRESS' }),
    },
    'is cut by the fault reset': {
      options: { faults: [{ kind: 'reset', operation: 'StartFaceLivenessSession' }] },
      events: [],
      isCut: true,
      after: { status: 'CREATED' },
    },
    'is cut by the fault reset after the session was started': {
      options: { faults: [{ kind: 'reset', operation: 'StartFaceLivenessSession', afterWork: true }] },
      events: [],
      isCut: true,
      after: { status: 'IN_PROGRESS' },
    },
    'is cut in the middle by the fault half-sent': {
      options: { faults: [{ kind: 'half-sent', operation: 'StartFaceLivenessSession' }] },
      events: [],
      isCut: true,
      after: { status: 'IN_PROGRESS' },
    },
    'gets broken JSON by the fault broken-json': {
      options: { faults: [{ kind: 'broken-json', operation: 'StartFaceLivenessSession' }] },
      events: [],
      error: { name: 'SyntaxError' },
    },
    'is slow by the fault slow': {
      options: { faults: [{ kind: 'slow', operation: 'StartFaceLivenessSession', delayMs: 5 }] },
    },
  };
}

function disconnectionRows(): Record<string, Row> {
  const seen = { 'at-start': 0, 'after-challenge': 2, 'during-video': 2, 'before-end': 2 } as const;
  const rows = Object.entries(seen).map(([moment, count]): [string, Row] => [
    `is cut ${moment}`,
    {
      scenario: { disconnect: moment as keyof typeof seen },
      events: WHOLE.slice(0, count),
      isCut: true,
      after: { status: 'IN_PROGRESS' },
    },
  ]);
  return Object.fromEntries(rows);
}

describe.each(TRANSPORTS)('a check over %s', (transport) => {
  // What differs between the versions of HTTP is how connections end.
  const names = Object.keys(ROWS).filter(
    (name) => transport !== 'HTTP/1.1' || /^succeeds|^is cut|^is delayed|been used|larger/.test(name),
  );

  test.for(names)('%s', async (name) => {
    const row = ROWS[name] ?? {};
    const emulator = await start(row.options);
    const faults = emulator.faults.list();
    emulator.faults.clear();
    const accessKeyId = row.options?.credentials === undefined ? 'test' : CREDENTIALS.accessKeyId;
    const secretAccessKey = CREDENTIALS.secretAccessKey;
    const client = sdk(emulator, { credentials: { accessKeyId, secretAccessKey } });
    const { SessionId = '' } = await client.send(new CreateFaceLivenessSessionCommand(row.session ?? {}));
    if (row.scenario !== undefined) emulator.setScenario(row.scenario);
    await row.before?.(emulator, SessionId);
    for (const { kind, operation, afterWork, delayMs } of faults)
      emulator.faults.add({ kind, operation, delayMs, afterWork });

    const seen = await check(emulator.url, { transport, SessionId, ...row.check });
    if (!row.isCut) expect(seen.error).toEqual(row.error && expect.objectContaining(row.error));
    else if (transport !== 'websocket') expect(seen.error).toBeInstanceOf(Error);
    expect(seen.events).toEqual(row.events ?? WHOLE);
    await expect.poll(() => emulator.sessions()[0]).toMatchObject(row.after ?? { status: 'SUCCEEDED' });
    await expect.poll(() => emulator.state().streams).toBe(0);
  });
});
