import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator';
import { admin } from '../support/admin';
import { emulators, send } from '../support/emulator';

const start = emulators();

describe('the admin API', () => {
  test('adds, lists and removes faults', async () => {
    const emulator = await start({ seed: 5 });
    const fault = {
      kind: 'throttle',
      operation: 'CreateFaceLivenessSession',
      script: '10',
      delayMs: 1,
    } satisfies Fault;
    const added = { ...fault, id: '1', afterWork: false, seen: 0, injected: 0 };
    expect(await admin(emulator, 'POST', 'faults', { body: fault })).toEqual({ status: 200, body: added });

    expect(await send(emulator)).toMatchObject({ status: 400, text: expect.stringContaining('ThrottlingException') });
    expect((await send(emulator)).status).toBe(200);
    const inForce = { ...added, seen: 2, injected: 1 };
    expect(await admin(emulator, 'GET', 'faults')).toEqual({ status: 200, body: { seed: 5, faults: [inForce] } });
    expect(await admin(emulator, 'GET', 'state')).toMatchObject({ body: { faults: [inForce] } });
    expect(emulator.faults.list()).toEqual([inForce]);

    expect((await admin(emulator, 'DELETE', 'faults/1')).status).toBe(200);
    expect(await admin(emulator, 'DELETE', 'faults/1')).toEqual({
      status: 404,
      body: { error: 'there is no fault "1". GET /_emulator/faults lists the faults' },
    });
    await admin(emulator, 'POST', 'faults', { body: { kind: 'reset' } });
    expect((await admin(emulator, 'DELETE', 'faults')).status).toBe(200);
    expect(emulator.faults.list()).toEqual([]);
  });

  test('resets to the initial faults and quotas', async () => {
    const emulator = await start({ faults: [{ kind: 'access-denied', count: 1 }], transactionsPerSecond: 7 });
    await send(emulator);
    emulator.faults.add({ kind: 'slow' });
    emulator.setQuotas({ CreateFaceLivenessSession: null });
    await admin(emulator, 'POST', 'reset');
    expect(emulator.faults.list()).toMatchObject([{ kind: 'access-denied', injected: 0 }]);
    expect(emulator.state().quotas.CreateFaceLivenessSession).toBe(7);
  });

  test.for<[unknown, string]>([
    [{}, 'kind: a kind of fault is missing; a kind of fault is one of throttle'],
    [{ kind: 'flood' }, 'kind: "flood" is not a kind of fault; a kind of fault is one of throttle'],
    [{ kind: 'slow', rate: 2 }, 'rate: 2 is too large; the rate of a fault is a number from 0 to 1'],
    [
      { kind: 'slow', count: 0.5 },
      'count: 0.5 is not a whole number; the count of a fault is a whole number of 1 or more',
    ],
    [{ kind: 'slow', script: [true] }, 'script: a list is not a string; a script is a row of 0 and 1'],
    [{ kind: 'slow', script: 'yes' }, 'script: "yes" does not have the form of a script; a script is a row of 0 and 1'],
    [{ kind: 'slow', rate: 1, count: 1 }, 'rate and count are set'],
    [{ kind: 'slow', id: '1' }, 'unknown member "id"'],
  ])('refuses the fault %j', async ([body, message]) => {
    const emulator = await start();
    const answer = await admin(emulator, 'POST', 'faults', { body });
    expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining(message) } });
    expect(emulator.faults.list()).toEqual([]);
  });

  test('changes quotas', async () => {
    const emulator = await start({ operationTransactionsPerSecond: { GetFaceLivenessSessionResults: 3 } });
    expect(await admin(emulator, 'GET', 'quotas')).toEqual({
      status: 200,
      body: { CreateFaceLivenessSession: null, StartFaceLivenessSession: null, GetFaceLivenessSessionResults: 3 },
    });
    const changed = {
      CreateFaceLivenessSession: 0.001,
      StartFaceLivenessSession: null,
      GetFaceLivenessSessionResults: 3,
    };
    expect(await admin(emulator, 'PUT', 'quotas', { body: { CreateFaceLivenessSession: 0.001 } })).toEqual({
      status: 200,
      body: changed,
    });
    expect((await send(emulator)).status).toBe(200);
    expect((await send(emulator)).status).toBe(400);
    await admin(emulator, 'PUT', 'quotas', { body: { CreateFaceLivenessSession: null } });
    expect((await send(emulator)).status).toBe(200);
    expect((await send(emulator)).status).toBe(200);
  });

  test.for<[unknown, string]>([
    [
      { CreateFaceLivenessSession: 0 },
      'CreateFaceLivenessSession: 0 is not a quota; a quota is a number from 0.001 to 1000000000, or null for no limit',
    ],
    [{ CreateFaceLivenessSession: '5' }, 'CreateFaceLivenessSession: "5" is not a quota'],
    [{ tps: 5 }, 'unknown operation "tps"; known operations: CreateFaceLivenessSession, StartFaceLivenessSession, Get'],
  ])('refuses the quotas %j', async ([body, message]) => {
    const emulator = await start({ transactionsPerSecond: 9 });
    const answer = await admin(emulator, 'PUT', 'quotas', { body });
    expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining(message) } });
    expect(emulator.state().quotas.CreateFaceLivenessSession).toBe(9);
  });
});
