/** The types that are inferred from a schema. The compiler tests them: `npm run typecheck`. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Attribute,
  between,
  bool,
  type ConfigureContext,
  type CtyNumber,
  type DataSource,
  type DynamicValue,
  defineProvider,
  dynamic,
  exactlyOneOf,
  integer,
  list,
  listNested,
  map,
  mapNested,
  number,
  oneOf,
  type PossiblyUnknown,
  type Provider,
  providerOf,
  type RequestContext,
  set,
  setNested,
  singleNested,
  string,
  type Unknown,
  validator,
} from '../../../src/plugin';
import { schemaType } from '../../../src/plugin/schema/schema';

const { dataSource } = providerOf<unknown>();

const attributes = {
  name: string.required(),
  size: number.optional(),
  tags: map(string).optional(),
  flags: set(bool).optional(),
  rows: list(list(number)).optional(),
  holes: list(string.nullable()).optional(),
  limit: integer.optional(),
  any: dynamic.optional(),
  settings: singleNested({ bucket: string.required(), prefix: string.optional() }).optional(),
  items: listNested({ key: string.required() }).required(),
  members: setNested({ key: string.optional() }).optional(),
  named: mapNested({ key: string.required() }).optional(),
  token: string.optionalComputed(),
  made: listNested({ id: string.computed(), slot: number.required() }).computed(),
  ready: bool.computed(),
} as const;

const blocks = {
  endpoints: { nesting: 'list', attributes: { url: string.required(), region: string.optional() } },
} as const;

describe('a data source', () => {
  test('gets the types of its schema in read', () => {
    dataSource({
      schema: { attributes, blocks },
      async read(config) {
        expectTypeOf(config.name).toEqualTypeOf<string>();
        expectTypeOf(config.size).toEqualTypeOf<CtyNumber | null>();
        expectTypeOf(config.tags).toEqualTypeOf<Readonly<Record<string, string>> | null>();
        expectTypeOf(config.flags).toEqualTypeOf<readonly boolean[] | null>();
        expectTypeOf(config.rows).toEqualTypeOf<readonly (readonly CtyNumber[])[] | null>();
        expectTypeOf(config.holes).toEqualTypeOf<readonly (string | null)[] | null>();
        expectTypeOf(config.limit).toEqualTypeOf<number | null>();
        expectTypeOf(config.any).toEqualTypeOf<DynamicValue | null>();
        expectTypeOf(config.settings).toEqualTypeOf<{
          readonly bucket: string;
          readonly prefix: string | null;
        } | null>();
        expectTypeOf(config.items).toEqualTypeOf<readonly { readonly key: string }[]>();
        expectTypeOf(config.members).toEqualTypeOf<readonly { readonly key: string | null }[] | null>();
        expectTypeOf(config.named).toEqualTypeOf<Readonly<Record<string, { readonly key: string }>> | null>();
        expectTypeOf(config.token).toEqualTypeOf<string | null>();
        expectTypeOf(config.endpoints).toEqualTypeOf<
          readonly { readonly url: string; readonly region: string | null }[]
        >();
        expectTypeOf(config).not.toHaveProperty('made');
        expectTypeOf(config).not.toHaveProperty('ready');
        return { token: null, made: [{ id: 'x', slot: 1 }], ready: true };
      },
    });
  });

  test('gets types in which anything may be unknown in validate', () => {
    dataSource({
      schema: { attributes, blocks },
      validate(config) {
        expectTypeOf(config.name).toEqualTypeOf<string | Unknown>();
        expectTypeOf(config.size).toEqualTypeOf<CtyNumber | Unknown | null>();
        expectTypeOf(config.flags).toEqualTypeOf<readonly (boolean | Unknown)[] | Unknown | null>();
        expectTypeOf(config.items).toEqualTypeOf<readonly ({ readonly key: string | Unknown } | Unknown)[] | Unknown>();
        expectTypeOf(config.settings).toEqualTypeOf<
          PossiblyUnknown<{
            readonly bucket: string;
            readonly prefix: string | null;
          } | null>
        >();
        expectTypeOf(config.endpoints).toEqualTypeOf<
          readonly ({ readonly url: string | Unknown; readonly region: string | Unknown | null } | Unknown)[] | Unknown
        >();
      },
      read: async () => ({ token: null, made: null, ready: null }),
    });
  });

  test('gets the types of its schema in validators', () => {
    dataSource({
      schema: {
        attributes: {
          name: string.optional({
            validators: [
              validator((name) => {
                expectTypeOf(name).toEqualTypeOf<string>();
                return undefined;
              }),
            ],
          }),
          sizes: list(integer).required({
            validators: [
              validator((sizes) => {
                expectTypeOf(sizes).toEqualTypeOf<readonly (number | Unknown)[]>();
                return undefined;
              }),
            ],
          }),
          part: singleNested(
            { key: string.required(), id: string.optional() },
            {
              validators: [
                exactlyOneOf('key', 'id'),
                validator(({ key, id }) => {
                  expectTypeOf(key).toEqualTypeOf<string | Unknown>();
                  expectTypeOf(id).toEqualTypeOf<string | Unknown | null>();
                  return undefined;
                }),
              ],
            },
          ).optional(),
        },
      },
      read: async () => ({}),
    });
    // @ts-expect-error: a number is no string.
    string.optional({ validators: [between(0, 1)] });
    // @ts-expect-error: a list is no string.
    list(string).optional({ validators: [oneOf('a')] });
  });

  test('must return the computed attributes of its schema', () => {
    const schema = {
      attributes: { name: string.required(), id: string.computed(), either: number.optionalComputed() },
    };
    dataSource({ schema, read: async () => ({ id: 'x', either: null }) });
    // @ts-expect-error: `either` is missing.
    dataSource({ schema, read: async () => ({ id: 'x' }) });
    // @ts-expect-error: an id is a string.
    dataSource({ schema, read: async () => ({ id: 1, either: null }) });
    const texts = list(string).computed();
    // @ts-expect-error: null elements need string.nullable().
    dataSource({ schema: { attributes: { texts } }, read: async () => ({ texts: [null] }) });
    const all = listNested({ id: string.computed() }).computed();
    // @ts-expect-error: an object in the list has another attribute.
    dataSource({ schema: { attributes: { all } }, read: async () => ({ all: [{ key: 'x' }] }) });
  });

  test('gets the type of client that was named once', () => {
    const source = providerOf<{ send(): void }>().dataSource({
      schema: { attributes: {} },
      async read(_, context) {
        expectTypeOf(context.client).toEqualTypeOf<{ send(): void }>();
        expectTypeOf(context).toExtend<RequestContext>();
        return {};
      },
    });
    expectTypeOf(source).toEqualTypeOf<DataSource<{ send(): void }>>();
  });
});

describe('a provider', () => {
  const schema = { attributes: { region: string.optional() } };
  const needs = <Client>() => providerOf<Client>().dataSource({ schema: { attributes: {} }, read: async () => ({}) });

  test('gets types in which anything may be unknown in configure', () => {
    const provider = defineProvider({
      name: 'test',
      version: '1.0.0',
      schema,
      configure(config, context) {
        expectTypeOf(config.region).toEqualTypeOf<string | Unknown | null>();
        expectTypeOf(context).toEqualTypeOf<ConfigureContext>();
        return { region: 'x' };
      },
      dataSources: { test_it: needs<{ region: string }>(), test_other: needs<object>(), test_none: needs<unknown>() },
    });
    expectTypeOf(provider).toEqualTypeOf<Provider>();
  });

  test('accepts only data sources that its client suffices for', () => {
    const common = { name: 'test', version: '1.0.0', schema };
    const configure = () => ({ region: 'x' });
    const more = { test_it: needs<{ region: string; send(): void }>() };
    // @ts-expect-error: the client lacks a member that the data source needs.
    defineProvider({ ...common, configure, dataSources: more });
    const other = { test_it: needs<number>() };
    // @ts-expect-error: the data source needs a client of another type.
    defineProvider({ ...common, configure, dataSources: other });
    const later = async () => ({ region: 1 });
    const text = { test_it: needs<{ region: string }>() };
    // @ts-expect-error: the promised client is of another type.
    defineProvider({ ...common, configure: later, dataSources: text });
  });
});

describe('a type', () => {
  test('of a schema is an object of its attributes and blocks', () => {
    const members = {
      nesting: 'set',
      attributes: { name: string.required() },
    } as const;
    expect(
      schemaType({
        attributes: { a: string.required(), b: listNested({ c: bool.computed() }).computed() },
        blocks: { members },
      }),
    ).toEqual([
      'object',
      { a: 'string', b: ['list', ['object', { c: 'bool' }]], members: ['set', ['object', { name: 'string' }]] },
    ]);
  });

  test.for([list, set, map])('of a plain collection cannot contain nested attributes', (collection) => {
    expect(() => collection(singleNested({ name: string.optional() }))).toThrow(
      'is a listNested, setNested or mapNested',
    );
    expect(() => collection(listNested({ name: string.optional() }))).toThrow(
      'is a listNested, setNested or mapNested',
    );
  });

  test('makes attributes of each mode with the given options', () => {
    const options = { description: 'Text.', sensitive: true, deprecated: 'Use it not.' };
    const all: Attribute<string, string, 'required' | 'optional' | 'computed' | 'optionalComputed'>[] = [
      string.required(options),
      string.optional(options),
      string.computed(options),
      string.optionalComputed(options),
    ];
    expect(all.map(({ mode }) => mode)).toEqual(['required', 'optional', 'computed', 'optionalComputed']);
    for (const attribute of all) expect(attribute).toMatchObject({ type: string, options });
    expect(string.required().options).toEqual({});
  });
});
