import { SESSION_LIFETIME_SECONDS } from './session';

/**
 * Most sessions of a pool. A session lives for 180 seconds, so filling a larger pool before its first sessions expire takes
 * more than 500 calls a second, and the largest default quota is 25.
 */
export const MAX_POOL_SIZE = 100_000;

/**
 * Describes the error of a pool's size, with the value, the rule and the remedy.
 *
 * @param size a number, or an object that prints as a number that JavaScript cannot hold
 * @returns undefined for a valid size
 */
export function poolSizeError(size: number | { toString(): string }): string | undefined {
  if (Number(size) > MAX_POOL_SIZE) {
    return (
      `${size} was given; the size of a pool is ${MAX_POOL_SIZE} or less: a session lives for ` +
      `${SESSION_LIFETIME_SECONDS} seconds, so the first would have expired before the last is there. Lower it.`
    );
  }
  return Number.isSafeInteger(size) && Number(size) >= 0
    ? undefined
    : `${size} was given; the size of a pool is a whole number of 0 or more. Change it to one.`;
}
