import { expect, test } from 'vitest';
import { durationSeconds } from '../../../src/aws/arguments/duration';

test.for([
  ['15m', 900],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['900s', 900],
  ['3600000ms', 3600],
  ['.5h', 1800],
  ['1h0.5s', 3600.5],
  ['2us', 2e-6],
  ['2µs', 2e-6],
])('%s is %d seconds', ([text, seconds]) => {
  expect(durationSeconds(String(text))).toBeCloseTo(Number(seconds), 9);
});

test.for(['', '900', '1d', 'h', '1h 30m', '-15m', '15 m', 'PT15M', '1h30', '1.h.'])('%j is not a duration', (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});
