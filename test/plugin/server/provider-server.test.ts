import { setImmediate as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  AttributePath,
  bool,
  DiagnosticError,
  defineProvider,
  number,
  providerOf,
  type RequestContext,
  string,
  Unknown,
} from '../../../src/plugin';
import * as wire from '../../../src/plugin/wire/generated/tfplugin6';
import { dynamicValue, ServedProvider } from '../support/served';

const SCHEMA = {
  attributes: { text: string.optional(), either: string.optionalComputed(), answer: number.computed() },
};

/** A provider with one data source whose read is the given function. */
function served(read: (config: { text: string | null }, context: RequestContext) => unknown): ServedProvider {
  return new ServedProvider(
    defineProvider({
      name: 'test',
      version: '1.0.0',
      schema: { attributes: { region: string.optional(), fail: bool.optional() } },
      configure({ region, fail }, { diagnostics, terraformVersion }) {
        diagnostics.warning('Configured', `by Terraform ${terraformVersion}`);
        if (fail === true) diagnostics.error('Not configured', 'As told.', AttributePath.of('fail'));
        return { region };
      },
      dataSources: {
        test_it: providerOf<unknown>().dataSource({
          schema: SCHEMA,
          read: async (config, context) => (await read(config, context)) as { answer: number; either: string },
        }),
      },
    }),
  );
}

async function configured(read: Parameters<typeof served>[0]): Promise<ServedProvider> {
  const provider = served(read);
  await provider.configure({ region: null, fail: null });
  return provider;
}

const CONFIG = { text: 'x', either: null, answer: null };

describe('the read of a data source', () => {
  test('returns the configuration and the computed attributes', async () => {
    const provider = await configured(async () => ({ answer: 42, either: 'mine' }));
    expect(await provider.read('test_it', CONFIG)).toEqual({
      diagnostics: [],
      state: { text: 'x', either: 'mine', answer: 42 },
    });
  });

  test('keeps the values of the configuration when the provider returns others', async () => {
    const provider = await configured(async () => ({ text: 'mine', answer: 42, either: null }));
    expect(await provider.read('test_it', { ...CONFIG, either: 'theirs' })).toEqual({
      diagnostics: [],
      state: { text: 'x', either: 'theirs', answer: 42 },
    });
  });

  test('has null for attributes that the provider leaves out', async () => {
    const provider = await configured(async () => ({}));
    expect(await provider.read('test_it', CONFIG)).toEqual({
      diagnostics: [],
      state: { text: 'x', either: null, answer: null },
    });
  });

  test('gets the client that configure returned', async () => {
    const provider = served(async (_, context) => {
      const { client } = context as unknown as { client: { region: string } };
      return { either: client.region };
    });
    expect(await provider.configure({ region: 'eu-west-1', fail: null })).toEqual({
      diagnostics: ['warning: Configured: by Terraform 1.11.4'],
    });
    expect(await provider.read('test_it', CONFIG)).toMatchObject({ state: { either: 'eu-west-1' } });
  });

  test('fails before the provider is configured and after its configuration failed', async () => {
    const provider = served(async () => ({}));
    const error = expect.stringMatching(/^error: Provider not configured: /);
    expect(await provider.read('test_it', CONFIG)).toEqual({ diagnostics: [error] });
    expect(await provider.configure({ region: null, fail: true })).toEqual({
      diagnostics: ['warning: Configured: by Terraform 1.11.4', 'error at fail: Not configured: As told.'],
    });
    expect(await provider.read('test_it', CONFIG)).toEqual({ diagnostics: [error] });
  });

  test('has the computed value also where the configuration has another one', async () => {
    const provider = await configured(async () => ({ answer: 42 }));
    expect(await provider.read('test_it', { ...CONFIG, answer: 7 })).toMatchObject({ state: { answer: 42 } });
    const silent = await configured(async () => ({}));
    expect(await silent.read('test_it', { ...CONFIG, answer: 7 })).toMatchObject({ state: { answer: null } });
  });

  test('fails at an argument that stays unknown', async () => {
    const provider = await configured(async () => expect.fail('it was read'));
    expect(await provider.read('test_it', { ...CONFIG, text: new Unknown() })).toEqual({
      diagnostics: [
        'error at text: Unknown argument: The value of text is unknown, and the provider needs it to read a test_it. ' +
          'Use a value that is known at the latest during the apply.',
      ],
    });
    expect(provider.log).toEqual([]);
  });

  test('gets a configuration in JSON where there is no msgpack', async () => {
    const provider = await configured(async ({ text }) => ({ either: text }));
    const config = { msgpack: new Uint8Array(), json: Buffer.from('{"text":"x","either":null,"answer":null}') };
    const request = wire.ReadDataSource_Request.encode({ typeName: 'test_it', config }).finish();
    const { state } = wire.ReadDataSource_Response.decode(await provider.call('ReadDataSource', request));
    expect(state).toEqual(dynamicValue({ text: 'x', either: 'x', answer: null }, SCHEMA));
  });

  test.for(['test_other', 'toString', '__proto__'])(
    'fails for the unknown data source %s, with the known ones in the error',
    async (name) => {
      const provider = await configured(async () => ({}));
      const message = `error: Unknown data source: The provider test has no data source "${name}". It has: test_it.`;
      expect(await provider.read(name, {})).toEqual({ diagnostics: [message] });
    },
  );
});

describe("the provider's code", () => {
  test('can throw an error for the user', async () => {
    const provider = await configured(async (_, { diagnostics }) => {
      diagnostics.warning('Beside it', 'a warning');
      throw new DiagnosticError('Failed', 'As told.', AttributePath.of('text'));
    });
    expect(await provider.read('test_it', CONFIG)).toEqual({
      diagnostics: ['warning: Beside it: a warning', 'error at text: Failed: As told.'],
    });
    expect(provider.log).toEqual([]);
  });

  test('can collect errors, which discard its result', async () => {
    const provider = await configured(async (_, { diagnostics }) => {
      diagnostics.error('One', 'first');
      diagnostics.error('Two', 'second', AttributePath.of());
      return { answer: 42 };
    });
    expect(await provider.read('test_it', CONFIG)).toEqual({
      diagnostics: ['error: One: first', 'error at : Two: second'],
    });
  });

  test('can add a warning to its result', async () => {
    const provider = await configured(async (_, { diagnostics }) => {
      diagnostics.warning('Careful', 'with that');
      return { answer: 42 };
    });
    expect(await provider.read('test_it', CONFIG)).toMatchObject({
      diagnostics: ['warning: Careful: with that'],
      state: { answer: 42 },
    });
  });

  test.for<[string, () => unknown, string]>([
    ['throws a value that is not an Error', () => Promise.reject('text'), 'text'],
    ['has a bug', () => ({}) as unknown as { f(): void }, ''],
    [
      'returns a value of another type',
      () => ({ answer: 'many' }),
      'answer: a number is required, not a value of kind string',
    ],
    ['returns NaN for a number', () => ({ answer: Number.NaN }), 'answer: not a finite decimal number'],
    ['returns an unknown attribute', () => ({ other: 1 }), 'unexpected attribute "other"'],
  ])('that %s is reported as a bug, with the stack in the log only', async ([, read, message]) => {
    const provider = await configured(async () => {
      const result = await read();
      return message === '' ? (result as { f(): void }).f() : result;
    });
    const { diagnostics, state } = await provider.read('test_it', CONFIG);
    expect(state).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatch(/^error: Internal error of the provider: /);
    expect(diagnostics[0]).toContain(message);
    expect(diagnostics[0]).toContain('This is a bug in the provider test; please report it');
    // No line of the stack.
    expect(diagnostics[0]).not.toMatch(/^ +at /m);
    expect(provider.log).toMatchObject([{ '@level': 'error', '@message': 'internal error' }]);
  });
});

describe('a slow read', () => {
  /** A read that waits until it is aborted, and then rejects with the signal's reason. */
  const lasting = () => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const read = async (_: unknown, { signal }: RequestContext) => {
      begin();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    return { read, begun };
  };
  const stopped = ['error: Operation stopped: The run was interrupted before the provider had an answer.'];

  test('is aborted when the user stops Terraform, without an error in the log', async () => {
    const { read, begun } = lasting();
    const provider = await configured(read);
    const answers = Promise.all([provider.read('test_it', CONFIG), provider.read('test_it', CONFIG)]);
    await begun;
    await provider.stop();
    expect(await answers).toEqual([{ diagnostics: stopped }, { diagnostics: stopped }]);
    expect(provider.log).toEqual([]);
  });

  test('is aborted when its caller goes away, without an error in the log', async () => {
    const { read, begun } = lasting();
    const provider = await configured(read);
    const caller = new AbortController();
    const answer = provider.read('test_it', CONFIG, caller.signal);
    await begun;
    caller.abort();
    expect(await answer).toEqual({ diagnostics: stopped });
    expect(provider.log).toEqual([]);
  });

  test('is not aborted when it begins after a stop', async () => {
    const provider = await configured(async (_, { signal }) => ({ answer: signal.aborted ? 0 : 1 }));
    await provider.stop();
    expect(await provider.read('test_it', CONFIG)).toMatchObject({ state: { answer: 1 } });
  });
});

describe('a line of the log', () => {
  test('has its request and the name of what was read, also where requests are in progress at once', async () => {
    let later: RequestContext['log'] | undefined;
    const provider = await configured(async ({ text }, { log }) => {
      later ??= log;
      await delay();
      // A log that the code has kept from another request.
      later.info('read', { text: String(text) });
      return {};
    });
    await Promise.all(['a', 'b'].map(async (text) => await provider.read('test_it', { ...CONFIG, text })));
    const request = { tf_rpc: 'ReadDataSource', tf_data_source_type: 'test_it', tf_req_id: expect.any(String) };
    expect(provider.log).toMatchObject([
      { ...request, text: 'a' },
      { ...request, text: 'b' },
    ]);
    expect(new Set(provider.log.map(({ tf_req_id }) => tf_req_id)).size).toBe(2);
    later?.info('after all requests');
    expect(provider.log.at(-1)).not.toHaveProperty('tf_req_id');
  });
});

describe('the RPCs', () => {
  test('are those of the protocol, and those of go-plugin', () => {
    const { paths } = served(async () => ({}));
    const expected = Object.values(wire.ProviderDefinition.methods).map(
      ({ name }) => `/${wire.ProviderDefinition.fullName}/${name}`,
    );
    expect([...paths].sort()).toEqual(
      [...expected, '/plugin.GRPCController/Shutdown', '/plugin.GRPCStdio/StreamStdio'].sort(),
    );
  });

  test('call the function for Shutdown', async () => {
    const provider = served(async () => ({}));
    expect(await provider.call('Shutdown', new Uint8Array())).toHaveLength(0);
    expect(provider.shutdowns).toBe(1);
  });

  test('fail for a malformed message', async () => {
    const provider = served(async () => ({}));
    for (const garbage of ['ffffffff', '0a', '0affffffff0f', '08']) {
      await expect(provider.call('ReadDataSource', Buffer.from(garbage, 'hex'))).rejects.toThrow();
    }
  });

  test('report a message without a configuration as an error', async () => {
    const provider = served(async () => ({}));
    const response = await provider.call('ConfigureProvider', new Uint8Array());
    expect(String(Buffer.from(response))).toContain('Internal error of the provider');
  });
});
