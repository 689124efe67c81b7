/** Schemas that Terraform cannot use, or in which something could never be computed. */
import { describe, expect, test } from 'vitest';
import {
  type Attributes,
  type Blocks,
  defineFunction,
  defineProvider,
  defineStateUpgrader,
  dynamic,
  exactlyOneOf,
  list,
  listNested,
  mapNested,
  providerOf,
  type Schema,
  set,
  setNested,
  singleNested,
  string,
} from '../../../src/plugin';
import { assertSchema, type SchemaKind } from '../../../src/plugin/schema/assert-schema';

const block = (attributes: Attributes, more: object = {}): Blocks => ({
  part: { nesting: 'list', attributes, ...more },
});
const ALWAYS_NULL = 'is computed and would always be null: what the user gives to the';

describe('a schema is refused where it is declared', () => {
  test.for<[string, SchemaKind, Schema, string]>([
    [
      'a reserved attribute',
      'resource',
      { attributes: { count: string.optional() } },
      'count is a name that Terraform',
    ],
    [
      'a reserved block',
      'data source',
      { attributes: {}, blocks: { lifecycle: { nesting: 'list', attributes: {} } } },
      'lifecycle is a name',
    ],
    [
      'a name that provider blocks reserve',
      'provider',
      { attributes: { alias: string.optional() } },
      'alias is a name that',
    ],
    [
      'an invalid name',
      'resource',
      { attributes: { userName: string.optional() } },
      'userName is not a valid name, which consists of lowercase',
    ],
    [
      'an invalid name at any depth',
      'resource',
      { attributes: {}, blocks: block({ a: singleNested({ 'b-c': string.optional() }).optional() }) },
      'part.a.b-c is not a valid name',
    ],
    [
      'an attribute and a block of one name',
      'resource',
      { attributes: { part: string.optional() }, blocks: block({}) },
      'part is both an attribute and a block',
    ],
    [
      'a computed attribute in a provider block',
      'provider',
      { attributes: { a: string.optionalComputed() } },
      'a is computed, and nothing in a provider block',
    ],
    [
      'a computed member of what the user gives',
      'data source',
      { attributes: { a: singleNested({ b: string.computed() }).optional() } },
      `a.b ${ALWAYS_NULL} data source`,
    ],
    [
      'a computed member of a block',
      'ephemeral resource',
      { attributes: {}, blocks: block({ b: string.optionalComputed() }) },
      `part.b ${ALWAYS_NULL} resource`,
    ],
    [
      'a computed member of a write-only attribute',
      'resource',
      { attributes: { a: singleNested({ b: string.computed() }).writeOnly() } },
      'a.b is computed and would always be null, because',
    ],
    [
      'a write-only attribute of a data source',
      'data source',
      { attributes: { a: string.writeOnly() } },
      'a is write-only, which only an attribute of a managed',
    ],
    [
      'a write-only member of a data source',
      'data source',
      { attributes: { a: singleNested({ b: string.writeOnly() }).optional() } },
      'a.b is write-only, which only',
    ],
    [
      'a write-only attribute in a set',
      'resource',
      { attributes: { a: setNested({ b: string.writeOnly() }).optional() } },
      'a.b is write-only and in a set',
    ],
    [
      'a write-only attribute of what is computed',
      'resource',
      { attributes: { a: listNested({ b: string.writeOnly() }).computed() } },
      'a.b is write-only, and in an attribute that the provider alone',
    ],
    [
      'a dynamic type in a list',
      'resource',
      { attributes: { a: list(dynamic).optional() } },
      'a has a dynamic type inside',
    ],
    [
      'a dynamic type in a map of objects',
      'resource',
      { attributes: { a: mapNested({ b: dynamic.optional() }).optional() } },
      'a.b has a dynamic type inside',
    ],
    [
      'a dynamic type in a list of blocks',
      'resource',
      { attributes: {}, blocks: block({ b: set(dynamic).optional() }) },
      'part.b has a dynamic type',
    ],
    [
      'a limit where there is one block at most',
      'resource',
      { attributes: {}, blocks: block({}, { nesting: 'single', maxItems: 2 }) },
      'part has maxItems, which a block with the nesting single',
    ],
    [
      'limits in the wrong order',
      'resource',
      { attributes: {}, blocks: block({}, { minItems: 3, maxItems: 2 }) },
      'part has 3 as minItems and 2 as maxItems',
    ],
    [
      'a limit that is no number of blocks',
      'resource',
      { attributes: {}, blocks: block({}, { minItems: -1 }) },
      'part has -1 as minItems',
    ],
    ['a version that is no number', 'resource', { version: 1.5, attributes: {} }, 'version is 1.5'],
    [
      'a validator that names nothing',
      'resource',
      { attributes: { a: string.optional() }, validators: [exactlyOneOf('a', 'b')] },
      'b is named by a validator',
    ],
    [
      'such a validator in a block',
      'resource',
      { attributes: {}, blocks: block({ a: string.optional() }, { validators: [exactlyOneOf('a', 'c')] }) },
      'part.c is named by a validator',
    ],
  ])('%s', ([, kind, schema, message]) => {
    expect(() => assertSchema(kind, schema)).toThrow(`\n${message}`);
  });

  test('with all that is wrong at once, in words for what it describes', () => {
    const attributes: Attributes = { count: string.optional(), a: string.writeOnly() };
    expect(() => assertSchema('ephemeral resource', { attributes })).toThrow(
      'Invalid schema of an ephemeral resource:\ncount is a name that Terraform itself uses in such a block. Rename it.\na is write-only',
    );
  });

  test.for<[SchemaKind, Schema]>([
    [
      'data source',
      { attributes: { a: listNested({ b: string.computed() }).optionalComputed(), any: dynamic.optional() } },
    ],
    [
      'resource',
      {
        attributes: { alias: string.optional() },
        blocks: block({ count: string.computed(), w: string.writeOnly() }, { minItems: 1 }),
      },
    ],
    ['provider', { attributes: { provider: string.optional() } }],
  ])('and only then: a %s', ([kind, schema]) => {
    expect(() => assertSchema(kind, schema)).not.toThrow();
  });
});

describe('what TypeScript finds', () => {
  const { dataSource, ephemeralResource, resource } = providerOf<unknown>();
  const read = async () => ({});
  const code = { create: read, delete: async () => undefined };

  test('reserved names', () => {
    // @ts-expect-error: the name is reserved.
    expect(() => dataSource({ schema: { attributes: { count: string.optional() } }, read })).toThrow();
    // @ts-expect-error: the name is reserved.
    expect(() => resource({ schema: { attributes: { provider: string.optional() } }, ...code })).toThrow();
    const lifecycle = { nesting: 'single', attributes: {} } as const;
    // @ts-expect-error: the name is reserved.
    expect(() => dataSource({ schema: { attributes: {}, blocks: { lifecycle } }, read })).toThrow();
  });

  test('modes that cannot be', () => {
    const secret = string.writeOnly();
    // @ts-expect-error: Terraform would store it.
    expect(() => dataSource({ schema: { attributes: { secret } }, read })).toThrow();
    // @ts-expect-error: Terraform would store it.
    expect(() => ephemeralResource({ schema: { attributes: { secret } }, open: read })).toThrow();
    const part = { nesting: 'list', attributes: { id: string.computed() } } as const;
    // @ts-expect-error: it would always be null.
    expect(() => dataSource({ schema: { attributes: {}, blocks: { part } }, read })).toThrow();
    const schema = { attributes: { id: string.computed() } };
    // @ts-expect-error: nothing computes it.
    expect(() => defineProvider({ name: 'test', version: '1', schema, configure: () => undefined })).toThrow();
  });
});

describe('a provider is refused with', () => {
  const common = { name: 'test', version: '1.0.0', schema: { attributes: {} }, configure: () => undefined };
  const { dataSource, resource } = providerOf<unknown>();
  const source = dataSource({ schema: { attributes: {} }, read: async () => ({}) });
  const text = { type: string };

  test('a type name that does not begin with its name', () => {
    const message = '"other_it" is not a type name of the provider test. Name it test_<name>';
    // @ts-expect-error: Terraform would look for another provider.
    expect(() => defineProvider({ ...common, name: 'test', dataSources: { other_it: source } })).toThrow(message);
    const dataSources = { test: source, test_it: source };
    expect(defineProvider({ ...common, name: 'test', dataSources }).dataSources).toEqual(dataSources);
  });

  test.for([
    ['a name', { name: 'My Cloud' }, '"My Cloud" is not a name of a provider'],
    ['a type name', { resources: { test_It: source } }, '"test_It" is not a type name'],
    [
      'the name of a function',
      { functions: { toUpper: defineFunction({ parameters: {}, returns: string, call: () => '' }) } },
      'The function toUpper has the name "toUpper"',
    ],
    [
      'the name of a parameter',
      { functions: { f: defineFunction({ parameters: { aB: text }, returns: string, call: () => '' }) } },
      'The function f has the name "aB"',
    ],
    [
      'two parameters of a name',
      {
        functions: {
          f: defineFunction({
            parameters: { a: text },
            variadic: { name: 'a', ...text },
            returns: string,
            call: () => '',
          }),
        },
      },
      'The function f has two parameters of the name a',
    ],
  ] as const)('%s that cannot be', ([, definitions, message]) => {
    expect(() => defineProvider({ ...common, ...definitions } as never)).toThrow(message);
  });

  test('state upgraders for a version that is not older, or for one twice', () => {
    const upgraders = (version: number, ...versions: number[]) =>
      resource({
        schema: { version, attributes: {} },
        create: async () => ({}),
        delete: async () => undefined,
        stateUpgraders: versions.map((version) => defineStateUpgrader({ version, attributes: {} }, () => ({}))),
      });
    expect(() => upgraders(1, 1)).toThrow('A state upgrader is for version 1 of the schema, and the current one is 1.');
    expect(() => upgraders(2, 0, 0)).toThrow('Two state upgraders are for version 0');
    expect(() => upgraders(2, 0, 1)).not.toThrow();
  });
});
