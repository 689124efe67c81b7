import { describe, expect, test } from 'vitest';
import { ExactNumber } from '../../../src/plugin/cty/number';
import { type CtyValue, DynamicValue, isUnknown, isWhollyKnown, record, Unknown } from '../../../src/plugin/cty/value';

describe('a value is wholly known', () => {
  test.for<CtyValue>([
    null,
    '',
    'text',
    0,
    new ExactNumber('1e400'),
    false,
    [],
    ['a', null],
    {},
    { a: [{ b: 1 }] },
    new DynamicValue('string', 'x'),
    new DynamicValue('dynamic', null),
  ])('when it is %j', (value) => {
    expect(isWhollyKnown(value)).toBe(true);
  });

  test.for<CtyValue>([
    new Unknown(),
    new Unknown({ notNull: true }),
    ['a', new Unknown()],
    { a: [{ b: new Unknown() }] },
    new DynamicValue('string', new Unknown()),
    [new DynamicValue(['list', 'string'], [new Unknown()])],
    record([['__proto__', new Unknown()]]),
  ])('unless a part of it is unknown: %j', (value) => {
    expect(isWhollyKnown(value)).toBe(false);
  });
});

test('isUnknown is true for an Unknown only', () => {
  expect([new Unknown(), null, undefined, {}, { refinement: {} }].map(isUnknown)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a record has any key as its own', () => {
  const entries = ['__proto__', 'constructor', 'toString', ''].map((key) => [key, key] as const);
  expect(Object.entries(record(entries))).toEqual(entries);
  expect(Object.getPrototypeOf(record(entries))).toBeNull();
});
