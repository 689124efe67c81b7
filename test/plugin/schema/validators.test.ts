/** Validators in a schema, as the RPCs that validate a configuration apply them. */
import { describe, expect, test } from 'vitest';
import {
  atLeastOneOf,
  between,
  type CtyValue,
  conflicting,
  defineProvider,
  ExactNumber,
  exactlyOneOf,
  integer,
  keysAre,
  lengthBetween,
  list,
  listNested,
  map,
  number,
  oneOf,
  pattern,
  providerOf,
  requiredTogether,
  set,
  setNested,
  singleNested,
  sizeBetween,
  string,
  Unknown,
  validator,
  valuesAre,
  wholeNumber,
} from '../../../src/plugin';
import { ServedProvider } from '../support/served';

const { dataSource } = providerOf<unknown>();

const word = string.optional({ validators: [oneOf('a', 'b')] });
const choice = { one: string.optional(), two: string.optional(), three: list(string).optional() };

const attributes = {
  word,
  host: string.optional({ validators: [pattern(/^[a-z.]+$/g, 'is not a host name. Write it like www.example.com.')] }),
  short: string.optional({ validators: [lengthBetween(2, 3)] }),
  ratio: number.optional({ validators: [between(0, 1)] }),
  whole: number.optional({ validators: [wholeNumber] }),
  count_of: integer.optional({ validators: [between(1, Number.POSITIVE_INFINITY)] }),
  counts: list(integer).optional(),
  secret: string.optional({ sensitive: true, validators: [lengthBetween(8, 64)] }),
  secrets: singleNested({ key: string.optional({ validators: [oneOf('a')] }) }).optional({ sensitive: true }),
  even: integer.optional({
    validators: [
      validator((value, { name }) => (value % 2 === 0 ? undefined : `${name} is ${value}; it must be even.`)),
    ],
  }),
  list: list(string).optional({ validators: [sizeBetween(0, 2), valuesAre(oneOf('a', 'b'))] }),
  set: set(string).optional({ validators: [valuesAre(oneOf('a', 'b'))] }),
  map: map(string).optional({ validators: [keysAre(lengthBetween(1, 3)), valuesAre(oneOf('a', 'b'))] }),
  lists: list(set(string)).optional({ validators: [valuesAre(valuesAre(oneOf('a')))] }),
  nested: listNested(
    { word },
    { validators: [validator(({ word }) => (word === 'b' ? 'It is b.' : undefined))] },
  ).optional(),
  exactly: singleNested(choice, { validators: [exactlyOneOf('one', 'two', 'three')] }).optional(),
  at_least: setNested(choice, { validators: [atLeastOneOf('one', 'two')] }).optional(),
  together: singleNested(choice, { validators: [requiredTogether('one', 'two', 'three')] }).optional(),
  old: string.optional({ deprecated: 'Use word.' }),
};

const blocks = {
  item: {
    nesting: 'list',
    attributes: { word },
    validators: [conflicting('word', 'inner')],
    blocks: { inner: { nesting: 'list', attributes: { word } } },
    deprecated: 'Use nested.',
  },
} as const;

let validated = 0;
const served = new ServedProvider(
  defineProvider({
    name: 'test',
    version: '1.0.0',
    schema: { attributes: { word } },
    configure: () => undefined,
    dataSources: {
      test_it: dataSource({
        schema: { attributes, blocks, validators: [conflicting('word', 'host')] },
        validate() {
          validated += 1;
        },
        read: async () => ({}),
      }),
      test_old: dataSource({ schema: { attributes: {}, deprecated: 'Use test_it.' }, read: async () => ({}) }),
    },
  }),
);

const NOTHING = { ...Object.fromEntries(Object.keys(attributes).map((name) => [name, null])), item: [] };

async function diagnosticsOf(config: CtyValue): Promise<readonly string[]> {
  return (await served.validateData('test_it', { ...NOTHING, ...(config as object) } as CtyValue)).diagnostics;
}

const members = (given: object) => ({ one: null, two: null, three: null, ...given });

describe('a value that breaks a rule is reported with its path, the rule and what to do', () => {
  test.for<[string, CtyValue, string]>([
    ['one of some words', { word: 'c' }, 'error at word: Invalid word: "c" is not one of a, b. Use one of these.'],
    ['a pattern', { host: 'A' }, 'error at host: Invalid host: "A" is not a host name. Write it like www.example.com.'],
    [
      'a length, in code points',
      { short: '𝄞' },
      'error at short: Invalid short: "𝄞" has 1 character; it must have 2 to 3. Change it.',
    ],
    [
      'a range',
      { ratio: 1.5 },
      'error at ratio: Invalid ratio: 1.5 was given; it must be a number of 0 to 1. Change it.',
    ],
    [
      'a range without an end',
      { count_of: 0 },
      'error at count_of: Invalid count_of: 0 was given; it must be a number of 1 or more. Change it.',
    ],
    ['a whole number of any size', { whole: new ExactNumber('1e30') }, ''],
    [
      'a whole number',
      { whole: new ExactNumber('123456789012345678901.5') },
      'error at whole: Invalid whole: 123456789012345678901.5 was given; it must be a whole number. Change it.',
    ],
    [
      'an integer',
      { count_of: 1.5 },
      'error at count_of: Invalid count_of: 1.5 was given; it must be a whole number. Change it.',
    ],
    [
      'an integer that JavaScript does not hold',
      { count_of: new ExactNumber('9007199254740993') },
      'error at count_of: Invalid count_of: 9007199254740993 was given; it must be a whole number, from -9007199254740991 to 9007199254740991. Change it.',
    ],
    [
      'an integer in a list',
      { counts: [1, 0.5] },
      'error at counts/1: Invalid counts[1]: 0.5 was given; it must be a whole number. Change it.',
    ],
    ['a rule of its own', { even: 3 }, 'error at even: Invalid even: even is 3; it must be even.'],
    [
      'a size',
      { list: ['a', 'a', 'a'] },
      'error at list: Invalid list: There are 3 elements; there must be at most 2. Change their number.',
    ],
    [
      'an element of a list',
      { list: ['a', 'c'] },
      'error at list/1: Invalid list[1]: "c" is not one of a, b. Use one of these.',
    ],
    ['an element of a set', { set: ['c'] }, 'error at set: Invalid set: "c" is not one of a, b. Use one of these.'],
    [
      'a value of a map',
      { map: { 'a b': 'c' } },
      'error at map/a b: Invalid map["a b"]: "c" is not one of a, b. Use one of these.',
    ],
    [
      'a key of a map',
      { map: { long: 'a' } },
      'error at map/long: Invalid map["long"]: "long" has 4 characters; it must have 1 to 3. Change it.',
    ],
    [
      'an element of an element',
      { lists: [['a'], ['b']] },
      'error at lists/1: Invalid lists[1]: "b" is not one of a. Use one of these.',
    ],
    [
      'a nested attribute',
      { nested: [{ word: 'a' }, { word: 'c' }] },
      'error at nested/1/word: Invalid nested[1].word: "c" is not one of a, b. Use one of these.',
    ],
    ['an object', { nested: [{ word: 'b' }] }, 'error at nested/0: Invalid nested[0]: It is b.'],
    [
      'an attribute of a block in a block',
      { item: [{ word: null, inner: [{ word: 'c' }] }] },
      'error at item/0/inner/0/word: Invalid item[0].inner[0].word: "c" is not one of a, b. Use one of these.',
    ],
    [
      'a sensitive value, without the value',
      { secret: 'hunter2' },
      'error at secret: Invalid secret: The value has 7 characters; it must have 8 to 64. Change it.',
    ],
    [
      'a value inside a sensitive one',
      { secrets: { key: 'hunter2' } },
      'error at secrets/key: Invalid secrets.key: The value is not one of a. Use one of these.',
    ],
    [
      'a long value, shortened',
      { word: 'c'.repeat(101) },
      `error at word: Invalid word: "${'c'.repeat(100)}…" is not one of a, b. Use one of these.`,
    ],
  ])('%s', async ([, config, diagnostic]) => {
    const found = (await diagnosticsOf(config)).filter((line) => line.startsWith('error'));
    expect(found).toEqual(diagnostic === '' ? [] : [diagnostic]);
  });

  test.for<[string, CtyValue, string]>([
    [
      'none of which is set',
      { exactly: members({}) },
      'error at exactly/one: Invalid combination of arguments: None of exactly.one, exactly.two and exactly.three is set; exactly one of them must be. Set one.',
    ],
    [
      'two of which are set',
      { exactly: members({ one: 'x', three: ['x'] }) },
      'error at exactly/three: Invalid combination of arguments: Both exactly.one and exactly.three are set; exactly one of them must be. Remove one.',
    ],
    [
      'all of which are set',
      { exactly: members({ one: 'x', two: 'x', three: ['x'] }) },
      'error at exactly/three: Invalid combination of arguments: exactly.one, exactly.two and exactly.three are set; exactly one of them must be. Remove all but one.',
    ],
    [
      'of which one must be set',
      { at_least: [members({})] },
      'error at at_least: Invalid combination of arguments: Neither at_least[*].one nor at_least[*].two is set; at least one of them must be. Set one.',
    ],
    [
      'that belong together',
      { together: members({ two: 'x' }) },
      'error at together/two: Invalid combination of arguments: together.two is set and together.one and together.three are not; they belong together. Set all, or none.',
    ],
    [
      'that cannot be used together',
      { word: 'a', host: 'b' },
      'error at host: Invalid combination of arguments: Both word and host are set; they cannot be used together. Remove one.',
    ],
    [
      'of which one is a block',
      { item: [{ word: 'a', inner: [{ word: 'a' }] }] },
      'error at item/0/inner: Invalid combination of arguments: Both item[0].word and item[0].inner are set; they cannot be used together. Remove one.',
    ],
  ])('members of an object %s', async ([, config, diagnostic]) => {
    const found = (await diagnosticsOf(config)).filter((line) => line.startsWith('error'));
    expect(found).toEqual([diagnostic]);
  });
});

test.for<[string, CtyValue]>([
  [
    'values that keep the rules',
    {
      word: 'a',
      short: '𝄞𝄞',
      ratio: 1,
      count_of: 7,
      even: 2,
      list: ['a', 'b'],
      map: { a: 'b' },
      nested: [{ word: 'a' }],
    },
  ],
  ['one of several', { exactly: members({ three: ['x'] }), at_least: [members({ two: 'x' })], together: members({}) }],
  ['an empty collection, which counts as not set', { exactly: members({ one: 'x', three: [] }) }],
  ['all that belong together', { together: members({ one: 'x', two: 'x', three: ['x'] }) }],
  [
    'unknown values',
    {
      word: new Unknown(),
      list: new Unknown(),
      map: { a: new Unknown() },
      counts: [new Unknown()],
      nested: [new Unknown()],
    },
  ],
  [
    'unknown members, which may turn out to be null',
    {
      exactly: members({ one: 'x', two: new Unknown() }),
      together: members({ one: 'x', two: new Unknown(), three: ['x'] }),
      at_least: [members({ one: new Unknown() })],
    },
  ],
])('there is no error for %s', async ([, config]) => {
  expect(await diagnosticsOf(config)).toEqual([]);
});

test('an expression with the flag g is applied to each value from its start', async () => {
  for (const host of ['www.example.com', 'a', 'www.example.com']) expect(await diagnosticsOf({ host })).toEqual([]);
});

test('all errors are reported at once, and the code of the provider reports its own', async () => {
  validated = 0;
  expect(await diagnosticsOf({ word: 'c', short: 'x', list: ['c'], nested: [{ word: 'c' }] })).toHaveLength(4);
  expect(validated).toBe(1);
  // A value of another type than the code is promised.
  expect(await diagnosticsOf({ word: 'c', count_of: 0.5 })).toHaveLength(2);
  expect(validated).toBe(1);
});

test('a validator is not called with a value that is not of its type', async () => {
  expect(await diagnosticsOf({ list: ['c', null] })).toEqual([
    'error at list/1: Missing element: list[1] is null; it must have a value. Set it, or leave it out.',
  ]);
});

test('validators apply to the provider block', async () => {
  expect((await served.validate({ word: 'c' })).diagnostics).toEqual([
    'error at word: Invalid word: "c" is not one of a, b. Use one of these.',
  ]);
});

test('what is deprecated warns those who use it, with what to do instead', async () => {
  expect(await diagnosticsOf({ old: 'x' })).toEqual([
    'warning at old: Deprecated argument: old is deprecated. Use word.',
  ]);
  expect(await diagnosticsOf({ item: [{ word: null, inner: [] }] })).toEqual([
    'warning at item/0: Deprecated argument: item is deprecated. Use nested.',
  ]);
  expect(await served.validateData('test_old', {})).toEqual({
    diagnostics: ['warning: Deprecated data source: Use test_it.'],
  });
});
