import { describe, expect, it } from 'vitest';
import { MAX_POOL_SIZE, poolSizeError } from '../../src/liveness/pool';

describe('the size of a pool', () => {
  it.each([0, 1, 99_999, MAX_POOL_SIZE])('can be %d', (size) => {
    expect(poolSizeError(size)).toBeUndefined();
  });

  it.each([-1, 1.5, -0.5, Number.NaN, Number.NEGATIVE_INFINITY])('cannot be %d, which is not a count', (size) => {
    expect(poolSizeError(size)).toBe(
      `${size} was given; the size of a pool is a whole number of 0 or more. Change it to one.`,
    );
  });

  it.each([MAX_POOL_SIZE + 1, 1e5 + 0.5, 1e10, Number.POSITIVE_INFINITY])(
    'cannot be %d, which is too large',
    (size) => {
      expect(poolSizeError(size)).toBe(
        `${size} was given; the size of a pool is 100000 or less: a session lives for 180 seconds, so the first would ` +
          'have expired before the last is there. Lower it.',
      );
    },
  );

  it('is shown exactly when it exceeds the precision of a JavaScript number', () => {
    const exact = (text: string) => ({ toString: () => text });
    expect(poolSizeError(exact('9007199254740993'))).toMatch(/^9007199254740993 was given; .* 100000 or less/);
    expect(poolSizeError(exact('1.00000000000000000001'))).toMatch(/^1\.00000000000000000001 was .* whole number/);
    expect(poolSizeError(exact('-9007199254740993'))).toMatch(/^-9007199254740993 was given; .* 0 or more/);
  });
});
