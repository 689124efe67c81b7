import { describe, expect, test } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../../src/emulator';
import { type AdminCall, admin } from '../support/admin';
import { emulators, FakeClock, send } from '../support/emulator';

const start = emulators();

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
  test('completes a check, and the service tells its results', async () => {
    const { emulator, id } = await withSession({}, { Settings: { AuditImagesLimit: 2 } });
    const challenge = { type: 'FaceMovementChallenge', version: '1.2.3' };
    const { status, body } = await admin(emulator, 'POST', `sessions/${id}/complete`, {
      body: { confidence: 87.25, challenge, auditImages: 1 },
    });
    expect(status).toBe(200);
    // Images without a bucket are long, so the admin API leaves their bytes to the service.
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
      AuditImages: [{ Bytes: expect.stringMatching(/^\/9j\//), BoundingBox: box }],
    });
  });

  test('completes with what the service would choose where nothing is said', async () => {
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
      Challenge: { Type: 'FaceMovementChallenge', Version: '1.5.0' },
      AuditImages: { length: 4 },
    });
  });

  test('starts and fails checks', async () => {
    const { emulator, id } = await withSession();
    expect(await admin(emulator, 'POST', `sessions/${id}/start`)).toMatchObject({ body: { status: 'IN_PROGRESS' } });
    expect(await admin(emulator, 'POST', `sessions/${id}/fail`)).toMatchObject({ body: { status: 'FAILED' } });
    expect(await resultsOf(emulator, id)).toEqual({ SessionId: id, Status: 'FAILED' });
  });

  test('refuses what the state of a session does not allow', async () => {
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

  test('tells the state', async () => {
    const { emulator } = await withSession({ transactionsPerSecond: 1 }, { ClientRequestToken: 'token' });
    await send(emulator);
    await send(emulator, { body: '[]' });
    expect(await admin(emulator, 'GET', 'state')).toEqual({
      status: 200,
      body: {
        now: '2026-01-01T00:00:00.000Z',
        sessions: { CREATED: 1, IN_PROGRESS: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0 },
        tokens: 1,
        calls: {
          CreateFaceLivenessSession: { succeeded: 1, throttled: 2, failed: 0 },
          GetFaceLivenessSessionResults: { succeeded: 0, throttled: 0, failed: 0 },
        },
        recentCalls: {
          CreateFaceLivenessSession: [{ second: 1767225600, succeeded: 1, throttled: 2, failed: 0 }],
          GetFaceLivenessSessionResults: [],
        },
        quotas: { CreateFaceLivenessSession: 1, GetFaceLivenessSessionResults: 1 },
        faults: [],
      },
    });
    await admin(emulator, 'DELETE', 'calls');
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 0, throttled: 0, failed: 0 });
    expect((await admin(emulator, 'POST', 'reset')).status).toBe(200);
    expect(emulator.sessions()).toEqual([]);
  });

  test('tells of sessions page by page, and by status', async () => {
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
    ['GET', 'sessions?limit=0', {}, 400, 'limit is 0; it is a whole number from 1 to 1000'],
    ['GET', 'sessions?limit=', {}, 400, 'limit is NaN; it is a whole number from 1 to 1000'],
    ['GET', 'sessions?status=OLD', {}, 400, 'status is "OLD"; it is one of CREATED'],
    ['GET', 'sessions?order=random', {}, 400, 'order is "random"; it is one of oldest, newest'],
    ['GET', 'sessions?page=2', {}, 400, '"page" is not known'],
    ['GET', 'sessions?after=none', {}, 404, 'there is no session "none"'],
    ['GET', 'nothing', {}, 404, 'there is no /_emulator/nothing'],
    ['GET', '', {}, 404, 'there is no /_emulator/'],
    ['PUT', 'clock', {}, 405, 'PUT was sent; /_emulator/clock takes POST'],
    ['POST', 'clock', {}, 400, 'advanceSeconds is missing; it is a number. Give it'],
    ['POST', 'clock', { body: {} }, 400, 'advanceSeconds is missing; it is a number. Give it'],
    [
      'POST',
      'clock',
      { body: { advanceSeconds: -1 } },
      400,
      'advanceSeconds is -1; it is a number from 0 to 1000000000',
    ],
    ['POST', 'clock', { body: { advanceSeconds: '1' } }, 400, 'advanceSeconds is "1"'],
    ['POST', 'clock', { body: [] }, 400, 'the body is a list'],
    ['POST', 'clock', { body: '{' }, 400, 'the body is not JSON'],
    ['POST', 'clock', { body: '['.repeat(30_000) + ']'.repeat(30_000) }, 400, 'the body is a list'],
    [
      'POST',
      'clock',
      { body: ' '.repeat(65_537) },
      413,
      'the body is larger; the admin API takes bodies of at most 65536',
    ],
    ['POST', 'clock', { body: ' '.repeat(10_000_000) }, 413, 'the body is larger'],
    ['POST', 'clock', { body: { seconds: 1 } }, 400, '"seconds" is not known; there is advanceSeconds'],
    [
      'POST',
      'sessions/ID/complete',
      { body: { confidence: 101 } },
      400,
      'confidence is 101; it is a number from 0 to 100',
    ],
    ['POST', 'sessions/ID/complete', { body: { challenge: 1 } }, 400, 'challenge is 1; it is an object'],
    [
      'POST',
      'sessions/ID/complete',
      { body: { challenge: {} } },
      400,
      'type is missing; it is one of FaceMovementAndLight',
    ],
    [
      'POST',
      'sessions/ID/complete',
      { body: { challenge: { type: 'FaceMovementChallenge', version: '1' } } },
      400,
      'version is "1"; it is three numbers',
    ],
    ['POST', 'sessions/ID/start', { body: { now: true } }, 400, '"now" is not known; there is nothing in it'],
    ['POST', 'reset', { body: { clock: true } }, 400, '"clock" is not known; there is nothing in it'],
    ['POST', 'reset', { headers: { 'Content-Type': 'text/plain' } }, 415, 'the content type is "text/plain"'],
  ])('%s %s with %j is refused', async ([method, path, call, status, message]) => {
    const { emulator, id } = await withSession();
    const answer = await admin(emulator, method, path.replace('ID', id), call);
    expect(answer).toEqual({ status, body: { error: expect.stringContaining(message) } });
    expect(emulator.sessions()).toMatchObject([{ status: 'CREATED' }]);
  });
});

describe('the admin API is closed', () => {
  test('by a token', async () => {
    const { emulator } = await withSession({ adminToken: 'sesame' });
    const authorized = (authorization: string) =>
      admin(emulator, 'GET', 'state', { headers: { Authorization: authorization } });
    expect(await admin(emulator, 'GET', 'state')).toMatchObject({ status: 401 });
    expect(await authorized('Bearer other')).toMatchObject({ status: 401 });
    expect(await authorized('Basic sesame')).toMatchObject({ status: 401 });
  });

  test("to other sites' pages", async () => {
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

  test('to names that lead to loopback', async () => {
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
