/** The types that are inferred from a function's parameters. The compiler tests them: `npm run typecheck`. */
import { expectTypeOf, test } from 'vitest';
import {
  type CtyNumber,
  type DynamicValue,
  defineFunction,
  dynamic,
  type FunctionContext,
  list,
  map,
  number,
  object,
  string,
  tuple,
  type Unknown,
} from '../../src/plugin';

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
