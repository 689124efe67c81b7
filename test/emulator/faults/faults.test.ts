import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/faults/fault';
import { Faults } from '../../../src/emulator/faults/faults';
import { InvalidInputError } from '../../../src/emulator/invalid-input';

const CREATE = 'CreateFaceLivenessSession';
const GET = 'GetFaceLivenessSessionResults';

/** The calls that are hit, as a row of 0 and 1. */
function hits(faults: Faults, calls: number, operation: typeof CREATE | typeof GET = CREATE): string {
  return Array.from({ length: calls }, () => (faults.forCall(operation) === undefined ? 0 : 1)).join('');
}

function only(fault: Partial<Fault>, seed = 1): Faults {
  return new Faults([{ kind: 'throttle', ...fault }], seed);
}

describe('a fault hits', () => {
  test.for<[Partial<Fault>, string]>([
    [{}, '11111111'],
    [{ count: 3 }, '11100000'],
    [{ script: '0110' }, '01100000'],
    [{ script: '011*' }, '01101101'],
    [{ rate: 0 }, '00000000'],
    [{ rate: 1 }, '11111111'],
  ])('%j: %s', ([fault, calls]) => {
    expect(hits(only(fault), 8)).toBe(calls);
  });

  test('the share of calls that its rate sets, the same calls for the same seed', () => {
    const some = hits(only({ rate: 0.3 }), 10_000);
    const share = some.replaceAll('0', '').length / some.length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.32);
    expect(hits(only({ rate: 0.3 }), 10_000)).toBe(some);
    expect(hits(only({ rate: 0.3 }, 2), 10_000)).not.toBe(some);
  });

  test('only calls of its operation, and counts only these', () => {
    const faults = only({ operation: CREATE, script: '01' });
    expect(hits(faults, 3, GET)).toBe('000');
    expect(hits(faults, 3)).toBe('010');
    expect(faults.list()).toMatchObject([{ seen: 3, injected: 1 }]);
  });

  test('in the order of addition, and every fault counts every call', () => {
    const faults = new Faults(
      [{ kind: 'throttle', script: '0110' }, { kind: 'reset', script: '0011' }, { kind: 'slow' }],
      1,
    );
    const kinds = Array.from({ length: 5 }, () => faults.forCall(CREATE)?.kind);
    expect(kinds).toEqual(['slow', 'throttle', 'throttle', 'reset', 'slow']);
    expect(faults.list().map(({ seen, injected }) => [seen, injected])).toEqual([
      [5, 2],
      [5, 1],
      [5, 2],
    ]);
  });

  test('the same random calls with and without other faults', () => {
    const rate: Fault = { kind: 'throttle', rate: 0.5, operation: CREATE };
    const alone = new Faults([rate], 7);
    const accompanied = new Faults([rate, { kind: 'slow', rate: 0.5, operation: GET }], 7);
    const row = Array.from({ length: 100 }, () => {
      accompanied.forCall(GET);
      return accompanied.forCall(CREATE)?.kind === 'throttle' ? 1 : 0;
    });
    expect(row.join('')).toBe(hits(alone, 100));
  });
});

describe('faults', () => {
  test('are added, listed and removed', () => {
    const faults = new Faults([], 1);
    const added = faults.add({ kind: 'slow' });
    expect(added).toEqual({ id: '1', kind: 'slow', delayMs: 1000, afterWork: true, seen: 0, injected: 0 });
    faults.add({ kind: 'reset', delayMs: 5 });
    expect(faults.list()).toMatchObject([{ kind: 'slow' }, { kind: 'reset', delayMs: 5, afterWork: false }]);
    expect(faults.remove(added.id)).toBe(true);
    expect(faults.remove(added.id)).toBe(false);
    expect(faults.list()).toMatchObject([{ id: '2', kind: 'reset' }]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });

  test('are listed as copies that do not change', () => {
    const faults = only({});
    const [before] = faults.list();
    faults.forCall(CREATE);
    expect(before?.injected).toBe(0);
  });

  test('are reset to the initial ones', () => {
    const faults = only({ rate: 0.5 });
    const first = hits(faults, 50);
    faults.add({ kind: 'slow' });
    faults.reset();
    expect(faults.list()).toMatchObject([{ id: '1', seen: 0, injected: 0 }]);
    expect(hits(faults, 50)).toBe(first);
  });

  test.for<[unknown, string]>([
    [
      { kind: 'flood' },
      'kind: "flood" is not a kind of fault; a kind of fault is one of throttle, provisioned-throughput',
    ],
    [
      { kind: 'slow', operation: 'Create' },
      'operation: "Create" is not an operation; an operation is one of CreateFaceLivenessSession',
    ],
    [{ kind: 'slow', rate: 1.1 }, 'rate: 1.1 is too large; the rate of a fault is a number from 0 to 1'],
    [{ kind: 'slow', rate: -0.1 }, 'rate: -0.1 is too small'],
    [{ kind: 'slow', rate: null }, 'rate: null is not a number'],
    [{ kind: 'slow', rate: '0.5' }, 'rate: "0.5" is not a number'],
    [{ kind: 'slow', rates: 0.5 }, 'unknown member "rates"; known members: kind, operation, rate'],
    [null, 'null is not an object; a fault is an object with kind'],
    [{ kind: 'slow', count: 0 }, 'count: 0 is too small; the count of a fault is a whole number of 1 or more'],
    [{ kind: 'slow', count: 1.5 }, 'count: 1.5 is not a whole number'],
    [{ kind: 'slow', script: '' }, 'script: "" does not have the form of a script; a script is a row of 0 and 1'],
    [{ kind: 'slow', script: '0*1' }, 'script: "0*1" does not'],
    [{ kind: 'slow', delayMs: -1 }, 'delayMs: -1 is too small'],
    [
      { kind: 'slow', delayMs: 3_600_001 },
      'delayMs: 3600001 is too large; a delay in milliseconds is a number from 0 to 3600000',
    ],
    [{ kind: 'slow', rate: 1, script: '1' }, 'rate and script are set; a fault chooses its calls by one of'],
    [{ kind: 'broken-json', afterWork: false }, 'afterWork is false; broken-json needs the answer'],
  ])('refuse %j', ([fault, message]) => {
    const faults = new Faults([], 1);
    expect(() => faults.add(fault as Fault)).toThrow(InvalidInputError);
    expect(() => faults.add(fault as Fault)).toThrow(message);
    expect(faults.list()).toEqual([]);
  });
});
