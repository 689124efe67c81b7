import { describe, expect, test } from 'vitest';
import { type CtyType, decodeType, encodeType } from '../../../src/plugin/cty/type';

const bytes = (text: string) => Buffer.from(text);

describe('a type', () => {
  test.for<[CtyType, string]>([
    ['string', '"string"'],
    ['number', '"number"'],
    ['bool', '"bool"'],
    ['dynamic', '"dynamic"'],
    [['list', 'string'], '["list","string"]'],
    [['set', ['map', 'bool']], '["set",["map","bool"]]'],
    [['tuple', []], '["tuple",[]]'],
    [['tuple', ['number', 'dynamic']], '["tuple",["number","dynamic"]]'],
    [['object', {}], '["object",{}]'],
    [['object', { a: ['object', { 'b c': 'bool' }] }], '["object",{"a":["object",{"b c":"bool"}]}]'],
  ])('%j is encoded as JSON and decoded from it', ([type, json]) => {
    expect(Buffer.from(encodeType(type)).toString()).toBe(json);
    expect(decodeType(bytes(json))).toEqual(type);
  });

  test.for(['__proto__', 'constructor', 'hasOwnProperty', '', '0', '𝄞'])('can have the attribute %j', (name) => {
    const json = `["object",{${JSON.stringify(name)}:"string"}]`;
    const type = decodeType(bytes(json));
    expect(Object.entries(type[1] as object)).toEqual([[name, 'string']]);
    expect(Buffer.from(encodeType(type)).toString()).toBe(json);
  });

  test('drops the list of optional attributes of a type constraint', () => {
    expect(decodeType(bytes('["object",{"a":"string"},["a"]]'))).toEqual(['object', { a: 'string' }]);
  });

  test.for([
    '',
    'string',
    '"text"',
    'null',
    '{}',
    '[]',
    '["list"]',
    '["list","text"]',
    '["tuple",{}]',
    '["object",null]',
    '["object",["string"]]',
    '["object",{"a":1}]',
    '["capsule","x"]',
  ])('fails to decode when it is %s', (json) => {
    expect(() => decodeType(bytes(json))).toThrow();
  });

  test('fails to decode when it is not UTF-8', () => {
    expect(() => decodeType(Uint8Array.of(0x22, 0xff, 0x22))).toThrow();
  });
});
