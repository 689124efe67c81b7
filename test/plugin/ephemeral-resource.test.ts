/** Ephemeral resources without Terraform. The compiler tests the types that are inferred from their schemas. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type ConfiguredContext,
  defineProvider,
  type EphemeralContext,
  type EphemeralResource,
  providerOf,
  string,
  Unknown,
} from '../../src/plugin';
import { PrivateState } from '../../src/plugin/private-state';
import * as wire from '../../src/plugin/wire/generated/tfplugin6';
import { diagnosticText, dynamicValue, ServedProvider } from './support/served';

const { ephemeralResource } = providerOf<{ send(): void }>();

const schema = {
  attributes: { name: string.required(), kind: string.optional(), id: string.computed() },
  blocks: { owner: { nesting: 'single', attributes: { name: string.optional() } } },
} as const;

test('an ephemeral resource has the types of its schema', () => {
  const resource = ephemeralResource({
    schema,
    validate(config) {
      expectTypeOf(config.name).toEqualTypeOf<string | Unknown>();
      expectTypeOf(config.owner).toEqualTypeOf<{ readonly name: string | Unknown | null } | Unknown | null>();
    },
    async open(config, context) {
      expectTypeOf(config.name).toEqualTypeOf<string>();
      expectTypeOf(config.kind).toEqualTypeOf<string | null>();
      expectTypeOf(config.owner).toEqualTypeOf<{ readonly name: string | null } | null>();
      expectTypeOf(config).not.toHaveProperty('id');
      expectTypeOf(context).toExtend<ConfiguredContext<{ send(): void }>>();
      return { id: 'x' };
    },
    async close(context) {
      expectTypeOf(context).toEqualTypeOf<EphemeralContext<{ send(): void }>>();
    },
  });
  expectTypeOf(resource).toEqualTypeOf<EphemeralResource<{ send(): void }>>();
  // @ts-expect-error: the id is missing.
  ephemeralResource({ schema, open: async () => ({}) });
});

describe('a server of ephemeral resources', () => {
  async function served(definition: Partial<EphemeralResource<unknown>>): Promise<ServedProvider> {
    const provider = new ServedProvider(
      defineProvider({
        name: 'test',
        version: '1.0.0',
        schema: { attributes: {} },
        configure: () => undefined,
        ephemeralResources: { test_it: { schema, open: async () => ({ id: 'x' }), ...definition } },
      }),
    );
    await provider.configure({});
    return provider;
  }

  async function open(provider: ServedProvider, typeName = 'test_it', given: object = {}) {
    const config = dynamicValue({ name: 'x', kind: null, id: null, owner: null, ...given }, schema);
    const request = wire.OpenEphemeralResource_Request.encode({ typeName, config }).finish();
    return wire.OpenEphemeralResource_Response.decode(await provider.call('OpenEphemeralResource', request));
  }

  async function renew(provider: ServedProvider, bytes?: Uint8Array) {
    const request = wire.RenewEphemeralResource_Request.encode({ typeName: 'test_it', private: bytes }).finish();
    return wire.RenewEphemeralResource_Response.decode(await provider.call('RenewEphemeralResource', request));
  }

  test('opens none with an argument that stays unknown', async () => {
    const provider = await served({ open: async () => expect.fail('it was opened') });
    const { diagnostics, result } = await open(provider, 'test_it', { owner: { name: new Unknown() } });
    expect(diagnostics.map(diagnosticText)).toEqual([
      'error at owner/name: Unknown argument: The value of owner.name is unknown, and the provider needs it to open a ' +
        'test_it. Use a value that is known at the latest during the apply.',
    ]);
    expect(result).toBeUndefined();
  });

  test('sends the time of the next renewal to the millisecond', async () => {
    const provider = await served({
      open: async (_, { renewAt }) => {
        renewAt(new Date('2030-01-02T03:04:05.678Z'));
        return {};
      },
      renew: async ({ renewAt }) => renewAt(new Date(-1)),
    });
    expect((await open(provider)).renewAt).toEqual({ seconds: 1_893_553_445n, nanos: 678_000_000 });
    expect((await renew(provider)).renewAt).toEqual({ seconds: -1n, nanos: 999_000_000 });
  });

  test('passes private state from one call to the next', async () => {
    const provider = await served({
      open: async (_, { privateState }) => {
        privateState.set('__proto__', 'a');
        privateState.set('b', 'c');
        return {};
      },
      renew: async ({ privateState }) => {
        privateState.set('b', `${privateState.get('b')}d`);
        privateState.delete('nothing');
      },
    });
    const opened = await open(provider);
    const { private: bytes } = await renew(provider, opened.private);
    const kept = PrivateState.decode(bytes);
    expect([kept.get('__proto__'), kept.get('b'), kept.get('toString')]).toEqual(['a', 'cd', undefined]);
  });

  test('reports the error of a failed renewal', async () => {
    const provider = await served({ renew: async ({ diagnostics }) => diagnostics.error('Not renewed', 'As told.') });
    const { diagnostics, renewAt } = await renew(provider);
    expect(diagnostics.map(diagnosticText)).toEqual(['error: Not renewed: As told.']);
    expect(renewAt).toBeUndefined();
  });

  test.for<[string, Partial<EphemeralResource<unknown>>, string]>([
    [
      'an invalid renewal time',
      { open: async (_, { renewAt }) => renewAt(new Date('never')) ?? {}, renew: async () => undefined },
      'the time of a renewal is an invalid date',
    ],
    [
      'renewAt without renew',
      { open: async (_, { renewAt }) => renewAt(new Date()) ?? {} },
      'test_it asks for a renewal and has no renew',
    ],
  ])('reports %s as a bug in the provider', async ([, definition, message]) => {
    const { diagnostics, result } = await open(await served(definition));
    expect(diagnostics.map(diagnosticText)).toEqual([expect.stringContaining(message)]);
    expect(result).toBeUndefined();
  });

  test.for<[string, Partial<EphemeralResource<unknown>>]>([
    ['a result that is not of its type', { open: async () => ({ id: 42 }) }],
    ['a renewal without renew', { open: async (_, { renewAt }) => renewAt(new Date()) ?? {} }],
  ])('closes what was opened with %s, with what open has stored', async ([, definition]) => {
    const closed: (string | undefined)[] = [];
    const provider = await served({
      open: async (config, context) => {
        context.privateState.set('session', 's');
        return (await definition.open?.(config, context)) ?? {};
      },
      close: async ({ privateState }) => {
        closed.push(privateState.get('session'));
        throw new Error('not closed');
      },
    });
    const { diagnostics } = await open(provider);
    expect(closed).toEqual(['s']);
    // The error of closing is in the log only.
    expect(diagnostics.map(diagnosticText)).toEqual([
      expect.stringMatching(/^error: Internal error of the provider: /),
    ]);
    expect(diagnostics.map(diagnosticText)).not.toEqual([expect.stringContaining('not closed')]);
    expect(provider.log).toMatchObject([{ '@message': 'not closed' }, { '@message': 'internal error' }]);
  });

  test('closes a resource without close', async () => {
    const provider = await served({});
    const request = wire.CloseEphemeralResource_Request.encode({ typeName: 'test_it' }).finish();
    const response = await provider.call('CloseEphemeralResource', request);
    expect(wire.CloseEphemeralResource_Response.decode(response).diagnostics).toEqual([]);
  });

  test('names its resources in the error about an unknown one', async () => {
    const provider = await served({});
    expect((await open(provider, 'test_other')).diagnostics.map(diagnosticText)).toEqual([
      'error: Unknown ephemeral resource: The provider test has no ephemeral resource "test_other". It has: test_it.',
    ]);
  });
});
