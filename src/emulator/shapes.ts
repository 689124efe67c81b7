import type { CustomShape, NumberShape, StringShape } from '../liveness/shape';

/** Longest time that can be set, and farthest that the clock can be moved, in seconds: 31 years, within the range of dates. */
export const MAX_SECONDS = 1e9;

/** A time in seconds, of a millisecond or more, the unit of the clock. */
export const SECONDS: NumberShape = { type: 'number', noun: 'a time in seconds', min: 0.001, max: MAX_SECONDS };

/** Transactions per second. The lowest is one in about 17 minutes. */
export const RATE: NumberShape = { type: 'number', noun: 'a rate in transactions per second', min: 0.001, max: 1e9 };

export const BOOLEAN: CustomShape = {
  type: 'custom',
  noun: 'a boolean',
  rule: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};

/** One of several texts. */
export function oneOf(noun: string, values: readonly string[]): StringShape {
  return { type: 'string', noun, rule: `one of ${values.join(', ')}`, enum: values };
}
