import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dynamic, number, type Schema, string } from '../../../src/plugin';
import { DynamicValue } from '../../../src/plugin/cty/value';
import { createCertificate } from '../../../src/plugin/process/certificate';
import * as wire from '../../../src/plugin/wire/generated/tfplugin6';
import { bundleProvider } from '../support/bundle';
import { closed, connectTls, rawCall } from '../support/client';
import { ObservedPlugin } from '../support/observed-plugin';
import { diagnosticText, dynamicValue } from '../support/served';

/** In a plugin with this code, a timer of a minute fires at SIGUSR2, and not by time. */
const TEST_TIME = `
{
  const { setTimeout, clearTimeout } = globalThis;
  const minutes = new Map();
  globalThis.setTimeout = (callback, ms, ...rest) => {
    const timer = setTimeout(callback, ms, ...rest);
    if (ms === 60_000) minutes.set(timer, callback);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    minutes.delete(timer);
    clearTimeout(timer);
  };
  process.on('SIGUSR2', () => {
    process.stderr.write('a minute is over');
    for (const callback of minutes.values()) callback();
  });
}
`;

const { executable } = await bundleProvider('probe');
const { executable: executableWithTestTime } = await bundleProvider('probe', { before: TEST_TIME });
const start = (env: NodeJS.ProcessEnv = {}) => ObservedPlugin.start(executable, { env });

const SHUTDOWN = '/plugin.GRPCController/Shutdown';
const rpc = (name: string) => `/tfplugin6.Provider/${name}`;
const SLOW: Schema = { attributes: { seconds: number.optional(), done: number.optional() } };
const FAILING: Schema = { attributes: { how: string.required(), result: string.computed() } };
const VALUE: Schema = {
  attributes: { value: dynamic.optional(), result: dynamic.computed(), seen: string.computed() },
};
const PROVIDER: Schema = { attributes: { text: string.optional(), fail: string.optional() } };

async function configure(plugin: ObservedPlugin): Promise<void> {
  const config = dynamicValue({ text: null, fail: null }, PROVIDER);
  const request = wire.ConfigureProvider_Request.encode({ terraformVersion: '1.11.4', config }).finish();
  await plugin.call(rpc('ConfigureProvider'), request);
}

function readRequest(typeName: string, config: object, schema: Schema): Uint8Array {
  return wire.ReadDataSource_Request.encode({ typeName, config: dynamicValue(config as never, schema) }).finish();
}

async function read(plugin: ObservedPlugin, typeName: string, config: object, schema: Schema) {
  const response = await plugin.call(rpc('ReadDataSource'), readRequest(typeName, config, schema));
  return wire.ReadDataSource_Response.decode(response);
}

/** Starts a slow read in a plugin that logs, and waits until the provider's code runs. */
async function slowRead(plugin: ObservedPlugin): Promise<{ readonly answer: ReturnType<typeof read> }> {
  await configure(plugin);
  const answer = read(plugin, 'probe_slow', { seconds: null, done: null }, SLOW);
  answer.catch(() => undefined);
  await plugin.until('the read', () => plugin.stderr.includes('reading slowly'));
  return { answer };
}

describe('a plugin that is not started by Terraform', () => {
  test.for<[string, NodeJS.ProcessEnv, string]>([
    ['without the magic cookie', { TF_PLUGIN_MAGIC_COOKIE: undefined }, 'Terraform starts it; do not run it directly.'],
    ['with a wrong magic cookie', { TF_PLUGIN_MAGIC_COOKIE: 'x' }, 'This is the Terraform provider "probe".'],
    [
      'with older protocols only',
      { PLUGIN_PROTOCOL_VERSIONS: '4,5' },
      'this Terraform offers 4,5. Use Terraform 1.8 or later.',
    ],
    ['without a certificate', { PLUGIN_CLIENT_CERT: undefined }, 'got no client certificate (PLUGIN_CLIENT_CERT)'],
    ['with a malformed certificate', { PLUGIN_CLIENT_CERT: 'x' }, 'is not a certificate in PEM'],
  ])('%s writes the error to standard output and exits with 1', async ([, env, message]) => {
    const plugin = new ObservedPlugin(executable, undefined, { env });
    expect(await plugin.exited()).toBe(1);
    expect(plugin.stdout).toContain(message);
    expect(plugin.stdout.match(/\n/g), 'Terraform shows the first line').toHaveLength(1);
    expect(plugin.stderr).toBe('');
    expect(plugin.leftovers).toEqual([]);
  });
});

describe('a plugin', () => {
  test('writes the handshake line, and nothing else', async () => {
    const plugin = await start();
    expect(plugin.handshake.slice(0, 3)).toEqual(['1', '6', 'unix']);
    expect(plugin.peer.address.startsWith(plugin.temporary)).toBe(true);
    expect(existsSync(plugin.peer.address)).toBe(true);
    expect(plugin.handshake[4]).toBe('grpc');
    await plugin.call(rpc('GetProviderSchema'));
    expect(plugin.stdout.match(/\n/g)).toHaveLength(1);
    expect(plugin.stderr).toBe('');
  });

  test('listens in the directory that Terraform asks for', async () => {
    const plugin = new ObservedPlugin(executable);
    const requested = join(plugin.temporary, 'requested');
    mkdirSync(requested);
    const other = await start({ PLUGIN_UNIX_SOCKET_DIR: requested });
    expect(readdirSync(requested).map((name) => join(requested, name))).toEqual([other.peer.address]);
  });

  test('is reachable if the path of the directory for temporary files is too long for a socket', async () => {
    const plugin = await start({ TMPDIR: `/tmp/${'x'.repeat(200)}` });
    expect(plugin.peer.address.length).toBeLessThan(100);
    await plugin.call(rpc('GetProviderSchema'));
    await plugin.call(SHUTDOWN);
    plugin.client.close();
    expect(await plugin.exited()).toBe(0);
    expect(existsSync(plugin.peer.address)).toBe(false);
  });

  test('responds to unknown RPCs with the status UNIMPLEMENTED', async () => {
    const plugin = await start();
    for (const path of [
      rpc('GetResourceIdentitySchemas'),
      rpc('ListResource'),
      '/plugin.GRPCBroker/KnockKnock',
      '/grpc.health.v1.Health/Check',
    ]) {
      await expect(plugin.call(path)).rejects.toMatchObject({ code: 12 });
    }
  });

  test('returns a string of 20 MB', async () => {
    const plugin = await start();
    await configure(plugin);
    const text = 'Terraform 𝄞 '.repeat((20 * 1024 * 1024) / 15);
    const config = { value: new DynamicValue('string', text), result: null, seen: null };
    const { state, diagnostics } = await read(plugin, 'probe_value', config, VALUE);
    expect(diagnostics).toEqual([]);
    expect(Buffer.from(state?.msgpack ?? []).includes(text)).toBe(true);
  });

  test('keeps the stream for its output open', async () => {
    const plugin = await start();
    const { stream, status } = await rawCall(plugin.peer, plugin.certificate, '/plugin.GRPCStdio/StreamStdio');
    let open = true;
    void status.then(() => {
      open = false;
    });
    stream.end(Buffer.alloc(5));
    for (let count = 0; count < 20; count += 1) await plugin.call(rpc('GetMetadata'));
    expect(open).toBe(true);
  });
});

test("what a provider's code writes to standard output goes to standard error, also while it is loaded", async () => {
  const { executable: talkative } = await bundleProvider('talkative');
  const plugin = await ObservedPlugin.start(talkative);
  await plugin.call(
    rpc('ConfigureProvider'),
    wire.ConfigureProvider_Request.encode({
      terraformVersion: '1.11.4',
      config: dynamicValue({}, { attributes: {} }),
    }).finish(),
  );
  await read(plugin, 'talkative_talk', { text: 'hello' }, { attributes: { text: string.required() } });
  await plugin.until('all lines', () => plugin.stderr.includes('hello again\n'));
  const [handshake, ...more] = plugin.stdout.split('\n');
  expect(handshake).toMatch(/^1\|6\|unix\|/);
  expect(more).toEqual(['']);
  expect(plugin.stderr).toMatch(/^loading it\nstill loading\nloading more\nhello\n/);
});

describe('a plugin exits', () => {
  test('after Shutdown, when the client closes the connection', async () => {
    const plugin = await start();
    await plugin.call(rpc('GetProviderSchema'));
    await plugin.call(SHUTDOWN);
    plugin.client.close();
    expect(await plugin.exited()).toBe(0);
    expect(plugin.leftovers).toEqual([]);
    expect(plugin.stderr).toBe('');
  });

  test('after Shutdown, even if the client keeps the connection', async () => {
    const plugin = await start();
    await plugin.call(SHUTDOWN);
    expect(await plugin.exited()).toBe(0);
    expect(plugin.leftovers).toEqual([]);
  });

  test('when its client goes away during a read', async () => {
    const plugin = await start({ TF_LOG: 'info' });
    await configure(plugin);
    // The plugin goes on until the last of its connections closes.
    const { stream, die } = await rawCall(plugin.peer, plugin.certificate, rpc('ReadDataSource'));
    const message = readRequest('probe_slow', { seconds: null, done: null }, SLOW);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([head, message]));
    await plugin.until('the read', () => plugin.stderr.includes('reading slowly'));
    plugin.client.close();
    const other = await plugin.connect();
    other.destroy();
    await once(other, 'close');
    expect(plugin.running).toBe(true);
    die();
    expect(await plugin.exited()).toBe(0);
    expect(plugin.leftovers).toEqual([]);
    expect(plugin.stderr).not.toContain('error');
  });

  test('when its client disconnects without Shutdown', async () => {
    const plugin = await start();
    const connection = await plugin.connect();
    // The first data of HTTP/2: the connection is accepted.
    await once(connection, 'data');
    connection.destroy();
    expect(await plugin.exited()).toBe(0);
    expect(plugin.leftovers).toEqual([]);
    expect(plugin.stderr).toBe('');
  });

  test.for(['SIGTERM', 'SIGHUP'] as const)('at %s', async (signal) => {
    const plugin = await start({ TF_LOG: 'info' });
    const { answer } = await slowRead(plugin);
    plugin.signal(signal);
    expect(await plugin.exited()).toBe(0);
    await expect(answer).rejects.toMatchObject({ code: 14 });
    expect(plugin.leftovers).toEqual([]);
  });

  test('after a minute without a connection of its client', async () => {
    const plugin = await ObservedPlugin.start(executableWithTestTime);
    await expectStrangersRefused(plugin);
    expect(plugin.running).toBe(true);
    plugin.signal('SIGUSR2');
    expect(await plugin.exited()).toBe(0);
    expect(plugin.leftovers).toEqual([]);
  });

  test('not after a minute if its client has connected', async () => {
    const plugin = await ObservedPlugin.start(executableWithTestTime);
    await plugin.call(rpc('GetMetadata'));
    plugin.signal('SIGUSR2');
    await plugin.until('the end of the minute', () => plugin.stderr.includes('a minute is over'));
    await plugin.call(rpc('GetMetadata'));
    expect(plugin.running).toBe(true);
  });

  test.for([
    ['crash', 'panic: Error: out of the blue'],
    ['rejection', 'panic: Error: not handled'],
  ])('with a panic at an uncaught error (%s)', async ([how, line]) => {
    const plugin = await start();
    await configure(plugin);
    await expect(read(plugin, 'probe_failing', { how, result: null }, FAILING)).rejects.toMatchObject({ code: 14 });
    expect(await plugin.exited()).toBe(2);
    expect(plugin.stderr.startsWith(`${line}\n    at `)).toBe(true);
    expect(plugin.leftovers).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  test('aborts the reads in progress, each time, and does not end a plugin, which serves what comes later', async () => {
    const plugin = await start({ TF_LOG: 'info' });
    await configure(plugin);
    for (let reads = 1; reads <= 2; reads += 1) {
      const answer = read(plugin, 'probe_slow', { seconds: null, done: null }, SLOW);
      await plugin.until('the read', () => plugin.stderr.split('reading slowly').length > reads);
      // As from a terminal, to a client that sends no StopProvider.
      plugin.signal('SIGINT');
      const { diagnostics, state } = await answer;
      expect(diagnostics.map(diagnosticText)).toEqual([
        'error: Operation stopped: The run was interrupted before the provider had an answer.',
      ]);
      expect(state).toBeUndefined();
    }
    const response = await plugin.call(rpc('StopProvider'));
    expect(wire.StopProvider_Response.decode(response)).toEqual({ Error: '' });
    const config = { value: new DynamicValue('string', 'later'), result: null, seen: null };
    expect((await read(plugin, 'probe_value', config, VALUE)).diagnostics).toEqual([]);
    expect(plugin.running).toBe(true);
  });
});

/** Connects without TLS, without a certificate and with another one, and expects to be disconnected. */
async function expectStrangersRefused(plugin: ObservedPlugin): Promise<void> {
  const socket = connect(plugin.peer.address);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.end('GET / HTTP/1.1\r\n\r\n');
  await once(socket, 'close');
  for (const certificate of [undefined, createCertificate()]) {
    // In TLS 1.3, the client's handshake ends before the server verifies its certificate.
    const stranger = await connectTls(plugin.peer, certificate);
    await closed(stranger);
  }
}

describe('a plugin serves its client', () => {
  test('after connections of strangers', async () => {
    const plugin = await start();
    await expectStrangersRefused(plugin);
    await plugin.call(rpc('GetProviderSchema'));
    await expectStrangersRefused(plugin);
    await plugin.call(rpc('GetProviderSchema'));
  });

  test('after malformed data from its client', async () => {
    const plugin = await start();
    await configure(plugin);
    for (const garbage of [
      'not HTTP/2 at all',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff\xff',
    ]) {
      const connection = await plugin.connect();
      connection.end(garbage);
      await closed(connection);
    }
    const { stream, status } = await rawCall(plugin.peer, plugin.certificate, rpc('ReadDataSource'));
    stream.end(Buffer.from('00000000ff61', 'hex'));
    expect(await status).not.toBe('0');
    for (const message of ['ffffffff', '0a', '0affffffff0f']) {
      await expect(plugin.call(rpc('ReadDataSource'), Buffer.from(message, 'hex'))).rejects.toMatchObject({
        code: 13,
      });
    }
    const noValue = wire.ReadDataSource_Request.encode({
      typeName: 'probe_value',
      config: { msgpack: Buffer.from('c1c1c1', 'hex'), json: Buffer.alloc(0) },
    }).finish();
    const { diagnostics } = wire.ReadDataSource_Response.decode(await plugin.call(rpc('ReadDataSource'), noValue));
    expect(diagnostics.map(diagnosticText)).toEqual([expect.stringContaining('Unrecognized type byte: 0xc1')]);
    const config = { value: new DynamicValue('string', 'still here'), result: null, seen: null };
    expect((await read(plugin, 'probe_value', config, VALUE)).diagnostics).toEqual([]);
  });
});

describe('the log of a plugin', () => {
  async function levels(env: NodeJS.ProcessEnv): Promise<unknown[]> {
    const plugin = await start(env);
    await configure(plugin);
    await read(plugin, 'probe_failing', { how: 'log', result: null }, FAILING);
    await plugin.call(SHUTDOWN);
    plugin.client.close();
    await plugin.exited();
    const lines = plugin.stderr.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line)['@level']);
  }

  test.for<[NodeJS.ProcessEnv, string[]]>([
    [{}, []],
    [{ TF_LOG: 'warn' }, ['warn', 'error']],
    [{ TF_LOG: 'off', TF_LOG_PROVIDER: 'INFO' }, ['info', 'warn', 'error']],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'trace', TF_LOG_PROVIDER_PROBE: 'error' }, ['error']],
    [{ TF_LOG: 'JSON' }, ['trace', 'debug', 'info', 'warn', 'error']],
  ])('in the environment %j has the levels %j', async ([env, expected]) => {
    expect(await levels(env)).toEqual(expected);
  });

  test("is in hclog's JSON", async () => {
    const plugin = await start({ TF_LOG: 'info' });
    await slowRead(plugin);
    await plugin.until('the whole line', () => plugin.stderr.endsWith('\n'));
    expect(JSON.parse(plugin.stderr)).toEqual({
      '@level': 'info',
      '@message': 'reading slowly',
      '@module': 'provider.probe',
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      tf_req_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tf_rpc: 'ReadDataSource',
      tf_data_source_type: 'probe_slow',
    });
  });
});
