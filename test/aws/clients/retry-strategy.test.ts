import type { RetryErrorInfo, RetryToken } from '@smithy/types';
import { describe, expect, test } from 'vitest';
import { CallRetryStrategy } from '../../../src/aws/clients/retry-strategy';
import { InvalidAnswerError } from '../../../src/aws/errors';

const failure = (errorType: RetryErrorInfo['errorType'], error: object = {}) =>
  ({ errorType, error: Object.assign(new Error(), error) }) as RetryErrorInfo;

const THROTTLE = failure('THROTTLING', { name: 'ThrottlingException' });
const FAULT = failure('TRANSIENT', { name: 'InternalServerError' });

/** The pauses before all further attempts. */
async function pauses(strategy: CallRetryStrategy, info: RetryErrorInfo): Promise<number[]> {
  const found: number[] = [];
  let token: RetryToken = await strategy.acquireInitialRetryToken();
  for (;;) {
    try {
      token = await strategy.refreshRetryTokenForRetry(token, info);
    } catch {
      return found;
    }
    found.push(token.getRetryDelay());
  }
}

const longest = (maxAttempts: number) => new CallRetryStrategy({ maxAttempts, mode: 'standard' }, () => 1);

describe('a call is retried', () => {
  test('after a throttle with pauses that double up to twenty seconds', async () => {
    expect(await pauses(longest(8), THROTTLE)).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  });

  test('after a fault of the service with shorter pauses', async () => {
    expect(await pauses(longest(5), FAULT)).toEqual([100, 200, 400, 800]);
  });

  test('after a random fraction of the pause', async () => {
    const strategy = new CallRetryStrategy({ maxAttempts: 3, mode: 'standard' }, () => 0.25);
    expect(await pauses(strategy, THROTTLE)).toEqual([250, 500]);
  });

  test('not earlier than the service asks for, if that is within five seconds', async () => {
    const hint = (seconds: number) => ({ ...FAULT, retryAfterHint: new Date(Date.now() + seconds * 1000) });
    expect((await pauses(longest(2), hint(3)))[0]).toBeGreaterThan(2900);
    expect(await pauses(longest(2), hint(60))).toEqual([5100]);
    expect(await pauses(longest(2), hint(-60))).toEqual([100]);
  });

  test.for([
    ['ECONNREFUSED', { code: 'ECONNREFUSED' }],
    ['ENOTFOUND', { code: 'ENOTFOUND' }],
    ['a timeout', { name: 'TimeoutError' }],
  ] as const)('at most twice after %s', async ([, error]) => {
    expect(await pauses(longest(26), failure('TRANSIENT', error))).toHaveLength(2);
    expect(await pauses(longest(2), failure('TRANSIENT', error))).toHaveLength(1);
  });

  test('at most twice after an answer of another system, and as often as configured after one of a gateway', async () => {
    const retries = async (httpStatusCode: number, errorType: RetryErrorInfo['errorType'] = 'TRANSIENT') => {
      const error = new InvalidAnswerError('it is not JSON', { httpStatusCode });
      return (await pauses(longest(26), { errorType, error } as RetryErrorInfo)).length;
    };
    expect(await retries(200)).toBe(2);
    expect(await retries(403)).toBe(2);
    expect(await retries(502)).toBe(25);
    expect(await retries(429, 'THROTTLING')).toBe(25);
  });

  test('once after the SDK corrected the clock', async () => {
    const corrected = { name: 'AccessDeniedException', $metadata: { clockSkewCorrected: true } };
    expect(await pauses(longest(26), failure('TRANSIENT', corrected))).toHaveLength(1);
    expect(await pauses(longest(26), failure('TRANSIENT', { name: 'InvalidSignatureException' }))).toHaveLength(1);
  });

  test.for(['CLIENT_ERROR', 'SERVER_ERROR'] as const)('never after %s', async (type) => {
    expect(await pauses(longest(26), failure(type))).toEqual([]);
  });
});

test('each of a thousand calls has as many retries as a single call', async () => {
  const strategy = longest(26);
  const all = await Promise.all(Array.from({ length: 1000 }, () => pauses(strategy, THROTTLE)));
  expect(all.every((found) => found.length === 25)).toBe(true);
});

test('the adaptive mode slows down further calls after a throttle', async () => {
  const strategy = new CallRetryStrategy({ maxAttempts: 2, mode: 'adaptive' }, () => 0);
  const token = await strategy.acquireInitialRetryToken();
  const started = performance.now();
  await strategy.refreshRetryTokenForRetry(token, THROTTLE);
  expect(performance.now() - started).toBeGreaterThan(100);
});
