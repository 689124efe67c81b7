import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewed } from '../../../src/aws/credentials/renewal';

const MINUTE = 60_000;

let fetches: number;
let lifeMs: number | undefined;
let failure: Error | undefined;

beforeEach(() => {
  fetches = 0;
  failure = undefined;
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const provider = () =>
  renewed(async () => {
    fetches++;
    if (failure) throw failure;
    const expiration = lifeMs === undefined ? undefined : new Date(Date.now() + lifeMs);
    return { accessKeyId: String(fetches), secretAccessKey: 's', ...(expiration && { expiration }) };
  });

test('credentials that are valid for a short time are fetched once by many callers, and again before they expire', async () => {
  lifeMs = 2 * MINUTE;
  const provide = provider();
  await Promise.all(Array.from({ length: 30 }, () => provide()));
  vi.setSystemTime(1.7 * MINUTE);
  expect((await provide()).accessKeyId).toBe('1');
  vi.setSystemTime(1.9 * MINUTE);
  expect((await provide()).accessKeyId).toBe('2');
});

test('credentials that are valid for an hour are renewed five minutes before, and those without expiration never', async () => {
  lifeMs = 60 * MINUTE;
  const provide = provider();
  await provide();
  vi.setSystemTime(54 * MINUTE);
  await provide();
  expect(fetches).toBe(1);
  vi.setSystemTime(56 * MINUTE);
  await provide();
  expect(fetches).toBe(2);
  lifeMs = undefined;
  const forever = provider();
  await forever();
  vi.setSystemTime(Number.MAX_SAFE_INTEGER / 2);
  await forever();
  expect(fetches).toBe(3);
});

test('credentials whose renewal fails are used until they expire, and a first failure is tried again', async () => {
  lifeMs = 60 * MINUTE;
  failure = new Error('unreachable');
  const provide = provider();
  await expect(provide()).rejects.toThrow('unreachable');
  failure = undefined;
  await provide();
  failure = new Error('unreachable');
  vi.setSystemTime(56 * MINUTE);
  expect((await provide()).accessKeyId).toBe('2');
  vi.setSystemTime(59 * MINUTE);
  expect((await provide()).accessKeyId).toBe('2');
  expect(fetches).toBe(3);
  vi.setSystemTime(61 * MINUTE);
  await expect(provide()).rejects.toThrow('unreachable');
});
