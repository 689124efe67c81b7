import { expect, test } from 'vitest';
import { wholeNumber } from '../../../src/aws/files/whole-number';

test.each([
  ['3600', 3600],
  ['+3600', 3600],
  ['-1', -1],
  ['3_600', 3600],
  ['0xE10', 3600],
  ['0x_e10', 3600],
  ['0o7020', 3600],
  ['07020', 3600],
  ['0b11', 3],
  ['0', 0],
])('%s is the whole number %i, as in Go', (text, number) => {
  expect(wholeNumber(text)).toBe(number);
});

test.each(['', ' 1', '1e4', '1800.0', 'long', '08', '0x', '_1', '1_', '1__0', 'e10', '99999999999999999999'])(
  '%j is no whole number, as in Go',
  (text) => {
    expect(wholeNumber(text)).toBeUndefined();
  },
);
