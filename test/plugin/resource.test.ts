/** Managed resources without Terraform. The compiler tests the types that are inferred from their schemas. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type CtyNumber,
  type CtyValue,
  type DynamicValue,
  defineProvider,
  defineStateMover,
  defineStateUpgrader,
  dynamic,
  integer,
  list,
  listNested,
  map,
  number,
  type PlanContext,
  providerOf,
  type Resource,
  type ResourceContext,
  set,
  setNested,
  singleNested,
  string,
  Unknown,
} from '../../src/plugin';
import { decodeValue } from '../../src/plugin/cty/msgpack';
import { schemaType } from '../../src/plugin/schema/schema';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import { diagnosticText, dynamicValue, ServedProvider } from './support/served';

interface Client {
  send(): void;
}

const { resource } = providerOf<Client>();

describe('a managed resource', () => {
  const schema = {
    version: 1,
    attributes: {
      name: string.required(),
      size: number.optional(),
      any: dynamic.optional(),
      either: string.optionalComputed(),
      id: string.computed(),
      secret: string.writeOnly(),
      password: string.requiredWriteOnly(),
      parts: listNested({ name: string.required(), id: string.computed(), key: string.writeOnly() }).optional(),
    },
    blocks: {
      one: {
        nesting: 'single',
        attributes: { a: string.required() },
        blocks: {
          many: { nesting: 'map', attributes: { b: number.optional(), c: number.computed() } },
        },
      },
      group: { nesting: 'group', attributes: { d: string.optional() } },
      all: { nesting: 'set', attributes: { e: string.required() } },
    },
  } as const;

  /** The state of the schema. */
  interface State {
    readonly name: string;
    readonly size: CtyNumber | null;
    readonly any: DynamicValue | null;
    readonly either: string | null;
    readonly id: string | null;
    readonly parts: readonly { readonly name: string; readonly id: string | null }[] | null;
    readonly one: {
      readonly a: string;
      readonly many: Readonly<Record<string, { readonly b: CtyNumber | null; readonly c: CtyNumber | null }>>;
    } | null;
    readonly group: { readonly d: string | null };
    readonly all: readonly { readonly e: string }[];
  }
  const STATE: State = {
    name: 'x',
    size: null,
    any: null,
    either: null,
    id: null,
    parts: null,
    one: null,
    group: { d: null },
    all: [],
  };

  test('has the types of its schema', () => {
    const defined = resource({
      schema,
      validate(config) {
        expectTypeOf(config.name).toEqualTypeOf<string | Unknown>();
        expectTypeOf(config.password).toEqualTypeOf<string | Unknown>();
        expectTypeOf(config.secret).toEqualTypeOf<string | Unknown | null>();
        expectTypeOf(config).not.toHaveProperty('id');
      },
      modifyPlan({ config, priorState, plannedState }, context) {
        expectTypeOf(config.size).toEqualTypeOf<CtyNumber | Unknown | null>();
        expectTypeOf(config.either).toEqualTypeOf<string | Unknown | null>();
        expectTypeOf(priorState).toExtend<State | null>();
        expectTypeOf(plannedState.id).toEqualTypeOf<string | Unknown | null>();
        expectTypeOf(plannedState.group).toEqualTypeOf<{ readonly d: string | Unknown | null } | Unknown>();
        expectTypeOf(plannedState).not.toHaveProperty('secret');
        expectTypeOf(context).toEqualTypeOf<PlanContext<Client>>();
        return { id: new Unknown({ prefix: 'id-' }), either: 'x' };
      },
      async create(config, { plannedState, setState, client }) {
        expectTypeOf(config.name).toEqualTypeOf<string>();
        expectTypeOf(config.size).toEqualTypeOf<CtyNumber | null>();
        expectTypeOf(config.any).toEqualTypeOf<DynamicValue | null>();
        expectTypeOf(config.secret).toEqualTypeOf<string | null>();
        expectTypeOf(config.password).toEqualTypeOf<string>();
        expectTypeOf(config.parts).toEqualTypeOf<
          readonly { readonly name: string; readonly key: string | null }[] | null
        >();
        expectTypeOf(config.one).toEqualTypeOf<
          | ({ readonly a: string } & {
              readonly many: Readonly<Record<string, { readonly b: CtyNumber | null }>>;
            })
          | null
        >();
        expectTypeOf(config.group).toEqualTypeOf<{ readonly d: string | null }>();
        expectTypeOf(config.all).toEqualTypeOf<readonly { readonly e: string }[]>();
        expectTypeOf(config).not.toHaveProperty('id');
        expectTypeOf(plannedState.name).toEqualTypeOf<string | Unknown>();
        expectTypeOf(setState).parameter(0).toExtend<State>();
        expectTypeOf(client).toEqualTypeOf<Client>();
        return STATE;
      },
      async read(state, context) {
        expectTypeOf(state).toExtend<State>();
        expectTypeOf<State>().toExtend<typeof state>();
        expectTypeOf(state).not.toHaveProperty('secret');
        expectTypeOf(context).toEqualTypeOf<ResourceContext<Client>>();
        return null;
      },
      async update(config, { priorState }) {
        expectTypeOf(priorState).toExtend<State>();
        return { ...STATE, name: config.name };
      },
      async delete(state) {
        expectTypeOf(state).toExtend<State>();
      },
      import: async (id) => (id === '' ? null : STATE),
      stateUpgraders: [
        defineStateUpgrader({ attributes: { old: set(string).optional(), was: map(number).required() } }, (state) => {
          expectTypeOf(state.old).toEqualTypeOf<readonly string[] | null>();
          expectTypeOf(state.was).toEqualTypeOf<Readonly<Record<string, CtyNumber>>>();
          return STATE;
        }),
      ],
      stateMovers: [
        defineStateMover({
          type: 'other_it',
          schema: { attributes: { id: string.computed() } },
          move(state) {
            expectTypeOf(state.id).toEqualTypeOf<string | null>();
            return STATE;
          },
        }),
      ],
    });
    expectTypeOf(defined).toEqualTypeOf<Resource<Client>>();
  });

  test('must return whole states', () => {
    const schema = { version: 1, attributes: { name: string.required(), id: string.computed() } };
    const remove = async () => undefined;
    resource({ schema, create: async (config) => ({ ...config, id: 'x' }), delete: remove });
    // @ts-expect-error: the id is missing.
    resource({ schema, create: async (config) => config, delete: remove });
    // @ts-expect-error: an id is a string.
    resource({ schema, create: async (config) => ({ ...config, id: 1 }), delete: remove });
    const create = async ({ name }: { name: string }) => ({ name, id: 'x' });
    // @ts-expect-error: the name is missing.
    resource({ schema, create, read: async () => ({ id: 'x' }), delete: remove });
    // @ts-expect-error: the schema has no such attribute.
    resource({ schema, create, modifyPlan: () => ({ other: 'x' }), delete: remove });
    // @ts-expect-error: a name is a string.
    resource({ schema, create, modifyPlan: () => ({ name: 1 }), delete: remove });
    const stateUpgraders = [defineStateUpgrader({ attributes: {} }, () => ({ name: 'x' }))];
    // @ts-expect-error: the id is missing.
    resource({ schema, create, delete: remove, stateUpgraders });
  });

  test('does not compile in a provider with another client', () => {
    const needs = resource({
      schema: { attributes: {} },
      create: async () => ({}),
      delete: async () => undefined,
    });
    const common = { name: 'test', version: '1.0.0', schema: { attributes: {} }, resources: { test_it: needs } };
    defineProvider({ ...common, configure: () => ({ send: () => undefined }) });
    // @ts-expect-error: the client lacks a member that the resource needs.
    defineProvider({ ...common, configure: () => ({ region: 'x' }) });
  });
});

describe('a plan', () => {
  const schema = {
    attributes: {
      name: string.optional({ requiresReplace: true }),
      either: string.optionalComputed({ requiresReplace: true }),
      kept: string.computed({ useStateForUnknown: true }),
      made: string.computed(),
      secret: string.writeOnly(),
      inner: singleNested({ size: number.optional({ requiresReplace: true }), made: string.computed() }).optional(),
      members: setNested({ name: string.optional({ requiresReplace: true }), made: string.computed() }).optional(),
      texts: list(string).optional({ requiresReplace: true }),
    },
    blocks: { block: { nesting: 'list', attributes: { a: string.optional({ requiresReplace: true }) } } },
  } as const;
  const NOTHING = {
    name: null,
    either: null,
    kept: null,
    made: null,
    secret: null,
    inner: null,
    members: null,
    texts: null,
    block: [],
  };
  const PRIOR = { ...NOTHING, either: 'e', kept: 'k', made: 'm' };
  const unknown = new Unknown();

  async function served(definition: Partial<Resource<unknown>> = {}): Promise<ServedProvider> {
    const update = async () => ({});
    const resource = { schema, create: update, update, delete: async () => undefined, ...definition };
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
    return provider;
  }

  /** The planned state, and the paths that replace the resource. */
  async function planned(config: CtyValue, proposed: CtyValue, prior: CtyValue, provider?: ServedProvider) {
    const request = wire.PlanResourceChange_Request.encode({
      typeName: 'test_it',
      config: dynamicValue(config, schema),
      proposedNewState: dynamicValue(proposed, schema),
      priorState: dynamicValue(prior, schema),
      priorPrivate: new Uint8Array(),
    }).finish();
    const response = wire.PlanResourceChange_Response.decode(
      await (provider ?? (await served())).call('PlanResourceChange', request),
    );
    expect(response.diagnostics.map(diagnosticText)).toEqual([]);
    const paths = response.requiresReplace.map(({ steps }) => steps.map(({ selector }) => selector?.value).join('.'));
    return { state: decodeValue(response.plannedState?.msgpack ?? new Uint8Array(), schemaType(schema)), paths };
  }

  test('of a creation has unknown values for computed attributes, at any depth', async () => {
    const config = { ...NOTHING, secret: 's', inner: { size: 1, made: null }, members: [{ name: 'x', made: null }] };
    expect(await planned(config, config, null)).toEqual({
      state: {
        ...config,
        either: unknown,
        kept: unknown,
        made: unknown,
        secret: null,
        inner: { size: 1, made: unknown },
        members: [{ name: 'x', made: unknown }],
      },
      paths: [],
    });
  });

  test('without a change is the prior state, also with write-only arguments', async () => {
    const config = { ...NOTHING, secret: 's' };
    expect(await planned(config, { ...PRIOR, secret: 's' }, PRIOR)).toEqual({ state: PRIOR, paths: [] });
  });

  test('of an update has unknown values for computed attributes, except with useStateForUnknown', async () => {
    const config = { ...NOTHING, members: [{ name: null, made: null }] };
    expect(await planned(config, { ...PRIOR, members: config.members }, PRIOR)).toEqual({
      state: { ...PRIOR, either: unknown, made: unknown, members: [{ name: null, made: unknown }] },
      paths: [],
    });
  });

  test('of an update keeps the computed values in the elements of a set that Terraform finds again', async () => {
    const config = { ...NOTHING, name: 'x', members: [{ name: 'y', made: null }] };
    const prior = { ...PRIOR, members: [{ name: 'y', made: 'm' }] };
    const { state } = await planned(config, { ...prior, name: 'x' }, prior);
    expect(state).toMatchObject({ made: unknown, members: [{ name: 'y', made: 'm' }] });
  });

  test.for<[string, Record<string, CtyValue>, Record<string, CtyValue>, string[]]>([
    ['an attribute that is set', { name: 'x' }, {}, ['name']],
    ['an unknown attribute', { name: unknown }, {}, ['name']],
    ['an attribute that is removed', {}, { name: 'x' }, ['name']],
    ['a member of an object', { inner: { size: 2, made: null } }, { inner: { size: 1, made: 'm' } }, ['inner.size']],
    ['a member of a new object', { inner: { size: 2, made: null } }, {}, ['inner.size']],
    ['a list', { texts: ['a', 'b'] }, { texts: ['a'] }, ['texts']],
    ['a block', { block: [{ a: 'x' }, { a: 'y' }] }, { block: [{ a: 'x' }, { a: 'z' }] }, ['block.1.a']],
    ['a value from the user instead of the provider', { either: 'x' }, {}, ['either']],
    ['nothing in a set', { members: [{ name: 'x', made: null }] }, { members: [{ name: 'y', made: 'm' }] }, []],
    ['nothing but values that the provider will compute', { members: [] }, {}, []],
  ])('replaces the resource for %s', async ([, given, before, paths]) => {
    const config = { ...NOTHING, ...given };
    const prior = { ...PRIOR, ...before };
    const proposed = { ...PRIOR, ...given };
    expect((await planned(config, proposed, prior)).paths).toEqual(paths);
  });

  test('replaces a resource without update for any change', async () => {
    const config = { ...NOTHING, members: [], block: [{ a: 'x' }] };
    const provider = await served({ update: undefined });
    expect((await planned(config, { ...PRIOR, ...config, either: 'e' }, PRIOR, provider)).paths).toEqual([
      'members',
      'block',
    ]);
  });

  test('of a deletion is null', async () => {
    expect(await planned(null, null, PRIOR)).toEqual({ state: null, paths: [] });
  });

  test('with a write-only argument requires a Terraform that supports it', async () => {
    const config = dynamicValue({ ...NOTHING, secret: unknown }, schema);
    const validate = async (writeOnlyAttributesAllowed: boolean) => {
      const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed };
      const request = { typeName: 'test_it', config, clientCapabilities };
      const provider = await served();
      const response = await provider.call(
        'ValidateResourceConfig',
        wire.ValidateResourceConfig_Request.encode(request).finish(),
      );
      return wire.ValidateResourceConfig_Response.decode(response).diagnostics.map(diagnosticText);
    };
    expect(await validate(true)).toEqual([]);
    expect(await validate(false)).toEqual([
      'error at secret: Write-only argument not supported: secret is never stored, and this Terraform would store it. ' +
        'Use Terraform 1.11 or later, or remove it.',
    ]);
  });
});

describe('a block with requiresReplace', () => {
  const part = { name: string.optional(), id: string.computed() };
  const schema = {
    attributes: { other: string.optional() },
    blocks: {
      list: {
        nesting: 'list',
        requiresReplace: true,
        attributes: part,
        blocks: { inner: { nesting: 'set', attributes: part } },
      },
      single: { nesting: 'single', requiresReplace: true, attributes: part },
      updated: { nesting: 'list', attributes: part },
    },
  } as const;
  const PRIOR = {
    other: null,
    list: [{ name: 'a', id: '1', inner: [{ name: 'x', id: '2' }] }],
    single: null,
    updated: [],
  };
  const given = (state: CtyValue): CtyValue =>
    JSON.parse(JSON.stringify(state, (key, value) => (key === 'id' ? null : value)));

  test.for<[string, object, string[]]>([
    ['without a change', {}, []],
    ['with a change elsewhere, which makes computed members unknown', { other: 'x' }, []],
    ['with a change of a block without it', { updated: [{ name: 'a', id: null }] }, []],
    ['with a changed member', { list: [{ ...PRIOR.list[0], name: 'b' }] }, ['list']],
    ['with a changed block inside', { list: [{ ...PRIOR.list[0], inner: [{ name: 'y', id: null }] }] }, ['list']],
    ['with one block more', { list: [...PRIOR.list, { name: 'b', id: null, inner: [] }] }, ['list']],
    ['with one block less', { list: [] }, ['list']],
    ['with a block where there was none', { single: { name: 'a', id: null } }, ['single']],
  ])('replaces the resource at any change of the blocks alone: %s', async ([, change, paths]) => {
    const update = async () => ({});
    const provider = new ServedProvider(
      defineProvider({
        name: 'test',
        version: '1.0.0',
        schema: { attributes: {} },
        configure: () => undefined,
        resources: { test_it: { schema, create: update, update, delete: async () => undefined } },
      }),
    );
    await provider.configure({});
    const proposed = { ...PRIOR, ...change };
    const request = {
      typeName: 'test_it',
      config: dynamicValue(given(proposed as CtyValue), schema),
      proposedNewState: dynamicValue(proposed as CtyValue, schema),
      priorState: dynamicValue(PRIOR, schema),
      priorPrivate: new Uint8Array(),
    };
    const response = wire.PlanResourceChange_Response.decode(
      await provider.call('PlanResourceChange', wire.PlanResourceChange_Request.encode(request).finish()),
    );
    expect(response.diagnostics.map(diagnosticText)).toEqual([]);
    expect(response.requiresReplace.map(({ steps }) => steps.map(({ selector }) => selector?.value))).toEqual(
      paths.map((path) => [path]),
    );
  });
});

describe('a stored state of an older or foreign schema', () => {
  const old = {
    attributes: {
      name: string.required(),
      id: string.nullable().required(),
      size: integer.optional(),
      tags: list(string).optional(),
      notes: list(string.nullable()).optional(),
      parts: listNested({ name: string.required() }).optional(),
    },
  } as const;
  const STATE = { name: 'a', id: null, size: 1, tags: ['x'], notes: [null], parts: [{ name: 'p' }] };
  let converted = 0;
  const convert = (state: {
    readonly name: string;
    readonly size: number | null;
    readonly tags: readonly string[] | null;
  }) => {
    converted += 1;
    return { text: `${state.name.toUpperCase()} ${state.size?.toFixed(1)} ${state.tags?.map((tag) => tag.length)}` };
  };
  const provider = new ServedProvider(
    defineProvider({
      name: 'test',
      version: '1.0.0',
      schema: { attributes: {} },
      configure: () => ({ send: () => undefined }),
      resources: {
        test_it: resource({
          schema: { version: 1, attributes: { text: string.required() } },
          create: async ({ text }) => ({ text }),
          delete: async () => undefined,
          stateUpgraders: [defineStateUpgrader(old, convert)],
          stateMovers: [defineStateMover({ type: 'other_it', schema: old, move: convert })],
        }),
      },
    }),
  );

  /** The diagnostics of an upgrade and of a move. */
  async function diagnosticsOf(state: object) {
    const rawState = { json: Buffer.from(JSON.stringify(state)), flatmap: {} };
    const upgrade = wire.UpgradeResourceState_Request.encode({ typeName: 'test_it', version: 0n, rawState });
    const move = wire.MoveResourceState_Request.encode({
      sourceProviderAddress: 'example.com/test/other',
      sourceTypeName: 'other_it',
      sourceSchemaVersion: 0n,
      sourceState: rawState,
      targetTypeName: 'test_it',
      sourcePrivate: new Uint8Array(),
    });
    const upgraded = await provider.call('UpgradeResourceState', upgrade.finish());
    const moved = await provider.call('MoveResourceState', move.finish());
    return [
      wire.UpgradeResourceState_Response.decode(upgraded).diagnostics.map(diagnosticText),
      wire.MoveResourceState_Response.decode(moved).diagnostics.map(diagnosticText),
    ];
  }

  test('reaches the code that converts it if it is of the types of its schema', async () => {
    converted = 0;
    expect(await diagnosticsOf(STATE)).toEqual([[], []]);
    expect(converted).toBe(2);
  });

  test.for<[string, object, string]>([
    ['null where a value is required', { name: null }, 'name is null; it must have a value.'],
    ['null in a nested object', { parts: [{ name: null }] }, 'parts[0].name is null; it must have a value.'],
    ['a null element', { tags: [null] }, 'tags[0] is null; it must have a value.'],
    ['a fraction', { size: 1.5 }, '1.5 was given; it must be a whole number.'],
  ])('is refused before with %s', async ([, change, finding]) => {
    converted = 0;
    const error = (type: string) =>
      `error: Stored state not valid: The state of a ${type} with schema version 0 cannot be converted: ${finding} `;
    expect(await diagnosticsOf({ ...STATE, ...change })).toEqual([
      [expect.stringContaining(error('test_it'))],
      [expect.stringContaining(error('other_it'))],
    ]);
    expect(converted).toBe(0);
  });
});
