/** Deferral with the project's own client of plugins: Terraform asks for it in stacks alone. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { PluginProcess } from '../../../harness/plugin/plugin-process';
import { type ClientOptions, ProviderClient } from '../../../harness/plugin/provider-client';
import { type CtyValue, DynamicValue, Unknown } from '../../../src/plugin';
import * as wire from '../../../src/plugin/wire/generated/tfplugin6';
import { bundleProvider } from '../support/bundle';

const { executable } = await bundleProvider('echo', { entry: 'conformance/echo-provider/main.ts' });
const unknown = new Unknown();
const deferred = wire.Deferred_Reason.PROVIDER_CONFIG_UNKNOWN;

async function client(options: ClientOptions, text: CtyValue): Promise<ProviderClient> {
  const plugin = await PluginProcess.start(executable, [], process.env);
  onTestFinished(() => plugin.kill());
  const provider = await ProviderClient.connect(plugin, options);
  await provider.configure({ text });
  return provider;
}

const THING = { path: 'no such file', kind: 'square', limits: { most: null, cost: null } };
const VALUE = new DynamicValue('string', 'x');
const LEASE = { file: 'no such directory/file', name: 'x' };

describe('with an unknown configuration of the provider, and a client that allows deferral,', () => {
  const provider = () => client({ deferralAllowed: true }, unknown);

  test('the result of a data source has unknown values for what is computed', async () => {
    const { value, deferred: reason } = await (await provider()).read('echo_value', { value: VALUE });
    expect({ value, reason }).toEqual({ value: { value: VALUE, result: unknown }, reason: deferred });
  });

  test('the result of an ephemeral resource has unknown values for what is computed', async () => {
    expect(await (await provider()).open('echo_lease', LEASE)).toMatchObject({
      value: { name: 'x', renewals: null, owner: unknown, secret: unknown, seen: unknown },
      deferred,
    });
  });

  test('a plan follows the schema alone', async () => {
    // The provider's code would plan a kind, and the start of the address.
    expect(await (await provider()).planCreation('echo_thing', { path: 'x' })).toMatchObject({
      value: { path: 'x', content: null, kind: unknown, id: unknown, address: unknown, limits: { cost: unknown } },
      deferred,
    });
  });

  test('a refresh returns the current state', async () => {
    // The provider's code would find that it is gone.
    expect(await (await provider()).refresh('echo_thing', THING)).toMatchObject({ value: THING, deferred });
  });

  test('an imported state is unknown', async () => {
    expect(await (await provider()).import('echo_thing', 'no such file')).toEqual({ value: unknown, deferred });
  });
});

describe.each([
  ['without a client that allows deferral,', {}, unknown],
  ['with a known configuration of the provider,', { deferralAllowed: true }, 'known'],
] as const)('%s', (_, options, text) => {
  test("the provider's code is called", async () => {
    const provider = await client(options, text);
    expect(await provider.read('echo_value', { value: VALUE })).toEqual({
      value: { value: VALUE, result: VALUE },
      deferred: undefined,
    });
    await expect(provider.open('echo_lease', LEASE)).rejects.toThrow('ENOENT');
    expect(await provider.planCreation('echo_thing', { path: 'x' })).toMatchObject({
      value: { kind: 'square', address: new Unknown({ notNull: true, prefix: 'thing://' }) },
      deferred: undefined,
    });
    expect(await provider.refresh('echo_thing', THING)).toEqual({ value: null, deferred: undefined });
    await expect(provider.import('echo_thing', 'no such file')).rejects.toThrow('Nothing to import');
  });
});
