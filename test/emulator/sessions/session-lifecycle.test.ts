import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../../src/emulator';
import type { SessionStatus } from '../../../src/liveness/session';
import { emulators, FakeClock, send } from '../support/emulator';

const start = emulators();
const TTL = 10;

/** The beginning of a JPEG, which is all that the emulator looks at. */
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

/** The statuses that can follow each status, itself included, unless results are kept. */
const FOLLOWING: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  CREATED: ['CREATED', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'EXPIRED'],
  IN_PROGRESS: ['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'EXPIRED'],
  SUCCEEDED: ['SUCCEEDED', 'EXPIRED'],
  FAILED: ['FAILED', 'EXPIRED'],
  EXPIRED: ['EXPIRED'],
};

async function create(emulator: Emulator, body: object = {}): Promise<string> {
  const { text } = await send(emulator, { body: JSON.stringify(body) });
  return JSON.parse(text).SessionId;
}

async function setUp(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; clock: FakeClock }> {
  const clock = new FakeClock();
  return { emulator: await start({ clock: clock.tell, sessionTtlSeconds: TTL, ...options }), clock };
}

function statusOf(emulator: Emulator, id: string): SessionStatus | undefined {
  return emulator.sessions().find(({ sessionId }) => sessionId === id)?.status;
}

describe('a session', () => {
  test('is started and completed', async () => {
    const { emulator } = await setUp();
    const id = await create(emulator);
    emulator.startSession(id);
    expect(statusOf(emulator, id)).toBe('IN_PROGRESS');
    await emulator.completeSession(id, { confidence: 12.5 });
    expect(statusOf(emulator, id)).toBe('SUCCEEDED');
    expect(emulator.sessions()[0]?.results).toMatchObject({ Confidence: 12.5 });
  });

  test('that was started expires', async () => {
    const { emulator, clock } = await setUp();
    const id = await create(emulator);
    emulator.startSession(id);
    clock.advance(TTL - 0.001);
    expect(statusOf(emulator, id)).toBe('IN_PROGRESS');
    clock.advance(0.001);
    expect(statusOf(emulator, id)).toBe('EXPIRED');
    await expect(emulator.completeSession(id)).rejects.toThrow(
      `session ${id} is EXPIRED; only a session that is CREATED or IN_PROGRESS can be completed or failed. Create another session`,
    );
    expect(statusOf(emulator, id)).toBe('EXPIRED');
  });

  test('that has ended cannot be started, completed or failed', async () => {
    const { emulator } = await setUp();
    const [completed, failed] = [await create(emulator), await create(emulator)];
    await emulator.completeSession(completed);
    emulator.failSession(failed);
    for (const [id, status] of [
      [completed, 'SUCCEEDED'],
      [failed, 'FAILED'],
    ] as const) {
      expect(() => emulator.startSession(id)).toThrow(`is ${status}`);
      expect(() => emulator.failSession(id)).toThrow(`is ${status}`);
      await expect(emulator.completeSession(id)).rejects.toThrow(`is ${status}`);
      expect(statusOf(emulator, id)).toBe(status);
    }
  });

  test.for([
    ['expired', 'EXPIRED'],
    ['kept', 'SUCCEEDED'],
  ] as const)(
    'that is being completed cannot be started, completed or failed, and expires afterwards: %s',
    async ([afterExpiry, status]) => {
      const { emulator, clock } = await setUp({ afterExpiry });
      const id = await create(emulator);
      const completing = emulator.completeSession(id);
      const refusal = `session ${id} is being completed; a session can be completed once. Wait until it has ended`;
      expect(() => emulator.startSession(id)).toThrow(refusal);
      expect(() => emulator.failSession(id)).toThrow(refusal);
      clock.advance(TTL);
      expect(statusOf(emulator, id)).toBe('IN_PROGRESS');
      await expect(emulator.completeSession(id)).rejects.toThrow(refusal);
      await completing;
      expect(statusOf(emulator, id)).toBe(status);
    },
  );

  test('that was started cannot be started again', async () => {
    const { emulator } = await setUp();
    const id = await create(emulator);
    emulator.startSession(id);
    expect(() => emulator.startSession(id)).toThrow(
      `session ${id} is IN_PROGRESS; only a session that is CREATED can be started. Complete or fail it, or create another ` +
        'session',
    );
  });

  test('cannot be completed after a reset in the meantime', async () => {
    const { emulator } = await setUp();
    const completing = emulator.completeSession(await create(emulator));
    emulator.reset();
    await expect(completing).rejects.toMatchObject({
      name: 'SessionStateError',
      message: expect.stringMatching(/^a reset removed session .* while it was being completed/),
    });
    expect(emulator.state().sessions).toEqual({ CREATED: 0, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 });
  });

  test.for<[unknown, string]>([
    [{ confidence: -1 }, 'confidence: -1 is too small; a confidence is a number from 0 to 100'],
    [{ confidence: 100.1 }, 'confidence: 100.1 is too large'],
    [{ confidence: Number.NaN }, 'confidence: NaN is not a number'],
    [{ confidence: '97' }, 'confidence: "97" is not a number'],
    [
      { auditImages: 2 },
      'auditImages: 2 is not a list; a list of audit images is a list of which each element is an image',
    ],
    [
      { auditImages: [{}, {}, {}, {}, {}] },
      'auditImages: there are 5 images; a session has at most 4. Remove the others',
    ],
    [{ auditImages: [{ width: 1 }] }, 'unknown member "width"; known members: jpeg, boundingBox'],
    [
      { referenceImage: { jpeg: 'R0lGODlh' } },
      'referenceImage.jpeg: the value received is not a JPEG image; a JPEG image is a JPEG of at most 204800 bytes, as bytes',
    ],
    [{ referenceImage: { jpeg: '/9j' } }, 'referenceImage.jpeg: the value received is not a JPEG image'],
    [{ referenceImage: { jpeg: [255, 216, 255] } }, 'referenceImage.jpeg: the value received is not a JPEG image'],
    [
      { referenceImage: { boundingBox: { width: 0, height: 1, left: 0, top: 0 } } },
      'referenceImage.boundingBox.width: 0 is not a size; a size is a finite number above 0',
    ],
    [
      { referenceImage: { boundingBox: { width: 1, height: 1, left: Number.NEGATIVE_INFINITY, top: 0 } } },
      'referenceImage.boundingBox.left: -Infinity is not a ratio; a ratio is a finite number, below 0 or above 1 for a box',
    ],
    [
      { referenceImage: {}, noReferenceImage: true },
      'noReferenceImage is true and referenceImage is set; the results have a reference image or none. Remove one of the two',
    ],
    [
      { fails: true, confidence: 0 },
      'fails is true and confidence is set; a session that fails has no results. Remove one of the two',
    ],
    [{ fails: 'yes' }, 'fails: "yes" is not a boolean; a boolean is true or false'],
    [{ sdkType: '' }, 'sdkType: "" is empty; a type of SDK is a text that is not empty'],
    [
      { challenge: {} },
      'challenge.type: a challenge type is missing; a challenge type is one of FaceMovementAndLightChallenge, Face',
    ],
    [
      { challenge: { type: 'FaceMovementChallenge', version: '1' } },
      'challenge.version: "1" does not have the form of a challenge version; a challenge version is three',
    ],
    [{ challenge: 'FaceMovementChallenge' }, 'challenge: "FaceMovementChallenge" is not an object'],
    [
      { confidense: 97 },
      'unknown member "confidense"; known members: fails, confidence, challenge, referenceImage, no',
    ],
    [null, 'null is not an object'],
  ])('is not completed with %j', async ([how, message]) => {
    const { emulator } = await setUp();
    const id = await create(emulator);
    const failure = await emulator.completeSession(id, how as never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RangeError);
    expect(String(failure)).toContain(message);
    expect(statusOf(emulator, id)).toBe('CREATED');
  });

  test('has images of at most 204,800 bytes', async () => {
    const { emulator } = await setUp();
    const id = await create(emulator);
    const jpeg = Buffer.concat([JPEG, Buffer.alloc(204_800 - JPEG.length)]);
    const tooLarge = Buffer.concat([jpeg, Buffer.alloc(1)]);
    await expect(emulator.completeSession(id, { referenceImage: { jpeg: tooLarge } })).rejects.toThrow(
      'referenceImage.jpeg: the value received is not a JPEG image; a JPEG image is a JPEG of at most 204800 bytes',
    );
    expect(await emulator.completeSession(id, { referenceImage: { jpeg } })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.for([
    ['FaceMovementChallenge', undefined, '1.0.0'],
    ['FaceMovementAndLightChallenge', undefined, '2.0.0'],
    ['FaceMovementAndLightChallenge', { Maximum: '1.10.0' }, '1.10.0'],
    ['FaceMovementAndLightChallenge', { Minimum: '1.0.0', Maximum: '10.0.0' }, '2.0.0'],
    ['FaceMovementChallenge', { Minimum: '1.5.0' }, '1.5.0'],
  ] as const)(
    'has by default the version of %s in %j that the newest client offers: %s',
    async ([Type, Versions, Version]) => {
      const { emulator } = await setUp();
      const id = await create(emulator, {
        Settings: { ChallengePreferences: [{ Type, Versions }] },
      });
      expect(await emulator.completeSession(id)).toMatchObject({ results: { Challenge: { Type, Version } } });
    },
  );

  test('plays the light challenge by default, and any other on demand', async () => {
    const { emulator } = await setUp();
    const [one, other] = [await create(emulator), await create(emulator)];
    await emulator.completeSession(one);
    await emulator.completeSession(other, { challenge: { type: 'FaceMovementChallenge' } });
    expect(emulator.sessions().map(({ results }) => results?.Challenge)).toEqual([
      { Type: 'FaceMovementAndLightChallenge', Version: '2.0.0' },
      { Type: 'FaceMovementChallenge', Version: '1.0.0' },
    ]);
  });

  test('that does not exist cannot be started or completed', async () => {
    const { emulator } = await setUp();
    expect(() => emulator.startSession('none')).toThrow(new RangeError('there is no session "none"'));
    await expect(emulator.completeSession('none')).rejects.toThrow(RangeError);
  });
});

describe('the clock', () => {
  test('can be moved forward and not back', async () => {
    const { emulator } = await setUp();
    const id = await create(emulator);
    emulator.advanceClock(TTL);
    expect(statusOf(emulator, id)).toBe('EXPIRED');
    expect(() => emulator.advanceClock(-1)).toThrow(RangeError);
  });

  test.for([
    [1, true],
    [0.999, false],
  ] as const)('forgets a token at the end of its memory: %d of it', async ([part, forgotten]) => {
    const { emulator, clock } = await setUp({ tokenMemorySeconds: 100, sessionTtlSeconds: 1000 });
    const body = { ClientRequestToken: 'token' };
    const first = await create(emulator, body);
    clock.advance(50);
    expect(await create(emulator, body)).toBe(first);
    clock.advance(100 * part - 50);
    expect((await create(emulator, body)) !== first).toBe(forgotten);
  });
});

test('a reset removes sessions, tokens and counts', async () => {
  const { emulator } = await setUp();
  const first = await create(emulator, { ClientRequestToken: 'token' });
  expect(emulator.state()).toMatchObject({ sessions: { CREATED: 1 }, tokens: 1 });
  emulator.reset();
  expect(emulator.state()).toMatchObject({
    sessions: { CREATED: 0 },
    tokens: 0,
    calls: { CreateFaceLivenessSession: { succeeded: 0 } },
  });
  expect(await create(emulator, { ClientRequestToken: 'token' })).not.toBe(first);
});

const seen = new Set<SessionStatus>();

/** Random sequences of all actions. No sequence may cause a forbidden change of status. */
test.for(Array.from({ length: 20 }, () => randomInt(2 ** 31)))(
  'no random sequence of actions causes a forbidden change of status: seed %d',
  async (seed) => {
    const random = randomNumbers(seed);
    const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const afterExpiry = oneOf(['expired', 'not-found', 'kept'] as const);
    const isKept = (status: SessionStatus) => afterExpiry === 'kept' && ['SUCCEEDED', 'FAILED'].includes(status);
    const { emulator, clock } = await setUp({
      afterExpiry,
      replay: oneOf(['same', 'new']),
      mismatch: oneOf(['error', 'same', 'new']),
    });
    const known = new Map<string, SessionStatus>();
    const pending: Promise<unknown>[] = [];
    const ignore = () => {};

    const actions: ReadonlyArray<(id: string) => unknown> = [
      () =>
        create(emulator, {
          ClientRequestToken: oneOf([...'abcdefghijklmnop']),
          Settings: { AuditImagesLimit: oneOf([0, 1]) },
        }),
      (id) => emulator.startSession(id),
      (id) => emulator.failSession(id),
      (id) => pending.push(emulator.completeSession(id, { confidence: random() * 100 }).catch(ignore)),
      () => clock.advance(random() * TTL * 0.6),
    ];
    for (let step = 0; step < 200; step += 1) {
      const ids = [...known.keys()];
      try {
        await oneOf(actions)(oneOf(ids) ?? 'none');
      } catch {
        // Invalid actions are refused; the test checks the statuses.
      }
      for (const { sessionId, status, results } of emulator.sessions()) {
        const before = known.get(sessionId) ?? 'CREATED';
        expect(isKept(before) ? [before] : FOLLOWING[before], `${before} to ${status}, step ${step}`).toContain(status);
        expect(results !== undefined, `results of ${status}`).toBe(status === 'SUCCEEDED' || status === 'FAILED');
        known.set(sessionId, status);
        seen.add(status);
      }
    }
    await Promise.all(pending);
  },
);

test('the random sequences reach all statuses', () => {
  expect([...seen].sort()).toEqual(Object.keys(FOLLOWING).sort());
});

/** A generator of numbers from 0 to 1 (mulberry32), so that a seed repeats a sequence. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
