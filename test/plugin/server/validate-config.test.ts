import { expect, test } from 'vitest';
import {
  type CtyValue,
  defineProvider,
  list,
  listNested,
  mapNested,
  type Schema,
  setNested,
  singleNested,
  string,
  Unknown,
} from '../../../src/plugin';
import * as wire from '../../../src/plugin/wire/generated/tfplugin6';
import { diagnosticText, dynamicValue, ServedProvider } from '../support/served';

const part = { name: string.optional(), id: string.computed() };
const schema = {
  attributes: {
    text: string.optional(),
    either: string.optionalComputed(),
    id: string.computed(),
    ids: list(string).computed(),
    all: listNested(part).computed(),
    object: singleNested({ ...part, inner: singleNested(part).optional() }).optional(),
    list: listNested(part).optional(),
    set: setNested(part).optional(),
    map: mapNested(part).optional(),
  },
  blocks: {
    one: { nesting: 'single', attributes: part },
    many: { nesting: 'list', attributes: part, blocks: { inner: { nesting: 'map', attributes: part } } },
    set_of: { nesting: 'set', attributes: part },
  },
} as const satisfies Schema;

const PART = { name: 'x', id: null };
const NOTHING = {
  ...Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null])),
  one: null,
  many: [],
  set_of: [],
};

let validated = 0;
const validate = () => {
  validated += 1;
};
const code = { schema, validate };
const provider = new ServedProvider(
  defineProvider({
    name: 'test',
    version: '1.0.0',
    schema: { attributes: {} },
    configure: () => undefined,
    dataSources: { test_it: { ...code, read: async () => ({}) } },
    ephemeralResources: { test_it: { ...code, open: async () => ({}) } },
    resources: { test_it: { ...code, create: async () => ({}), delete: async () => undefined } },
  }),
);

/** The diagnostics of a configuration by each RPC that validates one. */
async function diagnosticsOf(given: object): Promise<readonly (readonly string[])[]> {
  const config = dynamicValue({ ...NOTHING, ...given } as CtyValue, schema);
  const request = wire.ValidateResourceConfig_Request.encode({ typeName: 'test_it', config }).finish();
  const [resource, dataSource, ephemeral] = await Promise.all([
    provider.call('ValidateResourceConfig', request),
    provider.call('ValidateDataResourceConfig', request),
    provider.call('ValidateEphemeralResourceConfig', request),
  ]);
  return [
    wire.ValidateResourceConfig_Response.decode(resource),
    wire.ValidateDataResourceConfig_Response.decode(dataSource),
    wire.ValidateEphemeralResourceConfig_Response.decode(ephemeral),
  ].map(({ diagnostics }) => diagnostics.map(diagnosticText));
}

test.for<[string, object, string, string]>([
  ['an attribute', { id: 'x' }, 'id', 'id'],
  ['an unknown value', { id: new Unknown() }, 'id', 'id'],
  ['an empty list', { ids: [] }, 'ids', 'ids'],
  ['objects with computed members of their own', { all: [{ name: 'x', id: 'y' }] }, 'all', 'all'],
  ['a member', { object: { ...PART, id: 'x', inner: null } }, 'object/id', 'object.id'],
  ['a member of a member', { object: { ...PART, inner: { ...PART, id: 'x' } } }, 'object/inner/id', 'object.inner.id'],
  ['a member in a list', { list: [PART, { ...PART, id: 'x' }] }, 'list/1/id', 'list[1].id'],
  ['a member in a set', { set: [{ ...PART, id: 'x' }] }, 'set', 'set[*].id'],
  ['a member in a map', { map: { 'a b': { ...PART, id: 'x' } } }, 'map/a b/id', 'map["a b"].id'],
  ['a member of a block', { one: { ...PART, id: 'x' } }, 'one/id', 'one.id'],
  [
    'a member of a block in a block',
    { many: [{ ...PART, inner: { k: { ...PART, id: 'x' } } }] },
    'many/0/inner/k/id',
    'many[0].inner["k"].id',
  ],
  ['a member in a set of blocks', { set_of: [{ ...PART, id: 'x' }] }, 'set_of', 'set_of[*].id'],
])(
  'what the provider alone computes cannot be set, in a configuration of any kind: %s',
  async ([, given, path, text]) => {
    validated = 0;
    const error = `error at ${path}: Computed attribute is set: ${text} is set, and the provider alone computes it. Remove it from the configuration.`;
    expect(await diagnosticsOf(given)).toEqual([[error], [error], [error]]);
    expect(validated).toBe(0);
  },
);

test('what the user can give is valid, also where the provider would compute it', async () => {
  validated = 0;
  const given = { text: 'x', either: 'x', object: { ...PART, inner: PART }, many: [{ ...PART, inner: {} }] };
  expect(await diagnosticsOf(given)).toEqual([[], [], []]);
  expect(validated).toBe(3);
});
