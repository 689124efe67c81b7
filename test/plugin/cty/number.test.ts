import { describe, expect, test } from 'vitest';
import {
  type CtyNumber,
  ExactNumber,
  numberFromDouble,
  numberFromText,
  numberToWire,
} from '../../../src/plugin/cty/number';

/** One third as Terraform writes it, with a mantissa of 512 bits. */
const THIRD = `0.${'3'.repeat(155)}`;
const HUGE = `1${'0'.repeat(400)}`;

describe('a number in decimal notation', () => {
  test.for<[string, CtyNumber]>([
    ['0', 0],
    ['-0', 0],
    ['0.000', 0],
    ['1', 1],
    ['+1', 1],
    ['-1.50', -1.5],
    ['007', 7],
    ['1e3', 1000],
    ['12E-1', 1.2],
    ['0.1', 0.1],
    ['0.5', 0.5],
    ['1e-7', 1e-7],
    ['0.0000001', 1e-7],
    ['9007199254740991', 2 ** 53 - 1],
    ['9007199254740992', 2 ** 53],
    ['1e21', 1e21],
    ['5e-324', 5e-324],
  ])('%s is the JavaScript number %d', ([text, number]) => {
    expect(numberFromText(text)).toBe(number);
  });

  test.for([
    '9007199254740993',
    '-9007199254740993',
    '9223372036854775807',
    '18446744073709551615',
    '18446744073709551616',
    '0.10000000000000000001',
    '1e400',
    '-1e400',
    '1e-400',
    THIRD,
    HUGE,
  ])('%s is an ExactNumber', (text) => {
    expect(numberFromText(text)).toEqual(new ExactNumber(text));
  });

  test.for(['', ' 1', '1 ', '.5', '1.2.3', '0x10', '1_000', '1e', '--1', 'NaN', 'Infinity', '-Infinity', 'Inf', 'one'])(
    'fails when it is %j',
    (text) => {
      expect(() => numberFromText(text)).toThrow('not a finite decimal number');
      expect(() => new ExactNumber(text)).toThrow('not a finite decimal number');
    },
  );

  test('does not appear in the error, because it may be a secret', () => {
    expect(() => numberFromText('hunter2')).not.toThrow('hunter2');
  });
});

describe('a double', () => {
  test.for<[number, CtyNumber]>([
    [0, 0],
    [-0, 0],
    [0.5, 0.5],
    [-0.75, -0.75],
    [2 ** 53, 2 ** 53],
    [1e21, 1e21],
    // The decimals that JavaScript prints for these are near their exact value.
    [0.1, new ExactNumber('0.1000000000000000055511151231257827021181583404541015625')],
    [-0.1, new ExactNumber('-0.1000000000000000055511151231257827021181583404541015625')],
    [2 ** 64, new ExactNumber('18446744073709551616')],
    [-(2 ** 64), new ExactNumber('-18446744073709551616')],
    [2 ** -30, new ExactNumber('0.000000000931322574615478515625')],
    [1e23, new ExactNumber('99999999999999991611392')],
  ])('%d is read by its exact binary value', ([double, number]) => {
    expect(numberFromDouble(double)).toEqual(number);
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('fails when it is %d', (double) => {
    expect(() => numberFromDouble(double)).toThrow('not a finite decimal number');
  });

  test('of any size keeps all its digits', () => {
    for (const double of [Number.MIN_VALUE, 2 ** -1022, 2 ** -300, 1 / 3, 2 ** 300, Number.MAX_VALUE]) {
      const number = numberFromDouble(double);
      expect(Number(number)).toBe(double);
      // A double has at most 53 bits of mantissa, and each bit after the point is a decimal digit.
      expect(String(number).replace('.', '').replace(/^0+/, '').length).toBeGreaterThan(17);
      expect(String(numberFromDouble(-double))).toBe(`-${number}`);
    }
  });
});

describe('a number for the wire', () => {
  test.for<[CtyNumber, number | bigint | string]>([
    [0, 0],
    [-0, 0],
    [-1, -1],
    [2 ** 32 - 1, 2 ** 32 - 1],
    [-(2 ** 31), -(2 ** 31)],
    [2 ** 32, 4294967296n],
    [-(2 ** 31) - 1, -2147483649n],
    [2 ** 53, 9007199254740992n],
    [new ExactNumber('9007199254740993'), 9007199254740993n],
    [new ExactNumber('9223372036854775807'), 9223372036854775807n],
    [new ExactNumber('-9223372036854775808'), -9223372036854775808n],
    [new ExactNumber('12.0e1'), 120],
  ])('%s is an integer', ([number, wire]) => {
    expect(numberToWire(number)).toBe(wire);
  });

  test.for<[CtyNumber, string]>([
    [0.1, '0.1'],
    [0.5, '0.5'],
    [1e21, '1e+21'],
    [new ExactNumber('9223372036854775808'), '9223372036854775808'],
    [new ExactNumber('18446744073709551616'), '18446744073709551616'],
    [new ExactNumber('0.000000000931322574615478515625'), '0.000000000931322574615478515625'],
    [1e23, '1e+23'],
    [1 / 3, '0.3333333333333333'],
    [new ExactNumber('9223372036854775809'), '9223372036854775809'],
    [new ExactNumber('18446744073709551615'), '18446744073709551615'],
    [new ExactNumber('-9223372036854775809'), '-9223372036854775809'],
    [new ExactNumber(THIRD), THIRD],
    [new ExactNumber(HUGE), HUGE],
    [new ExactNumber('1e-400'), '1e-400'],
    [new ExactNumber('1e1000000000'), '1e1000000000'],
  ])('%s is text', ([number, wire]) => {
    expect(numberToWire(number)).toBe(wire);
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY])('%d fails', (number) => {
    expect(() => numberToWire(number)).toThrow('not a finite decimal number');
  });
});
