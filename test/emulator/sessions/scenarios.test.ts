import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/emulator';
import { EmulatorClock } from '../../../src/emulator/sessions/emulator-clock';
import { MAX_SCENARIOS, Scenarios } from '../../../src/emulator/sessions/scenarios';
import { type Session, Sessions } from '../../../src/emulator/sessions/sessions';

const OWNER = { account: 'test', accessKeyId: 'test', region: 'us-east-1' };
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

function setUp(initial?: Scenario) {
  const clock = new EmulatorClock(() => 0);
  const sessions = new Sessions({
    clock: clock.tell,
    ttlSeconds: 180,
    replay: 'same',
    mismatch: 'error',
    afterExpiry: 'expired',
    tokenMemorySeconds: Number.POSITIVE_INFINITY,
  });
  const create = (ClientRequestToken?: string): Session => sessions.obtain(OWNER, { ClientRequestToken });
  return { clock, sessions, create, scenarios: new Scenarios(sessions, initial) };
}

describe('the scenario of a session', () => {
  test('is its own, or else that of its token, or else that of all sessions, or else an empty one', () => {
    const { scenarios, create } = setUp();
    const session = create('token');
    const [other, plain] = [create('other'), create()];
    const confidences = () => [session, other, plain].map((each) => scenarios.of(each).confidence);
    expect([session, other, plain].map((each) => scenarios.of(each))).toEqual([{}, {}, {}]);
    scenarios.set({ confidence: 1 });
    expect(confidences()).toEqual([1, 1, 1]);
    scenarios.set({ confidence: 2 }, { clientRequestToken: 'token' });
    expect(confidences()).toEqual([2, 1, 1]);
    scenarios.set({ confidence: 3 }, { sessionId: session.id });
    expect(confidences()).toEqual([3, 1, 1]);
    // An empty scenario is one too: the defaults.
    scenarios.set({}, { sessionId: session.id });
    expect(scenarios.of(session)).toEqual({});
    expect(scenarios.remove({ sessionId: session.id })).toBe(true);
    expect(scenarios.remove({ sessionId: session.id })).toBe(false);
    expect(confidences()).toEqual([2, 1, 1]);
    scenarios.clear();
    expect(scenarios.of(session)).toEqual({});
  });

  test('is the initial one again after a reset', () => {
    const { scenarios, create } = setUp({ fails: true });
    scenarios.set({ confidence: 1 });
    scenarios.set({ confidence: 2 }, { clientRequestToken: 'token' });
    scenarios.reset();
    expect(scenarios.of(create('token'))).toEqual({ fails: true });
    expect(scenarios.list()).toEqual([{ scenario: { fails: true } }]);
  });

  test('keeps its images when the caller changes theirs, and is listed without their bytes', () => {
    const { scenarios, create } = setUp();
    const jpeg = Buffer.from(JPEG);
    const boundingBox = { width: 0.5, height: 0.5, left: -0.25, top: 0 };
    scenarios.set({ referenceImage: { jpeg }, auditImages: [{ jpeg: JPEG.toString('base64') }, { boundingBox }] });
    jpeg.fill(0);
    expect(scenarios.of(create())).toEqual({
      referenceImage: { jpeg: JPEG },
      auditImages: [{ jpeg: JPEG }, { boundingBox }],
    });
    expect(scenarios.list()).toEqual([
      { scenario: { referenceImage: { jpegBytes: 4 }, auditImages: [{ jpegBytes: 4 }, { boundingBox }] } },
    ]);
  });
});

describe('a scenario is refused', () => {
  test.for<[unknown, object | undefined, string]>([
    [
      { disconnect: 'later' },
      {},
      'disconnect: "later" is not a moment of a disconnection; a moment of a disconnection is one of',
    ],
    [
      { delayMs: 3_600_001 },
      {},
      'delayMs: 3600001 is too large; a delay in milliseconds is a number from 0 to 3600000',
    ],
    [{ fails: true, feedback: [] }, {}, 'fails is true and feedback is set; a session that fails has no results'],
    [{ failure: true }, {}, 'unknown member "failure"; known members: fails, confidence'],
    [null, {}, 'null is not an object; a scenario is an object with fails, confidence'],
    [{}, { token: 'a' }, 'unknown member "token"; known members: sessionId, clientRequestToken'],
    [{}, { clientRequestToken: 'a b' }, 'clientRequestToken: "a b" contains whitespace'],
    [{}, { sessionId: '1' }, 'sessionId: the value received '],
    [
      {},
      { sessionId: '00000000-0000-4000-8000-000000000000' },
      'there is no session "00000000-0000-4000-8000-000000000000"',
    ],
    [
      {},
      { sessionId: '00000000-0000-4000-8000-000000000000', clientRequestToken: 'a' },
      'sessionId and clientRequestToken are set; a scenario is for one session, for the sessions of one token, or for all',
    ],
  ])('%j for %j', ([scenario, target, message]) => {
    const { scenarios } = setUp();
    expect(() => scenarios.set(scenario as Scenario, target)).toThrow(message);
    expect(scenarios.list()).toEqual([]);
  });

  test('for a session that has ended', () => {
    const { scenarios, create, clock } = setUp();
    const { id } = create();
    clock.advance(180);
    expect(() => scenarios.set({}, { sessionId: id })).toThrow(
      `session ${id} is EXPIRED; a scenario is for a session that has not ended. Create another session`,
    );
  });

  test('if there are too many, and those of sessions that have ended do not count', () => {
    const { scenarios, create, clock } = setUp();
    const set = () => scenarios.set({}, { sessionId: create().id });
    for (let count = 0; count < MAX_SCENARIOS; count += 1) set();
    expect(set).toThrow('there are 1000 scenarios; an emulator keeps at most 1000. Remove some');
    clock.advance(180);
    set();
    expect(scenarios.list()).toHaveLength(1);
  });
});
