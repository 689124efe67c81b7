import { describe, expect, test } from 'vitest';
import {
  type CtyValue,
  DynamicValue,
  defineProvider,
  dynamic,
  list,
  listNested,
  map,
  mapNested,
  providerOf,
  set,
  setNested,
  singleNested,
  string,
  Unknown,
} from '../../../../src/plugin';
import { ServedProvider } from '../../support/served';

const NOTHING = {
  text: 'x',
  any: null,
  texts: null,
  flags: null,
  lists: null,
  holes: null,
  sets_of_holes: null,
  object: null,
  list: null,
  set: null,
  map: null,
  item: [],
  member: [],
};

describe('where the schema promises a value', () => {
  let validated = 0;
  const item = { name: string.required(), note: string.optional() };
  const served = new ServedProvider(
    defineProvider({
      name: 'test',
      version: '1.0.0',
      schema: { attributes: { text: string.required() } },
      validate() {
        validated += 1;
      },
      configure: () => 'client',
      dataSources: {
        test_it: providerOf<unknown>().dataSource({
          schema: {
            attributes: {
              text: string.required(),
              any: dynamic.optional(),
              texts: map(string).optional(),
              flags: set(string).optional(),
              lists: list(list(string)).optional(),
              holes: list(string.nullable()).optional(),
              sets_of_holes: map(set(string.nullable())).optional(),
              object: singleNested({
                ...item,
                inner: singleNested(item).optional(),
              }).optional(),
              list: listNested({ ...item, tags: list(string).optional() }).optional(),
              set: setNested({ ...item, tags: list(string).optional() }).optional(),
              map: mapNested(item).optional(),
            },
            blocks: { item: { nesting: 'list', attributes: item }, member: { nesting: 'set', attributes: item } },
          },
          validate() {
            validated += 1;
          },
          read: async () => ({}),
        }),
      },
    }),
  );
  const required = (path: string, text = path) =>
    `error at ${path}: Missing required argument: ${text} is null; it must have a value. Set it.`;
  const element = (path: string, text: string) =>
    `error at ${path}: Missing element: ${text} is null; it must have a value. Set it, or leave it out.`;

  test.for<[string, CtyValue, string]>([
    ['an argument', { text: null }, required('text')],
    ['an argument of an object', { object: { name: null } }, required('object/name', 'object.name')],
    [
      'an argument at any depth',
      { object: { name: 'x', inner: { name: null } } },
      required('object/inner/name', 'object.inner.name'),
    ],
    ['an argument in a list', { list: [{ name: 'x' }, { name: null }] }, required('list/1/name', 'list[1].name')],
    ['an argument in a map', { map: { 'a b': { name: null } } }, required('map/a b/name', 'map["a b"].name')],
    ['an argument in a set', { set: [{ name: null }] }, required('set', 'set[*].name')],
    ['an argument of a block', { item: [{ name: 'x' }, { name: null }] }, required('item/1/name', 'item[1].name')],
    ['an argument in a set of blocks', { member: [{ name: null }] }, required('member', 'member[*].name')],
    ['an element of a map', { texts: { a: null } }, element('texts/a', 'texts["a"]')],
    ['an element of a set', { flags: [null] }, element('flags', 'flags[*]')],
    ['an element of a list of lists', { lists: [['a'], ['b', null]] }, element('lists/1/1', 'lists[1][1]')],
    ['a list of lists', { lists: [null] }, element('lists/0', 'lists[0]')],
    ['an object of a list', { list: [null] }, element('list/0', 'list[0]')],
    ['an element in a set of objects', { set: [{ name: 'x', tags: [null] }] }, element('set', 'set[*].tags[0]')],
    ['an element in an object', { list: [{ name: 'x', tags: [null] }] }, element('list/0/tags/0', 'list[0].tags[0]')],
  ])('null is an error, before any code of the provider runs: %s', async ([, config, diagnostic]) => {
    validated = 0;
    expect(await served.validateData('test_it', { ...NOTHING, ...(config as object) })).toEqual({
      diagnostics: [diagnostic],
    });
    expect(validated).toBe(0);
  });

  test('null is an error in the provider block', async () => {
    validated = 0;
    expect(await served.validate({ text: null })).toEqual({ diagnostics: [required('text')] });
    expect(validated).toBe(0);
    expect(await served.validate({ text: 'x' })).toEqual({ diagnostics: [] });
    expect(validated).toBe(1);
  });

  test('every missing value is reported at once', async () => {
    const { diagnostics } = await served.validateData('test_it', {
      ...NOTHING,
      text: null,
      texts: { a: null, b: null },
    });
    expect(diagnostics).toHaveLength(3);
  });

  test.for<[string, CtyValue]>([
    ['the required arguments alone', {}],
    ['unknown values', { text: new Unknown(), texts: new Unknown(), object: new Unknown(), list: new Unknown() }],
    ['unknown elements', { texts: { a: new Unknown() }, list: [new Unknown()], lists: [new Unknown()] }],
    ['unknown arguments', { object: { name: new Unknown() }, item: [{ name: new Unknown() }] }],
    ['unknown blocks', { item: new Unknown(), member: [new Unknown()] }],
    ['null inside a value of dynamic type', { any: new DynamicValue(['list', 'string'], [null]) }],
    ['null elements that the type allows', { holes: [null, 'x'], sets_of_holes: { a: [null] } }],
    ['empty collections', { texts: {}, flags: [], lists: [[]], list: [], set: [], map: {} }],
  ])('there is no error for %s', async ([, config]) => {
    validated = 0;
    expect(await served.validateData('test_it', { ...NOTHING, ...(config as object) })).toEqual({ diagnostics: [] });
    expect(validated).toBe(1);
  });
});
