/** The helper for acceptance tests, with the real Terraform. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { defineProvider, integer, type Provider, providerOf, string } from '../../../src/plugin';
import {
  type AcceptanceStep,
  AcceptanceTestError,
  acceptanceTest,
  type Expected,
  echoProvider,
} from '../../../src/plugin/testing';
import { terraformHas } from '../../support/terraform-features';
import { bundleProvider } from '../support/bundle';

/** The counters that exist. */
const counters = new Map<string, number>();
/** Whether counters count on by themselves, and whether they can be deleted. */
const behaviour = { drifts: false, stays: false };

const { ephemeralResource, resource } = providerOf<undefined>();

const counter = resource({
  schema: {
    attributes: {
      name: string.required({ requiresReplace: true }),
      value: integer.required(),
      secret: string.computed({ sensitive: true }),
    },
  },
  async create({ name, value }) {
    counters.set(name, value);
    return { name, value, secret: `secret of ${name}` };
  },
  read: async (state) => ({ ...state, value: state.value + (behaviour.drifts ? 1 : 0) }),
  async update(config) {
    counters.set(config.name, config.value);
    return { ...config, secret: `secret of ${config.name}` };
  },
  import: async (name) => ({ name, value: 3, secret: `secret of ${name}` }),
  async delete({ name }) {
    if (behaviour.stays) throw new Error('it stays');
    counters.delete(name);
  },
});

const ticket = ephemeralResource({
  schema: { attributes: { number: integer.computed() } },
  open: async () => ({ number: 7 }),
});

const provider: Provider = defineProvider({
  name: 'counting',
  version: '1.0.0',
  schema: { attributes: {} },
  configure: () => undefined,
  resources: { counting_counter: counter },
  ephemeralResources: { counting_ticket: ticket },
});

const ADDRESS = 'example.com/test/counting';
const COUNTER = 'counting_counter.it';
const it = (name: string, value: number) =>
  `resource "counting_counter" "it" {\n  name = "${name}"\n  value = ${value}\n}\noutput "secret" {\n  value = ${COUNTER}.secret\n  sensitive = true\n}\n`;

const run = async (...steps: readonly AcceptanceStep[]) =>
  await acceptanceTest({ providers: { [ADDRESS]: provider }, steps });

/** The message of the error with which a test fails. */
async function failure(...steps: readonly AcceptanceStep[]): Promise<string> {
  const error = await run(...steps).then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(AcceptanceTestError);
  return (error as Error).message;
}

beforeEach(() => {
  counters.clear();
  Object.assign(behaviour, { drifts: false, stays: false });
});

test('steps are applied to one state, which is destroyed in the end with all files', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'acceptance-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  vi.stubEnv('TMPDIR', directory);
  await run(
    {
      config: it('a', 1),
      actions: { [COUNTER]: 'create' },
      state: { [COUNTER]: { name: /^a$/, value: (value) => value === 1 } },
      outputs: { secret: expect.stringContaining('a') as Expected },
    },
    { config: it('b', 2), actions: { [COUNTER]: 'replace' } },
    { config: 'resource "terraform_data" "other" {}', state: { [COUNTER]: null, 'terraform_data.other': {} } },
    {
      config: `import {\n  to = ${COUNTER}\n  id = "imported"\n}\n${it('imported', 3)}`,
      actions: { [COUNTER]: 'no-op' },
      state: { [COUNTER]: { value: 3 } },
    },
  );
  expect(counters).toEqual(new Map());
  expect(readdirSync(directory)).toEqual([]);
});

test('all differences of a step are reported with their paths, without sensitive values', async () => {
  const message = await failure({
    config: it('a', 2),
    actions: { [COUNTER]: 'update' },
    state: { [COUNTER]: { name: 'b', value: 3, secret: 'other' }, 'terraform_data.none': {} },
    outputs: { secret: /other/, none: 1 },
  });
  expect(message.split('\n')).toEqual([
    `step 1 of 1: the plan for ${COUNTER} is create; expected update`,
    `${COUNTER}.name is "a"; expected "b"`,
    `${COUNTER}.value is 2; expected 3`,
    `${COUNTER}.secret is (sensitive value); expected "other"`,
    `terraform_data.none is not in the state, which has ${COUNTER}`,
    'output secret is (sensitive value); expected a text that matches /other/',
    'there is no output none, or it is null',
  ]);
  expect(counters).toEqual(new Map());
});

test('a plan after the apply must be empty, unless changes are expected', async () => {
  behaviour.drifts = true;
  const message = await failure({ config: it('a', 1) });
  expect(message).toMatch(/^step 1 of 1: a plan after the apply is not empty:\n/);
  expect(message).toContain(`${COUNTER}: Plan to update`);
  await run({ config: it('a', 1), changesAfterApply: true });
  behaviour.drifts = false;
  expect(await failure({ config: it('a', 1), changesAfterApply: true })).toContain('is empty; expected changes');
});

test('an expected error must occur, and another one is shown', async () => {
  const invalid = `resource "counting_counter" "it" {\n  name = "a"\n  value = 1.5\n}\n`;
  const message = await failure(
    { config: it('a', 1) },
    { config: invalid, error: /1\.5/, state: { [COUNTER]: { value: 1 } } },
    { config: 'nonsense' },
  );
  // Destroyed by the first configuration.
  expect(message).toMatch(/^step 3 of 3: terraform failed:\n[^{]*$/);
  expect(counters).toEqual(new Map());
  expect(await failure({ config: invalid, error: /other/ })).toMatch(/no error matches \/other\/.*\n.*1\.5/s);
  expect(await failure({ config: invalid })).toMatch(/^step 1 of 1: terraform failed:\n.*1\.5/s);
  expect(await failure({ config: it('a', 1), error: /other/ })).toContain('terraform succeeded; expected an error');
});

test('a destroy that fails is an error, beside the error of a step', async () => {
  behaviour.stays = true;
  expect(await failure({ config: it('a', 1) })).toMatch(/^terraform destroy failed:\n/);
  expect(await failure({ config: it('a', 1), outputs: { none: 1 } })).toMatch(/^step 1.*\nterraform destroy failed:\n/);
});

test.runIf(await terraformHas('ephemeral resources'))('the echo provider shows ephemeral values', async () => {
  await acceptanceTest({
    providers: { [ADDRESS]: provider, 'example.com/test/echo': echoProvider },
    steps: [
      {
        config: `
          ephemeral "counting_ticket" "it" {}
          provider "echo" { data = { number = ephemeral.counting_ticket.it.number } }
          resource "echo" "it" {}
        `,
        state: { 'echo.it': { data: { number: 7 } } },
      },
    ],
  });
});

test('a provider can be an executable', async () => {
  const { executable } = await bundleProvider('greeter');
  const config = 'data "greeter_greeting" "it" { name = " " }';
  const steps = [{ config, error: /" " is empty/ }];
  await acceptanceTest({ providers: { 'example.com/test/greeter': executable }, steps });
  const misnamed = acceptanceTest({ providers: { 'example.com/test/other': executable }, steps: [] });
  await expect(misnamed).rejects.toThrow('its name must begin with terraform-provider-other');
});

describe('Terraform', () => {
  const test1 = { providers: { [ADDRESS]: provider }, steps: [{ config: it('a', 1) }] };

  test('is named by TERRAFORM_BINARY_NAME, and its absence is explained', async () => {
    vi.stubEnv('TERRAFORM_BINARY_NAME', 'no-such-terraform');
    await expect(acceptanceTest(test1)).rejects.toThrow(/^no-such-terraform not found\. Install Terraform/);
  });

  test('is stopped after its time, and when the test is aborted', async () => {
    await expect(acceptanceTest({ ...test1, timeoutSeconds: 0.001 })).rejects.toThrow(
      'did not end within 0.001 seconds',
    );
    await expect(acceptanceTest({ ...test1, signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
  });
});
