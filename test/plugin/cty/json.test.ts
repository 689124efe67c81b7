import { describe, expect, test } from 'vitest';
import { decodeJson } from '../../../src/plugin/cty/json';
import { ExactNumber } from '../../../src/plugin/cty/number';
import type { CtyType } from '../../../src/plugin/cty/type';
import { type CtyValue, DynamicValue } from '../../../src/plugin/cty/value';

describe('a stored value', () => {
  test.for<[string, CtyType, CtyValue]>([
    ['null', 'string', null],
    [' "a" ', 'string', 'a'],
    ['"\\"\\\\"', 'string', '"\\'],
    ['"\\\\\\""', 'string', '\\"'],
    ['"\\u00e9\\ud834\\udd1e\\n"', 'string', 'é𝄞\n'],
    ['true', 'bool', true],
    ['false', 'bool', false],
    ['0', 'number', 0],
    ['-0.1e-3', 'number', -0.0001],
    ['9007199254740993', 'number', new ExactNumber('9007199254740993')],
    ['1E+400', 'number', new ExactNumber('1E+400')],
    ['[]', ['list', 'string'], []],
    ['[ "a" , null ]', ['set', 'string'], ['a', null]],
    ['[1, "a", [true]]', ['tuple', ['number', 'string', ['list', 'bool']]], [1, 'a', [true]]],
    ['[1]', ['tuple', ['number', 'string']], [1, null]],
    ['{}', ['map', 'string'], {}],
    ['{ "__proto__" : 1, "a" : 2 }', ['map', 'number'], Object.assign(Object.create(null), { ['__proto__']: 1, a: 2 })],
    ['{"gone": [1e999, {}], "a": 1}', ['object', { a: 'number', b: 'string' }], { a: 1, b: null }],
    ['{"value": ["a"], "type": ["list", "string"]}', 'dynamic', new DynamicValue(['list', 'string'], ['a'])],
    ['{"type": "bool"}', 'dynamic', new DynamicValue('bool', null)],
  ])('%s is decoded as a %j', ([json, type, value]) => {
    expect(decodeJson(json, type)).toEqual(value);
  });

  test('of 20 MB is decoded', () => {
    const text = '\\"'.repeat(10_000_000);
    expect(decodeJson(JSON.stringify([text]), ['list', 'string'])).toEqual([text]);
  });

  test.for<[string, CtyType, string]>([
    ['1', 'string', 'the value is not a string'],
    ['"secret"', 'number', 'the value is not a number'],
    ['"true"', 'bool', 'the value is not a bool'],
    ['"a"', 'dynamic', 'the value is not a dynamic'],
    ['{"value": 1, "type": "numeral"}', 'dynamic', 'not a Terraform type'],
    ['{"a": [[], {}]}', ['map', ['list', ['list', 'string']]], 'a[1]: the value is not a list'],
    ['1', ['list', 'string'], 'the value is not a list'],
    ['1', ['tuple', []], 'the value is not a tuple'],
    ['[]', ['map', 'string'], 'the value is not a map'],
    ['1', ['object', {}], 'the value is not a object'],
  ])('%s is refused as a %j', ([json, type, message]) => {
    expect(() => decodeJson(json, type)).toThrow(message);
  });

  test.for([
    '',
    '[1',
    '[1,]',
    '{"a"}',
    '{"a":1,}',
    '{a:1}',
    '"a',
    '"a\\"',
    'nul',
    '1 2',
    '01',
    '.5',
    '-',
    '[1 2]',
    '"a\n"',
  ])('that is not JSON is refused: %s', (json) => {
    expect(() => decodeJson(json, 'dynamic')).toThrow();
  });
});
