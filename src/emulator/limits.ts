import type { Member } from './invalid-input';

/** Shortest time that can be set, in seconds: the clock counts milliseconds. */
export const MIN_SECONDS = 0.001;
/** Longest time that can be set, and farthest that the clock can be moved, in seconds: 31 years, within what dates can hold. */
export const MAX_SECONDS = 1e9;
/** Fewest transactions per second that can be a quota: one in a good quarter of an hour. */
export const MIN_RATE = 0.001;
/** Most transactions per second that can be a quota; without a limit there can be more. */
export const MAX_RATE = 1e9;

/** A time in seconds. */
export const SECONDS: Member = { type: 'number', min: MIN_SECONDS, max: MAX_SECONDS };
/** Transactions per second. */
export const RATE: Member = { type: 'number', min: MIN_RATE, max: MAX_RATE };
