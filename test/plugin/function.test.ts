/** The types that are inferred from a function's parameters. The compiler tests them: `npm run typecheck`. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type CtyNumber,
  type CtyValue,
  type DynamicValue,
  defineFunction,
  defineProvider,
  dynamic,
  type FunctionContext,
  integer,
  list,
  map,
  number,
  object,
  string,
  tuple,
  type Unknown,
} from '../../src/plugin';
import { decodeValue, encodeValue } from '../../src/plugin/cty/msgpack';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import { ServedProvider } from './support/served';

test('a function gets the types of its parameters', () => {
  defineFunction({
    parameters: {
      text: { type: string },
      size: { type: number, allowNullValue: true },
      tags: { type: map(string), allowNullValue: false },
      later: { type: list(string), allowUnknownValues: true },
      any: { type: dynamic, allowNullValue: true, allowUnknownValues: true },
      structure: { type: object({ name: string, sizes: list(number) }) },
      pair: { type: tuple([string, number]) },
    },
    returns: string,
    call(values, context) {
      expectTypeOf(values.text).toEqualTypeOf<string>();
      expectTypeOf(values.size).toEqualTypeOf<CtyNumber | null>();
      expectTypeOf(values.tags).toEqualTypeOf<Readonly<Record<string, string>>>();
      expectTypeOf(values.later).toEqualTypeOf<readonly (string | Unknown)[] | Unknown>();
      expectTypeOf(values.any).toEqualTypeOf<DynamicValue | Unknown | null>();
      expectTypeOf(values.structure).toEqualTypeOf<{
        readonly name: string | null;
        readonly sizes: readonly CtyNumber[] | null;
      }>();
      expectTypeOf(values.pair).toEqualTypeOf<readonly [string | null, CtyNumber | null]>();
      expectTypeOf(values).not.toHaveProperty('other');
      expectTypeOf(context).toEqualTypeOf<FunctionContext>();
      return values.text;
    },
  });
});

test('a function gets its variadic arguments as a list', () => {
  defineFunction({
    parameters: { separator: { type: string } },
    variadic: { name: 'parts', type: number, allowNullValue: true },
    returns: list(string),
    async call({ separator, parts }) {
      expectTypeOf(separator).toEqualTypeOf<string>();
      expectTypeOf(parts).toEqualTypeOf<readonly (CtyNumber | null)[]>();
      return parts.map(String);
    },
  });
});

test('a function must return its return type', () => {
  const parameters = {};
  defineFunction({ parameters, returns: number, call: () => 1 });
  defineFunction({ parameters, returns: number, call: async () => null });
  // @ts-expect-error: a string is not a number.
  defineFunction({ parameters, returns: number, call: () => 'x' });
  // @ts-expect-error: a list of strings is not a list of numbers.
  defineFunction({ parameters, returns: list(number), call: async () => ['x'] });
});

describe('a null argument, as msgpack, as JSON or as neither,', () => {
  const provider = new ServedProvider(
    defineProvider({
      name: 'test',
      version: '1.0.0',
      schema: { attributes: {} },
      configure: () => undefined,
      functions: {
        refuses: defineFunction({ parameters: { text: { type: string } }, returns: string, call: ({ text }) => text }),
        allows: defineFunction({
          parameters: { text: { type: string, allowNullValue: true } },
          variadic: { name: 'more', type: dynamic, allowNullValue: true },
          returns: string,
          call: (values) => JSON.stringify(values),
        }),
        counts: defineFunction({
          parameters: { counts: { type: list(integer) } },
          returns: string,
          call: ({ counts }) => counts.map((count) => count.toFixed(1)).join(),
        }),
      },
    }),
  );
  const none = new Uint8Array();
  const nulls = [
    { msgpack: Uint8Array.of(0xc0), json: none },
    { msgpack: none, json: Buffer.from('null') },
    { msgpack: none, json: none },
  ];

  async function called(name: string, values: readonly wire.DynamicValue[]) {
    const request = wire.CallFunction_Request.encode({ name, arguments: [...values] }).finish();
    const { result, error } = wire.CallFunction_Response.decode(await provider.call('CallFunction', request));
    return { result: result && decodeValue(result.msgpack, 'string'), error };
  }

  test.for(nulls)('is null: %j', async (argument) => {
    expect(await called('allows', [argument, argument])).toEqual({ result: '{"text":null,"more":[null]}' });
    expect(await called('refuses', [argument])).toEqual({
      error: { text: 'text is null; it must have a value', functionArgument: 0n },
    });
  });

  test('is refused as an element, as is a fraction where the type is a whole number', async () => {
    const counts = async (...values: CtyValue[]) =>
      await called('counts', [{ msgpack: encodeValue(values, ['list', 'number']), json: none }]);
    expect(await counts(1, 2)).toEqual({ result: '1.0,2.0' });
    expect(await counts(1, 0.5)).toEqual({
      error: { text: '0.5 was given; it must be a whole number. Change it', functionArgument: 0n },
    });
    expect(await counts(null)).toEqual({
      error: { text: 'counts[0] is null; it must have a value. Set it, or leave it out', functionArgument: 0n },
    });
  });
});
