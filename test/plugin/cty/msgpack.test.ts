import { describe, expect, test } from 'vitest';
import { CtyError, decodeValue, encodeValue } from '../../../src/plugin/cty/msgpack';
import { type CtyNumber, ExactNumber } from '../../../src/plugin/cty/number';
import type { CtyType } from '../../../src/plugin/cty/type';
import { type CtyValue, DynamicValue, type Refinement, record, Unknown } from '../../../src/plugin/cty/value';
import { RandomValues } from '../support/random-values';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const fromHex = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const text = (value: string) => toHex(encodeValue(value, 'string'));
/** The type of a dynamic value: JSON in a msgpack bin. */
const typeBytes = (json: string) => `c4 ${json.length.toString(16).padStart(2, '0')} ${toHex(Buffer.from(json))}`;

/** Expects a value to be encoded as these bytes, which Terraform writes, and to be decoded from them. */
function expectBytes(value: CtyValue, type: CtyType, hex: string): void {
  expect(toHex(encodeValue(value, type))).toBe(hex.replaceAll(' ', ''));
  expect(decodeValue(fromHex(hex), type)).toEqual(value);
}

describe('a value has the same bytes as in Terraform:', () => {
  test.for<[string, CtyType, CtyValue, string]>([
    ['null', 'string', null, 'c0'],
    ['null list', ['list', 'string'], null, 'c0'],
    ['null object', ['object', { a: 'string' }], null, 'c0'],
    ['true', 'bool', true, 'c3'],
    ['false', 'bool', false, 'c2'],
    ['empty string', 'string', '', 'a0'],
    ['string', 'string', 'é', 'a2 c3a9'],
    ['empty list', ['list', 'string'], [], '90'],
    ['list', ['list', 'string'], ['a', null], '92 a161 c0'],
    ['set', ['set', 'number'], [1, 2], '92 01 02'],
    ['empty map', ['map', 'bool'], {}, '80'],
    ['map', ['map', 'bool'], { a: true }, '81 a161 c3'],
    ['map with an empty key', ['map', 'bool'], { '': true }, '81 a0 c3'],
    ['empty tuple', ['tuple', []], [], '90'],
    ['tuple', ['tuple', ['string', 'number']], ['a', 1], '92 a161 01'],
    ['empty object', ['object', {}], {}, '80'],
    ['object', ['object', { a: 'string', b: ['list', 'bool'] }], { a: 'x', b: [false] }, '82 a161 a178 a162 91 c2'],
    ['dynamic string', 'dynamic', new DynamicValue('string', 'a'), `92 ${typeBytes('"string"')} a161`],
    ['dynamic null with a type', 'dynamic', new DynamicValue('string', null), `92 ${typeBytes('"string"')} c0`],
    ['dynamic null', 'dynamic', null, 'c0'],
    ['dynamic unknown', 'dynamic', new Unknown(), 'd4 00 00'],
    [
      'dynamic unknown with a type',
      'dynamic',
      new DynamicValue('string', new Unknown({ notNull: true })),
      `92 ${typeBytes('"string"')} c7 03 0c 81 01 c2`,
    ],
    [
      'dynamic in dynamic',
      'dynamic',
      new DynamicValue(['object', { a: 'dynamic', b: 'dynamic' }], { a: new DynamicValue('bool', true), b: null }),
      `92 ${typeBytes('["object",{"a":"dynamic","b":"dynamic"}]')} 82 a161 92 ${typeBytes('"bool"')} c3 a162 c0`,
    ],
  ])('%s', ([, type, value, hex]) => expectBytes(value, type, hex));

  test.for<[CtyNumber, string]>([
    [0, '00'],
    [127, '7f'],
    [128, 'cc80'],
    [255, 'ccff'],
    [256, 'cd0100'],
    [65_536, 'ce00010000'],
    [2 ** 32 - 1, 'ceffffffff'],
    [2 ** 32, 'cf0000000100000000'],
    [2 ** 53 - 1, 'cf001fffffffffffff'],
    [2 ** 53, 'cf0020000000000000'],
    [new ExactNumber('9007199254740993'), 'cf0020000000000001'],
    [new ExactNumber('9223372036854775807'), 'cf7fffffffffffffff'],
    [-1, 'ff'],
    [-32, 'e0'],
    [-33, 'd0df'],
    [-129, 'd1ff7f'],
    [-32_769, 'd2ffff7fff'],
    [-(2 ** 31) - 1, 'd3ffffffff7fffffff'],
    [new ExactNumber('-9223372036854775808'), 'd38000000000000000'],
    [new ExactNumber('9223372036854775808'), `b3${toHex(Buffer.from('9223372036854775808'))}`],
    [new ExactNumber('18446744073709551615'), `b4${toHex(Buffer.from('18446744073709551615'))}`],
    [0.1, 'a3302e31'],
  ])('the number %s', ([number, hex]) => expectBytes(number, 'number', hex));

  test.for<[string, CtyNumber]>([
    ['cb3fe0000000000000', 0.5],
    ['ca3f000000', 0.5],
    ['cb3e10000000000000', new ExactNumber('0.000000000931322574615478515625')],
    ['cb43f0000000000000', new ExactNumber('18446744073709551616')],
    ['cb8000000000000000', 0],
    ['cfffffffffffffffff', new ExactNumber('18446744073709551615')],
    ['d3ffffffffffffffff', -1],
  ])('the number in the bytes %s, which are only decoded', ([hex, number]) => {
    expect(decodeValue(fromHex(hex), 'number')).toEqual(number);
  });

  test.for<[string, CtyType, Refinement, string]>([
    ['no refinement', 'string', {}, 'd4 00 00'],
    ['a not-null refinement', ['list', 'string'], { notNull: true }, 'c7 03 0c 81 01 c2'],
    ['a prefix', 'string', { notNull: true, prefix: 'ab' }, 'c7 07 0c 82 01 c2 02 a26162'],
    ['an empty prefix', 'string', { prefix: '' }, 'c7 03 0c 81 02 a0'],
    ['a lower bound', 'number', { min: { value: 1, inclusive: true } }, 'c7 05 0c 81 03 92 01 c3'],
    [
      'both bounds',
      'number',
      { min: { value: 0.1, inclusive: false }, max: { value: 2 ** 33, inclusive: true } },
      'c7 14 0c 82 03 92 a3302e31 c2 04 92 cf0000000200000000 c3',
    ],
    ['lengths', ['set', 'bool'], { minLength: 1, maxLength: 300 }, 'c7 07 0c 82 05 01 06 cd012c'],
  ])('an unknown with %s', ([, type, refinement, hex]) => {
    expectBytes(new Unknown(refinement), type, hex);
  });
});

describe('an unknown value', () => {
  test.for([-128, -1, 1, 11, 13, 127])('is any value with extension code %d', (code) => {
    const short = Buffer.concat([Buffer.of(0xd4), Buffer.from(Int8Array.of(code).buffer), Buffer.alloc(1)]);
    expect(decodeValue(short, 'string')).toEqual(new Unknown());
    const date = Buffer.concat([Buffer.of(0xd6), Buffer.from(Int8Array.of(code).buffer), Buffer.alloc(4)]);
    expect(decodeValue(date, ['list', 'number'])).toEqual(new Unknown());
  });

  test('can be an extension without content', () => {
    expect(decodeValue(fromHex('c7 00 00'), 'bool')).toEqual(new Unknown());
    expect(decodeValue(fromHex('c7 00 0c'), 'bool')).toEqual(new Unknown());
    expect(decodeValue(fromHex('d4 0c 80'), 'bool')).toEqual(new Unknown());
  });

  test('keeps the known parts of a refinement from a newer version', () => {
    // 1: not null; 7: an array; 200: a map; "2": a string, which is not a key of a refinement.
    const content = '84 01 c2 07 92 01 02 ccc8 81 a161 c3 a132 a178';
    const hex = `c7 ${(fromHex(content).length).toString(16)} 0c ${content}`;
    expect(decodeValue(fromHex(hex), 'string')).toEqual(new Unknown({ notNull: true }));
  });

  test('has no refinement if it is refined to be null', () => {
    expect(decodeValue(fromHex('c7 03 0c 81 01 c3'), 'string')).toEqual(new Unknown());
  });

  test('can have any type and be at any depth', () => {
    const type: CtyType = ['object', { a: ['list', 'number'], b: ['map', 'dynamic'], c: ['tuple', ['bool']] }];
    const value = { a: [new Unknown(), 1], b: { x: new Unknown() }, c: new Unknown() };
    expect(decodeValue(encodeValue(value, type), type)).toEqual(value);
    expect(decodeValue(encodeValue(new Unknown(), type), type)).toEqual(new Unknown());
  });

  test.for([
    ['is not a map', 'd4 0c 05'],
    ['is null', 'd4 0c c0'],
    ['is cut off', 'd4 0c 81'],
    ['has a bound that is not a pair', 'c7 03 0c 81 03 01'],
    ['has a bound that is not a number', 'c7 05 0c 81 03 92 c3 c3'],
    ['has a prefix that is not a string', 'c7 03 0c 81 02 01'],
  ])('fails to decode when its refinement %s', ([, hex = '']) => {
    expect(() => decodeValue(fromHex(hex), 'string')).toThrow(CtyError);
  });
});

describe('a string', () => {
  test.for([
    '\ufeffbyte order mark',
    '\ufeff',
    'NUL \0 in it',
    '\0',
    '𝄞',
    'e\u0301 stays as it is',
    '\u2028\r\n\t"\\',
    '\u{10ffff}',
    'x'.repeat(31),
    'x'.repeat(32),
    'x'.repeat(255),
    'x'.repeat(256),
    'x'.repeat(65_535),
    'ß𝄞'.repeat(200_000),
  ])('decodes to the encoded one', (value) => {
    expect(decodeValue(encodeValue(value, 'string'), 'string') === value).toBe(true);
    const map = record([[value, value]]);
    expect(decodeValue(encodeValue(map, ['map', 'string']), ['map', 'string'])).toEqual(map);
  });

  test('with half a surrogate pair gets the replacement character, at every length', () => {
    expect(text('a\ud834b')).toBe(text('a\ufffdb'));
    expect(text('\udd1e'.repeat(100))).toBe(text('\ufffd'.repeat(100)));
    expect(toHex(encodeValue({ '\ud834': '' }, ['map', 'string']))).toBe(
      toHex(encodeValue({ '\ufffd': '' }, ['map', 'string'])),
    );
  });

  test('fails to decode when it is not UTF-8', () => {
    expect(() => decodeValue(fromHex('81 a161 a1ff'), ['map', 'string'])).toThrow(CtyError);
  });
});

describe('the keys of a map', () => {
  test.for(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0', '-1', '1.5', '𝄞', '\ufeff', '\0', '.'])(
    'can be %j',
    (key) => {
      const map = record([
        [key, 'value'],
        ['other', null],
      ]);
      const decoded = decodeValue(encodeValue(map, ['map', 'string']), ['map', 'string']);
      expect(Object.entries(decoded as object)).toEqual(expect.arrayContaining(Object.entries(map)));
      expect(Object.keys(decoded as object)).toHaveLength(2);
    },
  );

  test.for(['__proto__', 'constructor', '0'])('can be %j, also as attributes of an object', (name) => {
    const type: CtyType = ['object', record([[name, 'string' as const]])];
    const decoded = decodeValue(encodeValue(record([[name, 'value']]), type), type);
    expect(Object.entries(decoded as object)).toEqual([[name, 'value']]);
    expect(() => encodeValue(record([[name, 'value']]), ['object', {}])).toThrow(CtyError);
  });

  test('do not change the prototype of objects', () => {
    const decoded = decodeValue(fromHex(`81 a9${toHex(Buffer.from('__proto__'))} 81 a161 c3`), [
      'map',
      ['map', 'bool'],
    ]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect((decoded as Record<string, unknown>).a).toBeUndefined();
  });
});

describe('an object', () => {
  const type: CtyType = ['object', { a: 'string', b: 'string' }];

  test('has null for attributes that a provider leaves out', () => {
    expect(decodeValue(encodeValue({ a: 'x' }, type), type)).toEqual({ a: 'x', b: null });
    expect(decodeValue(encodeValue({ a: undefined as unknown as null, b: 'x' }, type), type)).toEqual({
      a: null,
      b: 'x',
    });
  });

  test('fails to decode without one of its attributes', () => {
    expect(() => decodeValue(fromHex('81 a161 c0'), type)).toThrow('attribute "b" is missing');
  });

  test('fails with an attribute that its type does not have', () => {
    expect(() => encodeValue({ a: 'x', c: 'y' }, type)).toThrow('unexpected attribute "c"');
    expect(() => decodeValue(fromHex('83 a161 c0 a162 c0 a163 c0'), type)).toThrow('unexpected attribute "c"');
  });
});

describe('a value that is not of its type', () => {
  test.for<[CtyType, CtyValue, string]>([
    ['string', 1, 'a string is required, not a value of kind number'],
    ['number', '1', 'a number is required, not a value of kind string'],
    ['number', Number.NaN, 'not a finite decimal number'],
    ['bool', 'true', 'a bool is required, not a value of kind string'],
    ['dynamic', 'text', 'a dynamic is required, not a value of kind string'],
    [['list', 'string'], 'text', 'a list is required, not a value of kind string'],
    [['list', 'string'], { a: 'b' }, 'a list is required, not a value of kind object'],
    [['map', 'string'], ['a'], 'a map is required, not a sequence of 1'],
    [['map', 'string'], new DynamicValue('string', 'a'), 'a map is required, not a value of kind object'],
    [['map', 'string'], new ExactNumber('1e400'), 'a map is required, not a value of kind object'],
    [['tuple', ['string']], ['a', 'b'], 'a tuple is required, not a sequence of 2'],
    [['object', { a: ['list', ['map', 'bool']] }], { a: [{}, { 'x y': 1 }] }, 'a[1]["x y"]: a bool is required'],
    [['object', { a: ['object', { b: 'bool' }] }], { a: { b: 1 } }, 'a.b: a bool is required'],
    ['dynamic', new DynamicValue(['list', 'number'], [1, 'x']), '[1]: a number is required'],
  ])('%j fails to encode, with its path in the error: %j', ([type, value, message]) => {
    expect(() => encodeValue(value, type)).toThrow(message);
    expect(() => encodeValue(value, type)).toThrow(CtyError);
  });

  test.for<[CtyType, string]>([
    ['string', '01'],
    ['number', 'c3'],
    ['number', 'a3 612e62'],
    ['number', 'cb 7ff0000000000000'],
    ['number', 'cb 7ff8000000000000'],
    ['bool', '01'],
    ['dynamic', 'a161'],
    ['dynamic', '91 c0'],
    ['dynamic', '92 c0 c0'],
    ['dynamic', `92 ${typeBytes('"text"')} c0`],
    ['dynamic', `92 ${typeBytes('"bool"')} a161`],
    [['list', 'string'], '80'],
    [['map', 'string'], '90'],
    [['map', 'string'], 'a161'],
    [['tuple', ['string']], '90'],
    [['object', { a: 'string' }], 'a161'],
  ])('%j fails to decode from the bytes %s', ([type, hex]) => {
    expect(() => decodeValue(fromHex(hex), type)).toThrow(CtyError);
  });

  test.for(['', 'c1', '92 c0', 'c0 c0', 'db ffffffff', 'd4 00', 'c7 05 0c 81'])(
    'fails to decode from bytes that are not msgpack: %s',
    (hex) => {
      expect(() => decodeValue(fromHex(hex), ['list', 'string'])).toThrow(CtyError);
    },
  );

  test('does not appear in the error, because it may be a secret', () => {
    for (const [type, hex] of [
      ['number', text('hunter2')],
      ['bool', text('hunter2')],
    ] as const) {
      expect(() => decodeValue(fromHex(hex), type)).not.toThrow('hunter2');
    }
    expect(() => encodeValue('hunter2', 'number')).not.toThrow('hunter2');
  });
});

describe('random values', () => {
  test('decode to the encoded ones', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const random = new RandomValues(seed);
      const type = random.type();
      const value = random.value(type);
      const bytes = encodeValue(value, type);
      expect(decodeValue(bytes, type), `seed ${seed}`).toEqual(value);
      expect(toHex(encodeValue(decodeValue(bytes, type), type)), `seed ${seed}`).toBe(toHex(bytes));
    }
  });

  test('decode to the encoded ones at a depth of 200', () => {
    let type: CtyType = 'string';
    let value: CtyValue = 'deep';
    for (let depth = 0; depth < 200; depth += 1) {
      type = ['list', type];
      value = [value];
    }
    expect(decodeValue(encodeValue(value, type), type)).toEqual(value);
    const dynamic = new DynamicValue(type, value);
    expect(decodeValue(encodeValue(dynamic, 'dynamic'), 'dynamic')).toEqual(dynamic);
  });

  test('that are damaged decode to other values or fail with a CtyError', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const random = new RandomValues(seed);
      const type = random.type();
      const bytes = Buffer.from(encodeValue(random.value(type), type));
      if (bytes.length === 0) continue;
      const position = (seed * 7919) % bytes.length;
      bytes[position] = ((bytes[position] ?? 0) + 1 + (seed % 255)) & 0xff;
      try {
        decodeValue(bytes, type);
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(CtyError);
      }
    }
  });
});
