import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LoggedRequest } from '../../../src/emulator';
import { admin } from '../support/admin';
import { authorization, emulators, FakeClock, requestHeaders, send } from '../support/emulator';

const start = emulators();
const TIME = new Date('2026-01-01T00:00:00Z');
const durationMs = expect.any(Number);
const SessionId = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('the log of requests', () => {
  test('has the operation, the caller and the outcome of each, and no more', async () => {
    const told: LoggedRequest[] = [];
    const emulator = await start({ clock: new FakeClock().tell, log: (request) => told.push(request) });
    const get = requestHeaders('GetFaceLivenessSessionResults');
    const Authorization = authorization('AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/rekognition/aws4_request');
    await send(emulator);
    await send(emulator, {
      headers: { ...get, Authorization, 'X-Amz-Security-Token': 'sesame' },
      body: JSON.stringify({ SessionId }),
    });
    await send(emulator, { headers: { ...requestHeaders('DetectFaces'), Authorization: '' } });
    await send(emulator, { method: 'PUT' });
    emulator.faults.add({ kind: 'throttle', count: 1 });
    await send(emulator);
    emulator.faults.add({ kind: 'reset', count: 1 });
    await send(emulator).catch(() => undefined);
    await send(emulator, {
      headers: { ...requestHeaders('StartFaceLivenessSession'), Authorization },
      path: '/start-face-liveness-session',
    });
    const own = { time: TIME, account: 'test', region: 'us-east-1', durationMs };
    const operation = 'CreateFaceLivenessSession';
    expect(told).toEqual([
      { ...own, operation, status: 200 },
      {
        ...own,
        operation: 'GetFaceLivenessSessionResults',
        account: expect.stringMatching(/^\d{12}$/),
        region: 'eu-west-1',
        status: 400,
        error: 'SessionNotFoundException',
      },
      { time: TIME, durationMs, operation: 'DetectFaces', status: 400, error: 'UnknownOperationException' },
      { ...own, operation, status: 403, error: 'AccessDeniedException' },
      { ...own, operation, status: 400, error: 'ThrottlingException' },
      { ...own, operation },
      {
        ...own,
        operation: 'StartFaceLivenessSession',
        account: expect.any(String),
        region: 'eu-west-1',
        status: 400,
        error: 'ValidationException',
      },
    ]);
    expect(emulator.requests()).toEqual(told);
    expect(JSON.stringify(told)).not.toMatch(/sesame|AKIA|0f8fad5b/);
    expect((await admin(emulator, 'GET', 'requests')).body).toEqual({ requests: JSON.parse(JSON.stringify(told)) });
  });

  test('keeps the last 100, and survives a listener that throws', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    const full = new Error('full');
    const emulator = await start({
      log: ({ operation }) => {
        if (operation === 'DetectFaces') throw full;
      },
    });
    expect((await send(emulator, { headers: requestHeaders('DetectFaces') })).status).toBe(400);
    expect(warn.mock.calls).toEqual([[full]]);
    for (let index = 0; index < 100; index += 1) await send(emulator);
    expect(emulator.requests().map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
  });
});
