import { describe, expect, test } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../../src/emulator';
import { type AdminCall, admin } from '../support/admin';
import { emulators, FakeClock, send } from '../support/emulator';

const start = emulators();

/** The beginning of a JPEG, which is all that the emulator looks at, as base64. */
const JPEG = '/9j/4A==';

async function withSession(options: EmulatorOptions = {}, request: object = {}) {
  const emulator = await start({ clock: new FakeClock().tell, ...options });
  const { text } = await send(emulator, { body: JSON.stringify(request) });
  return { emulator, id: JSON.parse(text).SessionId as string };
}

async function resultsOf(emulator: Emulator, SessionId: string): Promise<Readonly<Record<string, unknown>>> {
  const { requestHeaders } = await import('../support/emulator');
  const { text } = await send(emulator, {
    headers: requestHeaders('GetFaceLivenessSessionResults'),
    body: JSON.stringify({ SessionId }),
  });
  return JSON.parse(text);
}

describe('the admin API', () => {
  test('completes a session, and the service returns its results', async () => {
    const { emulator, id } = await withSession({}, { Settings: { AuditImagesLimit: 2 } });
    const challenge = { type: 'FaceMovementChallenge', version: '1.2.3' };
    const { status, body } = await admin(emulator, 'POST', `sessions/${id}/complete`, {
      body: {
        confidence: 87.25,
        challenge,
        auditImages: [{ jpeg: JPEG }],
        feedback: ['FACE_NOT_VISIBLE'],
        sdkType: 'AmplifyJavaScript',
      },
    });
    expect(status).toBe(200);
    // The bytes of images are long, so only the service returns them.
    expect(body).toMatchObject({ sessionId: id, status: 'SUCCEEDED', results: { Confidence: 87.25 } });
    expect(JSON.stringify(body)).not.toContain('Bytes');

    const box = {
      Width: expect.any(Number),
      Height: expect.any(Number),
      Left: expect.any(Number),
      Top: expect.any(Number),
    };
    expect(await resultsOf(emulator, id)).toEqual({
      SessionId: id,
      Status: 'SUCCEEDED',
      Confidence: 87.25,
      Challenge: { Type: 'FaceMovementChallenge', Version: '1.2.3' },
      ReferenceImage: { Bytes: expect.stringMatching(/^\/9j\//), BoundingBox: box },
      AuditImages: [{ Bytes: JPEG, BoundingBox: { Width: 1, Height: 1, Left: 0, Top: 0 } }],
      Feedback: [{ Code: 'FACE_NOT_VISIBLE', Message: 'Keep your face in view of the camera.' }],
      Metadata: { SDKType: 'AmplifyJavaScript' },
    });
  });

  test('completes a session with the choices of the service by default', async () => {
    const { emulator, id } = await withSession(
      {},
      {
        Settings: {
          AuditImagesLimit: 4,
          ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '1.5.0' } }],
        },
      },
    );
    await admin(emulator, 'POST', `sessions/${id}/complete`);
    expect(await resultsOf(emulator, id)).toMatchObject({
      Confidence: 99.5,
      Challenge: { Type: 'FaceMovementChallenge', Version: '1.0.0' },
      AuditImages: { length: 4 },
      Feedback: [],
    });
    expect(await resultsOf(emulator, id)).not.toHaveProperty('Metadata');
  });

  test('completes a session with five images of the largest size', async () => {
    const { emulator, id } = await withSession({}, { Settings: { AuditImagesLimit: 4 } });
    const jpeg = Buffer.alloc(204_800, Buffer.from(JPEG, 'base64')).toString('base64');
    const body = { referenceImage: { jpeg }, auditImages: Array.from({ length: 4 }, () => ({ jpeg })) };
    expect(await admin(emulator, 'POST', `sessions/${id}/complete`, { body })).toMatchObject({ status: 200 });
  });

  test('fails a session that is completed with fails', async () => {
    const { emulator, id } = await withSession();
    const answer = await admin(emulator, 'POST', `sessions/${id}/complete`, { body: { fails: true } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'FAILED', results: {} } });
  });

  test('sets, lists and removes scenarios', async () => {
    const { emulator, id } = await withSession({ scenario: { delayMs: 5 } });
    const set = async (path: string, body: object) => await admin(emulator, 'PUT', `scenarios/${path}`, { body });
    const remove = async (path: string) => await admin(emulator, 'DELETE', `scenarios${path}`);
    const scenarios = async () => (await admin(emulator, 'GET', 'scenarios')).body.scenarios;
    expect(await scenarios()).toEqual([{ scenario: { delayMs: 5 } }]);
    const ofSession = { sessionId: id, scenario: { auditImages: [{ jpegBytes: 4 }] } };
    expect(await set(`sessions/${id}`, { auditImages: [{ jpeg: JPEG }] })).toEqual({ status: 200, body: ofSession });
    await set('tokens/a-token', { fails: true });
    await set('default', { confidence: 1 });
    const [ofAll, ofToken] = [
      { scenario: { confidence: 1 } },
      { clientRequestToken: 'a-token', scenario: { fails: true } },
    ];
    expect(await scenarios()).toEqual([ofAll, ofSession, ofToken]);
    expect(await remove(`/sessions/${id}`)).toEqual({ status: 200, body: { removed: true } });
    expect(await remove('/tokens/other')).toEqual({ status: 200, body: { removed: false } });
    expect(await scenarios()).toEqual([ofAll, ofToken]);
    await remove('/default');
    expect(await scenarios()).toEqual([ofToken]);
    await remove('');
    expect(await scenarios()).toEqual([]);
    await admin(emulator, 'POST', 'reset');
    expect(await scenarios()).toEqual([{ scenario: { delayMs: 5 } }]);
  });

  test('starts and fails sessions', async () => {
    const { emulator, id } = await withSession();
    expect(await admin(emulator, 'POST', `sessions/${id}/start`)).toMatchObject({ body: { status: 'IN_PROGRESS' } });
    expect(await admin(emulator, 'POST', `sessions/${id}/fail`)).toMatchObject({ body: { status: 'FAILED' } });
    expect(await resultsOf(emulator, id)).toEqual({ SessionId: id, Status: 'FAILED' });
  });

  test('refuses to complete a session that has ended', async () => {
    const { emulator, id } = await withSession();
    await admin(emulator, 'POST', `sessions/${id}/fail`);
    const { status, body } = await admin(emulator, 'POST', `sessions/${id}/complete`);
    expect(status).toBe(409);
    expect(body.error).toContain(`session ${id} is FAILED`);
  });

  test('moves the clock', async () => {
    const { emulator, id } = await withSession();
    expect(await admin(emulator, 'POST', 'clock', { body: { advanceSeconds: 180 } })).toEqual({
      status: 200,
      body: { now: '2026-01-01T00:03:00.000Z' },
    });
    expect(await admin(emulator, 'GET', `sessions/${id}`)).toMatchObject({ body: { status: 'EXPIRED' } });
  });

  test('returns the state', async () => {
    const { emulator } = await withSession({ transactionsPerSecond: 1 }, { ClientRequestToken: 'token' });
    await send(emulator);
    await send(emulator, { body: '[]' });
    expect(await admin(emulator, 'GET', 'state')).toEqual({
      status: 200,
      body: {
        now: '2026-01-01T00:00:00.000Z',
        sessions: { CREATED: 1, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 },
        tokens: 1,
        streams: 0,
        calls: {
          CreateFaceLivenessSession: { succeeded: 1, throttled: 2, failed: 0 },
          StartFaceLivenessSession: { succeeded: 0, throttled: 0, failed: 0 },
          GetFaceLivenessSessionResults: { succeeded: 0, throttled: 0, failed: 0 },
        },
        recentCalls: {
          CreateFaceLivenessSession: [{ second: 1767225600, succeeded: 1, throttled: 2, failed: 0 }],
          StartFaceLivenessSession: [],
          GetFaceLivenessSessionResults: [],
        },
        quotas: { CreateFaceLivenessSession: 1, StartFaceLivenessSession: 1, GetFaceLivenessSessionResults: 1 },
        faults: [],
        scenarios: [],
      },
    });
    await admin(emulator, 'DELETE', 'calls');
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 0, throttled: 0, failed: 0 });
    expect((await admin(emulator, 'POST', 'reset')).status).toBe(200);
    expect(emulator.sessions()).toEqual([]);
  });

  test('lists sessions page by page, by status and by order', async () => {
    const emulator = await start();
    for (let count = 0; count < 5; count += 1) await send(emulator);
    const ids = emulator.sessions().map(({ sessionId }) => sessionId);
    emulator.failSession(ids[1] ?? '');
    const pages: unknown[][] = [];
    let path: string | undefined = 'sessions?limit=2';
    while (path !== undefined) {
      const { body } = await admin(emulator, 'GET', path);
      pages.push((body.sessions as Array<{ sessionId: string }>).map(({ sessionId }) => sessionId));
      path = body.next === undefined ? undefined : `sessions?limit=2&after=${body.next}`;
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    const { body } = await admin(emulator, 'GET', 'sessions?status=FAILED');
    expect(body).toMatchObject({ sessions: [{ sessionId: ids[1] }] });

    const newest = await admin(emulator, 'GET', 'sessions?order=newest&limit=2');
    expect(newest.body).toMatchObject({ sessions: [{ sessionId: ids[4] }, { sessionId: ids[3] }], next: ids[3] });
    const rest = await admin(emulator, 'GET', `sessions?order=newest&after=${newest.body.next}`);
    expect(rest.body).toMatchObject({ sessions: [ids[2], ids[1], ids[0]].map((sessionId) => ({ sessionId })) });
    expect(rest.body.next).toBeUndefined();
  });

  test.for<[string, string, AdminCall, number, string]>([
    ['GET', 'sessions/none', {}, 404, 'there is no session "none"'],
    ['GET', 'sessions?limit=0', {}, 400, 'limit: 0 is too small; a limit is a whole number from 1 to 1000'],
    ['GET', 'sessions?limit=', {}, 400, 'limit: NaN is not a whole number; a limit is a whole number from 1 to 1000'],
    ['GET', 'sessions?status=OLD', {}, 400, 'status: "OLD" is not a status; a status is one of CREATED'],
    ['GET', 'sessions?order=random', {}, 400, 'order: "random" is not an order; an order is one of oldest, newest'],
    ['GET', 'sessions?page=2', {}, 400, 'unknown parameter "page"; known parameters: after, limit, status, order'],
    ['GET', 'sessions?after=none', {}, 404, 'there is no session "none"'],
    ['GET', 'nothing', {}, 404, 'unknown path /_emulator/nothing'],
    ['GET', '', {}, 404, 'unknown path /_emulator/.'],
    ['PUT', 'clock', {}, 405, '/_emulator/clock does not accept PUT; it accepts POST'],
    [
      'POST',
      'clock',
      {},
      400,
      'advanceSeconds: an advance of the clock is missing; an advance of the clock is a number',
    ],
    ['POST', 'clock', { body: {} }, 400, 'advanceSeconds: an advance of the clock is missing'],
    [
      'POST',
      'clock',
      { body: { advanceSeconds: -1 } },
      400,
      'advanceSeconds: -1 is too small; an advance of the clock is a number from 0 to 1000000000',
    ],
    ['POST', 'clock', { body: { advanceSeconds: '1' } }, 400, 'advanceSeconds: "1" is not a number'],
    ['POST', 'clock', { body: [] }, 400, 'a list is not an object; the body is an object with advanceSeconds'],
    ['POST', 'clock', { body: '{' }, 400, 'the body is not JSON'],
    ['POST', 'clock', { body: '['.repeat(30_000) + ']'.repeat(30_000) }, 400, 'a list is not an object'],
    [
      'POST',
      'clock',
      { body: ' '.repeat(1_572_865) },
      413,
      'the body is too large; the admin API accepts bodies of at most 1572864',
    ],
    ['POST', 'clock', { body: ' '.repeat(10_000_000) }, 413, 'the body is too large'],
    ['POST', 'clock', { body: { seconds: 1 } }, 400, 'unknown member "seconds"; known members: advanceSeconds'],
    [
      'POST',
      'sessions/ID/complete',
      { body: { confidence: 101 } },
      400,
      'confidence: 101 is too large; a confidence is a number from 0 to 100',
    ],
    [
      'POST',
      'sessions/ID/complete',
      { body: { feedback: ['DARK'] } },
      400,
      'feedback[0]: "DARK" is not a code of feedback',
    ],
    ['POST', 'sessions/ID/complete', { body: { confidence: null } }, 400, 'confidence: null is not a number'],
    ['POST', 'sessions/ID/complete', { body: { challenge: null } }, 400, 'challenge: null is not an object'],
    ['POST', 'sessions/ID/complete', { body: { challenge: 1 } }, 400, 'challenge: 1 is not an object'],
    [
      'POST',
      'sessions/ID/complete',
      { body: { challenge: {} } },
      400,
      'challenge.type: a challenge type is missing; a challenge type is one of FaceMovementAndLight',
    ],
    [
      'POST',
      'sessions/ID/complete',
      { body: { challenge: { type: 'FaceMovementChallenge', version: '1' } } },
      400,
      'challenge.version: "1" does not have the form of a challenge version; a challenge version is three numbers',
    ],
    [
      'POST',
      'sessions/ID/complete',
      { body: { referenceImage: { jpeg: 'R0lGODlh' } } },
      400,
      'referenceImage.jpeg: the value received is not a JPEG image; a JPEG image is a JPEG of at most 204800 bytes',
    ],
    [
      'PUT',
      'scenarios/default',
      { body: { fail: true } },
      400,
      'unknown member "fail"; known members: fails, confidence',
    ],
    ['PUT', 'scenarios/default', { body: [] }, 400, 'a list is not an object; a scenario is an object with fails'],
    ['PUT', 'scenarios/sessions/none', { body: {} }, 404, 'there is no session "none"'],
    ['PUT', 'scenarios/tokens/a%20b', { body: {} }, 400, 'clientRequestToken: "a b" contains whitespace'],
    ['PUT', 'scenarios', { body: {} }, 405, '/_emulator/scenarios does not accept PUT; it accepts GET, DELETE'],
    ['POST', 'sessions/ID/start', { body: { now: true } }, 400, 'unknown member "now"; there are no members'],
    ['POST', 'reset', { body: { clock: true } }, 400, 'unknown member "clock"; there are no members'],
    ['POST', 'reset', { headers: { 'Content-Type': 'text/plain' } }, 415, 'the content type is "text/plain"'],
  ])('%s %s with %j is refused', async ([method, path, call, status, message]) => {
    const { emulator, id } = await withSession();
    const answer = await admin(emulator, method, path.replace('ID', id), call);
    expect(answer).toEqual({ status, body: { error: expect.stringContaining(message) } });
    expect(emulator.sessions()).toMatchObject([{ status: 'CREATED' }]);
  });
});

describe('the admin API refuses', () => {
  test('requests without its token', async () => {
    const { emulator } = await withSession({ adminToken: 'sesame' });
    const authorized = (authorization: string) =>
      admin(emulator, 'GET', 'state', { headers: { Authorization: authorization } });
    expect(await admin(emulator, 'GET', 'state')).toMatchObject({ status: 401 });
    expect(await authorized('Bearer other')).toMatchObject({ status: 401 });
    expect(await authorized('Basic sesame')).toMatchObject({ status: 401 });
  });

  test("requests from other sites' pages", async () => {
    const { emulator } = await withSession();
    const headers = { Origin: 'https://example.com' };
    expect(await admin(emulator, 'POST', 'reset', { headers })).toMatchObject({
      status: 403,
      body: { error: expect.stringContaining('the Origin header is "https://example.com"') },
    });
    expect(await admin(emulator, 'POST', 'reset', { headers: { Origin: emulator.url } })).toMatchObject({
      status: 200,
    });
  });

  test('requests with another host name on loopback', async () => {
    const { emulator } = await withSession();
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${emulator.url}/_emulator/state`, { headers: { Host: 'evil.example.com' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});

describe('a health check', () => {
  const Host = 'emulator.internal:8080';
  const Origin = 'https://example.com';

  test.each(['health', 'health?probe=1'])('of %s needs no token, origin and name of the emulator', async (path) => {
    const emulator = await start({ adminToken: 'sesame' });
    const answer = await send(emulator, { method: 'GET', path: `/_emulator/${path}`, headers: { Host, Origin } });
    expect(answer).toMatchObject({ status: 200, text: '{"status":"running"}' });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('can be a HEAD request', async () => {
    const answer = await send(await start(), { method: 'HEAD', path: '/_emulator/health', headers: { Host } });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  test('opens no other path and method', async () => {
    const emulator = await start({ adminToken: 'sesame' });
    for (const path of ['health/', 'healthy', 'state?health', '../_emulator/health/../state'])
      expect(await send(emulator, { method: 'GET', path: `/_emulator/${path}`, headers: {} })).toMatchObject({
        status: 401,
      });
    expect(await admin(emulator, 'POST', 'health', { body: {} })).toMatchObject({
      status: 405,
      body: { error: '/_emulator/health does not accept POST; it accepts GET' },
    });
  });
});
