import { describe, expect, test } from 'vitest';
import {
  type CreateContext,
  type CtyValue,
  DiagnosticError,
  DynamicValue,
  defineProvider,
  dynamic,
  ExactNumber,
  list,
  listNested,
  map,
  mapNested,
  number,
  type Resource,
  type Schema,
  set,
  setNested,
  singleNested,
  string,
  Unknown,
} from '../../../../src/plugin';
import { decodeValue } from '../../../../src/plugin/cty/msgpack';
import { schemaType } from '../../../../src/plugin/schema/schema';
import * as wire from '../../../../src/plugin/wire/generated/tfplugin6';
import { diagnosticText, dynamicValue, ServedProvider } from '../../support/served';

const part = { name: string.required(), id: string.computed() };
const schema = {
  attributes: {
    name: string.required(),
    size: number.optional(),
    id: string.computed(),
    token: string.computed({ sensitive: true }),
    kind: string.optionalComputed(),
    secret: string.writeOnly(),
    any: dynamic.optional(),
    texts: list(string).computed(),
    tags: map(string).optional(),
    flags: set(number).optional(),
    object: singleNested(part).optional(),
    parts: listNested(part).optional(),
    members: setNested(part).optional(),
    named: mapNested(part).optional(),
  },
  blocks: {
    one: { nesting: 'single', attributes: { a: string.required() } },
    group: { nesting: 'group', attributes: { d: string.optional() } },
    side: { nesting: 'list', attributes: part },
  },
} as const satisfies Schema;

const unknown = new Unknown();
const NOTHING = {
  ...Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null])),
  one: null,
  group: { d: null },
  side: [],
};
/** A plan in which everything that is computed is unknown, and the state that fulfils it. */
const PLANNED = { ...NOTHING, name: 'x', id: unknown, token: unknown, kind: unknown, texts: unknown };
const STATE = { ...NOTHING, name: 'x', id: 'i', token: 't', kind: 'k', texts: ['a'] };
const PRIOR = { ...STATE, id: 'before', kind: 'before', texts: ['before'] };

interface Change {
  readonly planned?: Readonly<Record<string, CtyValue>>;
  readonly prior?: Readonly<Record<string, CtyValue>>;
  readonly config?: Readonly<Record<string, CtyValue>>;
}

/** Applies a change with the provider's code. Returns the state that Terraform records, and the errors. */
async function applied(
  code: (context: CreateContext<object, unknown>) => unknown,
  { planned = {}, prior, config = {} }: Change = {},
) {
  const apply = async (_: object, context: CreateContext<object, unknown>) => (await code(context)) as object;
  const resource: Resource<unknown> = { schema, create: apply, update: apply, delete: async () => undefined };
  const provider = new ServedProvider(
    defineProvider({
      name: 'test',
      version: '1.0.0',
      schema: { attributes: {} },
      configure: () => undefined,
      resources: { test_it: resource },
    }),
  );
  await provider.configure({});
  const request = wire.ApplyResourceChange_Request.encode({
    typeName: 'test_it',
    config: dynamicValue({ ...NOTHING, name: 'x', ...config }, schema),
    priorState: dynamicValue(prior ? { ...PRIOR, ...prior } : null, schema),
    plannedState: dynamicValue({ ...PLANNED, ...planned }, schema),
    plannedPrivate: new Uint8Array(),
  }).finish();
  const response = wire.ApplyResourceChange_Response.decode(await provider.call('ApplyResourceChange', request));
  const state = decodeValue(response.newState?.msgpack ?? new Uint8Array(), schemaType(schema));
  const rule =
    '. Terraform keeps the test_it, with the valid part of its new state.\n\n' +
    'This is a bug in the provider test; please report it.';
  const errors = response.diagnostics.map(diagnosticText);
  return { state, errors: errors.map((text) => text.replace('Invalid new state: ', '').replace(rule, '')) };
}

test('a valid state is recorded without an error', async () => {
  const given = {
    size: new ExactNumber('10.0'),
    any: new DynamicValue(['list', 'string'], ['a']),
    tags: { a: 'b' },
    flags: [2, 1],
    object: { name: 'x', id: 'i' },
    parts: [{ name: 'x', id: null }, null],
    members: [{ name: 'x', id: 'i' }],
    named: { a: { name: 'x', id: 'i' } },
    one: { a: 'é' },
    side: [{ name: 'x', id: 'i' }],
  };
  const planned = {
    ...given,
    size: 10,
    flags: [1, 2],
    object: { name: 'x', id: unknown },
    members: [{ name: unknown, id: unknown }],
    one: { a: 'e\u0301' },
    side: [{ name: 'x', id: unknown }],
  };
  expect(await applied(() => ({ ...STATE, ...given, secret: 's' }), { planned })).toEqual({
    state: { ...STATE, ...given, size: 10 },
    errors: [],
  });
});

describe('an error beside a recorded state is', () => {
  test.for<[string, object, object, string]>([
    ['an unknown member', { id: unknown }, { id: null }, 'error at id: id is unknown'],
    ['an unknown element', { texts: ['a', unknown] }, { texts: null }, 'error at texts: texts is unknown'],
    ['an unknown object', { object: unknown }, {}, 'error at object: object is unknown'],
    ['a member that the schema does not have', { other: 1 }, {}, 'error at other: other is not in the schema'],
    ['a missing required member', { name: undefined }, {}, 'error at name: name is null, and the schema requires it'],
    ['a missing block', { side: undefined }, {}, 'error at side: side is null, and the schema requires it'],
    [
      'a member of another type',
      { id: 7 },
      { id: null },
      'error at id: id is invalid: a string is required, not a value of kind number',
    ],
    [
      'an element of another type',
      { texts: ['a', {}] },
      { texts: null },
      'error at texts: texts is invalid: [1]: a string is required, not a value of kind object',
    ],
    ['a number that is none', { size: Number.NaN }, {}, 'error at size: size is invalid: not a finite decimal number'],
    [
      'a string in the place of an object',
      { object: 'x' },
      {},
      'error at object: object is not an object but a value of kind string',
    ],
    [
      'an object in the place of a list',
      { parts: {} },
      {},
      'error at parts: parts is not an array but a value of kind object',
    ],
    [
      'a string in the place of a block',
      { one: 'x' },
      {},
      'error at one: one is not an object but a value of kind string',
    ],
    ['another value than planned', { name: 'y' }, { name: 'y' }, 'error at name: name is "y", and "x" was planned'],
    [
      'other elements than planned',
      { tags: { a: 'b' } },
      { tags: { a: 'b' } },
      'error at tags: tags is not the value that was planned',
    ],
    [
      'an object that was not planned',
      { object: { name: 'x', id: 'i' } },
      { object: { name: 'x', id: 'i' } },
      'error at object: object is not the value that was planned',
    ],
  ])('%s', async ([, returned, recorded, error]) => {
    expect(await applied(() => ({ ...STATE, ...returned }))).toEqual({
      state: { ...STATE, ...recorded },
      errors: [error],
    });
  });

  test('told at any depth', async () => {
    const planned = {
      object: { name: 'x', id: unknown },
      parts: [
        { name: 'x', id: unknown },
        { name: 'y', id: unknown },
      ],
      members: [{ name: 'x', id: unknown }],
      side: [{ name: 'x', id: unknown }],
    };
    const returned = {
      object: { name: 'x', id: 1 },
      parts: [{ name: 'z', id: 'i' }, 'y'],
      members: [{ name: 'x', id: unknown }, 7],
      side: [{ name: 'x', id: 'i', other: 1 }],
      named: { 'a b': { id: 'i' } },
    };
    expect(await applied(() => ({ ...STATE, ...returned }), { planned: { ...planned, named: unknown } })).toEqual({
      state: {
        ...STATE,
        object: { name: 'x', id: null },
        parts: [
          { name: 'z', id: 'i' },
          { name: 'y', id: null },
        ],
        members: [{ name: 'x', id: null }],
        side: [{ name: 'x', id: 'i' }],
        named: { 'a b': { name: null, id: 'i' } },
      },
      errors: [
        'error at object/id: object.id is invalid: a string is required, not a value of kind number',
        'error at parts/1: parts[1] is not an object but a value of kind string',
        'error at members: members[*].id is unknown',
        'error at members: members[*] is not an object but a value of kind number',
        'error at named/a b/name: named["a b"].name is null, and the schema requires it',
        'error at side/0/other: side[0].other is not in the schema',
      ],
    });
  });

  test('a value that differs from the plan, without a sensitive one in the message', async () => {
    const planned = { token: 'secret', parts: [{ name: 'x', id: unknown }], flags: [1, 2] };
    const returned = { ...STATE, token: 'other secret', parts: [], flags: [1, 3] };
    expect(await applied(() => returned, { planned })).toEqual({
      state: returned,
      errors: [
        'error at token: token is not the value that was planned',
        'error at flags: flags is not the value that was planned',
        'error at parts: parts is not the value that was planned',
      ],
    });
  });

  test.for<[unknown, string]>([
    [undefined, 'a value of kind undefined'],
    [null, 'null'],
    ['x', 'a value of kind string'],
    [[], 'a sequence of 0'],
  ])('a state that is no object: %j', async ([returned, kind]) => {
    expect(await applied(() => returned)).toEqual({
      state: { ...NOTHING, name: 'x' },
      errors: [`error at : the new state is not an object but ${kind}`],
    });
  });

  test('a state that contains itself', async () => {
    const endless: unknown[] = [];
    endless.push(endless);
    const { state, errors } = await applied(() => ({ ...STATE, texts: endless }));
    expect(state).toEqual({ ...STATE, texts: null });
    expect(errors).toHaveLength(1);
  });
});

test('what is invalid in the state of an update has its planned or prior value', async () => {
  const returned = { ...STATE, id: unknown, kind: 7, texts: unknown, name: unknown };
  const { state, errors } = await applied(() => returned, { prior: {}, planned: { kind: 'planned', name: 'x' } });
  expect(state).toEqual({ ...STATE, id: 'before', kind: 'planned', texts: ['before'], name: 'x' });
  expect(errors).toHaveLength(4);
});

describe('a state that was set', () => {
  const failure = 'error: Not created: As told.';
  const failing = (state: object) =>
    applied(({ setState }) => {
      setState(state);
      throw new DiagnosticError('Not created', 'As told.');
    });

  test('is recorded with what is valid in it when the operation fails', async () => {
    expect(await failing({ ...STATE, id: unknown, other: 1 })).toEqual({
      state: { ...STATE, id: null },
      errors: ['error at other: other is not in the schema', 'error at id: id is unknown', failure],
    });
  });

  test('can differ from the plan when the operation fails half way', async () => {
    expect(await failing({ ...STATE, size: 1 })).toEqual({ state: { ...STATE, size: 1 }, errors: [failure] });
  });

  test('can be invalid when a valid one follows', async () => {
    const code = ({ setState }: CreateContext<object, unknown>) => {
      setState({ ...STATE, id: unknown });
      return STATE;
    };
    expect(await applied(code)).toEqual({ state: STATE, errors: [] });
  });
});

test('an argument that stays unknown is an error before the code runs, and nothing is recorded', async () => {
  const config = { parts: [{ name: unknown, id: null }], tags: { 'a b': unknown }, any: unknown, side: unknown };
  const paths = 'any, tags["a b"], parts[0].name, side';
  const run = (change: Change) => applied(() => expect.fail('the code ran'), change);
  const error = (action: string) =>
    `error at any: Unknown argument: The value of ${paths} is unknown, and the provider needs it to ${action} a test_it. ` +
    'Use a value that is known at the latest during the apply.';
  expect(await run({ config })).toEqual({ state: null, errors: [error('create')] });
  expect(await run({ config, prior: {} })).toEqual({ state: PRIOR, errors: [error('update')] });
});
