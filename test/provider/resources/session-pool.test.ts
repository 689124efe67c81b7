import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, type OperationName, startEmulator } from '../../../src/emulator';
import { clientRequestToken } from '../../../src/liveness/client-request-token';
import { SESSION_LIFETIME_SECONDS } from '../../../src/liveness/session';
import { initialized } from '../../support/hcl';
import { ModelOfTerraform } from './histories/managed-pool';

let emulator: Emulator;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(async () => {
  emulator.reset();
  workspace = await initialized('', environment());
});
afterEach(() => workspace.dispose());
afterAll(async () => await emulator.close());

const environment = () => ({ AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: 'us-east-1' });

interface Slot {
  readonly slot: number;
  readonly attempt: number;
  readonly client_request_token: string;
  readonly status: string | null;
  readonly usable: boolean;
}

interface Pool {
  readonly sessions: readonly Slot[];
  readonly session_ids: ReadonlyArray<string | null>;
  readonly usable_count: number;
  readonly region: string;
}

const provider = (more = '') =>
  `provider "faceliveness" {\n  max_requests_per_second = 1000\n  max_retries = 1\n${more}}\n`;

const pool = (size: number, more = '', providerMore = '') =>
  `${provider(providerMore)}resource "faceliveness_session_pool" "this" {\n  name = "kiosk"\n  size = ${size}\n${more}}\n`;

/** The pool in the state. */
function stored(from: TerraformWorkspace = workspace): Pool & { readonly tainted: boolean } {
  const found = from.state().resources.find(({ type }) => type === 'faceliveness_session_pool')?.instances[0];
  if (!found) throw new Error('there is no pool in the state');
  return { ...(found.attributes as unknown as Pool), tainted: 'status' in found };
}

async function apply(hcl: string, from: TerraformWorkspace = workspace): Promise<ReturnType<typeof stored>> {
  from.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await from.apply();
  expect(code, stdout + stderr).toBe(0);
  return stored(from);
}

async function failToApply(hcl: string): Promise<string> {
  workspace.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout).toBe(1);
  return unwrapped(stderr);
}

/** The exit code of a plan, 0 for no changes and 2 for changes, and its text. */
async function plan(hcl: string, ...args: string[]): Promise<{ readonly code: number | null; readonly text: string }> {
  workspace.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await workspace.plan('-detailed-exitcode', ...args);
  return { code, text: unwrapped(stdout + stderr) };
}

/** Terraform wraps its messages, and draws a line beside them. */
const unwrapped = (text: string) => text.replace(/\n?│/g, ' ').replace(/\s+/g, ' ');

const token = (slot: number, attempt = 0, name = 'kiosk') =>
  clientRequestToken({ name, slot, attempt, region: 'us-east-1' });

const expire = () => emulator.advanceClock(SESSION_LIFETIME_SECONDS);

const created = () => emulator.sessions().length;

const callsOf = (operation: OperationName) =>
  Object.values(emulator.calls[operation]).reduce((sum, count) => sum + count);

const creations = () => callsOf('CreateFaceLivenessSession');

const looks = () => callsOf('GetFaceLivenessSessionResults');

test('plan, apply, use, wait, plan, apply: what was used or has expired is replaced, slot by slot', async () => {
  const hcl = pool(3);
  const first = await plan(hcl);
  expect(first.code).toBe(2);
  expect(first.text).toContain('1 to add, 0 to change, 0 to destroy');
  expect(emulator.sessions()).toEqual([]);

  const filled = await apply(hcl);
  expect(filled).toMatchObject({ usable_count: 3, region: 'us-east-1', tainted: false });
  expect(filled.sessions).toEqual(
    [0, 1, 2].map((slot) => ({
      slot,
      attempt: 0,
      client_request_token: token(slot),
      status: 'CREATED',
      usable: true,
    })),
  );
  expect(filled.session_ids).toEqual(emulator.sessions().map(({ sessionId }) => sessionId));
  expect((await plan(hcl)).code).toBe(0);

  await emulator.completeSession(String(filled.session_ids[1]));
  const used = await plan(hcl, '-out=plan');
  expect(used.text).toContain('0 to add, 1 to change, 0 to destroy');
  const [change] = (await workspace.show('plan')).resource_changes ?? [];
  expect(change?.change.after).toMatchObject({
    sessions: [filled.sessions[0], { slot: 1 }, filled.sessions[2]],
    session_ids: [filled.session_ids[0], null, filled.session_ids[2]],
  });
  expect(change?.change.after_unknown).toMatchObject({
    sessions: [{}, { attempt: true, client_request_token: true, status: true, usable: true }, {}],
    session_ids: [false, true, false],
    usable_count: true,
  });
  expect((await workspace.apply('plan')).code).toBe(0);
  const replaced = stored();
  expect(replaced.session_ids[0]).toBe(filled.session_ids[0]);
  expect(replaced.session_ids[1]).not.toBe(filled.session_ids[1]);
  expect(replaced.sessions[1]).toMatchObject({ attempt: 1, client_request_token: token(1, 1), usable: true });

  expire();
  const renewed = await apply(hcl);
  expect(renewed.sessions.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
  expect(renewed.usable_count).toBe(3);
  expect((await plan(hcl)).code).toBe(0);

  const calls = creations();
  expect((await workspace.destroy()).code).toBe(0);
  expect(creations()).toBe(calls);
});

test('a creation that fails half way keeps what it has, and the next apply completes it with nothing created twice', async () => {
  emulator.faults.add({ kind: 'access-denied', operation: 'CreateFaceLivenessSession', script: '00001*' });
  const message = await failToApply(pool(6));
  expect(message).toMatch(/Creating a session for slot \d of the pool "kiosk"/);
  const half = stored();
  const kept = half.session_ids.filter((id) => id !== null);
  expect(half.tainted).toBe(true);
  expect(half.sessions.map(({ usable }) => usable)).toEqual(half.session_ids.map((id) => id !== null));
  expect(kept.length).toBeGreaterThan(0);
  expect(half.usable_count).toBe(kept.length);

  emulator.faults.clear();
  const whole = await apply(pool(6));
  expect(whole).toMatchObject({ usable_count: 6, tainted: false });
  expect(whole.session_ids).toEqual(half.session_ids.map((id) => id ?? expect.any(String)));
  expect(created()).toBe(6);
});

test('an update that loses the network half way completes with the next apply, with nothing created twice', async () => {
  const two = await apply(pool(2));
  await emulator.completeSession(String(two.session_ids[0]));
  // The session is created, and its id does not arrive.
  emulator.faults.add({ kind: 'reset', operation: 'CreateFaceLivenessSession', script: '01*', afterWork: true });
  await failToApply(pool(5));
  const half = stored();
  expect(half.tainted).toBe(false);
  expect(half.session_ids).toContain(null);
  expect(half.session_ids[1]).toBe(two.session_ids[1]);

  emulator.faults.clear();
  const whole = await apply(pool(5));
  expect(whole.sessions.map(({ attempt }) => attempt)).toEqual([1, 0, 0, 0, 0]);
  expect(whole.session_ids).toEqual(half.session_ids.map((id) => id ?? expect.any(String)));
  expect(new Set(emulator.sessions().map(({ request }) => request.ClientRequestToken)).size).toBe(created());
  expect(created()).toBe(6);
  expect((await plan(pool(5))).code).toBe(0);
});

test('after a kill between the answer and the saved state, the next apply finds the sessions, or the next ones', async () => {
  emulator.faults.add({ kind: 'slow', operation: 'GetFaceLivenessSessionResults', delayMs: 600_000 });
  const killed = async (attempts: number) => {
    emulator.resetCalls();
    workspace.write({ 'main.tf': pool(3) });
    const terraform = spawn(workspace.executable, ['apply', '-auto-approve'], {
      cwd: workspace.directory,
      env: workspace.env,
      stdio: 'ignore',
      detached: true,
    });
    const exit = once(terraform, 'exit');
    await vi.waitFor(() => expect(emulator.sessions().length).toBe(attempts), { timeout: 60_000 });
    process.kill(-Number(terraform.pid), 'SIGKILL');
    await exit;
  };
  // The first slot goes alone, so that an error that all have takes one call.
  await killed(1);
  emulator.faults.clear();
  await rm(join(workspace.directory, '.terraform.tfstate.lock.info'), { force: true });
  const found = await apply(pool(3));
  expect(found.session_ids[0]).toBe(emulator.sessions()[0]?.sessionId);
  expect(created()).toBe(3);

  expire();
  emulator.faults.add({ kind: 'slow', operation: 'CreateFaceLivenessSession', delayMs: 600_000 });
  await killed(4);
  emulator.faults.clear();
  await rm(join(workspace.directory, '.terraform.tfstate.lock.info'), { force: true });
  expire();
  const next = await apply(pool(3));
  expect(next.sessions.map(({ attempt }) => attempt)).toEqual([2, 1, 1]);
  expect(next.usable_count).toBe(3);
});

/** Applies a pool of a size with a model of Terraform in this process, for tests of many applies. */
async function applyInModel(model: ModelOfTerraform, size: number, policy = 'replace'): Promise<readonly number[]> {
  const run = await model.plan({ size, keeper: 'a', on_unusable: policy }, false);
  expect(await run?.()).toBe(true);
  return model.stored()?.sessions.map(({ attempt }) => attempt) ?? [];
}

test('a lost state is found again by the tokens, and a wholly used history makes no pool unusable', async () => {
  const model = await ModelOfTerraform.configured(emulator.url);
  await applyInModel(model, 2);
  for (const attempt of [1, 2, 3]) {
    expire();
    expect(await applyInModel(model, 2)).toEqual([attempt, attempt]);
  }
  const before = created();
  model.loseState();
  // Attempts 0, 1 and 2 have expired, 3 is not tried, and 4 is new.
  expect(await applyInModel(model, 2)).toEqual([4, 4]);
  expect(created()).toBe(before + 2);
  model.loseState();
  expect(await applyInModel(model, 2)).toEqual([4, 4]);
  expect(created()).toBe(before + 2);
});

test('two workspaces with one name share their sessions, and two machines with one state plan the same', async () => {
  const mine = await apply(pool(3));
  const other = await initialized('', environment());
  try {
    expect((await apply(pool(3), other)).session_ids).toEqual(mine.session_ids);

    await emulator.completeSession(String(mine.session_ids[2]));
    copyFileSync(join(workspace.directory, 'terraform.tfstate'), join(other.directory, 'terraform.tfstate'));
    const changes = [];
    for (const machine of [workspace, other]) {
      expect((await machine.plan('-out=plan')).code).toBe(0);
      changes.push((await machine.show('plan')).resource_changes);
    }
    expect(changes[0]).toEqual(changes[1]);
    expect(changes[0]).toMatchObject([{ change: { actions: ['update'] } }]);
  } finally {
    other.dispose();
  }
});

test('a slot that was dropped and comes back has the attempt after its last one', async () => {
  const model = await ModelOfTerraform.configured(emulator.url);
  await applyInModel(model, 3);
  expire();
  await applyInModel(model, 3);
  const renewed = model.stored()?.session_ids;
  await applyInModel(model, 1);
  expect(model.stored()?.session_ids).toEqual(renewed?.slice(0, 1));
  await applyInModel(model, 0);
  expect(model.stored()).toMatchObject({ sessions: [], session_ids: [], usable_count: 0 });
  expect(await applyInModel(model, 3)).toEqual([2, 2, 2]);
  expect(created()).toBe(9);
});

/** Pools by name, each of one slot, with arguments of their own. */
const pools = (each: Readonly<Record<string, string>>, providerMore = '') =>
  provider(providerMore) +
  Object.entries(each)
    .map(([name, more]) => {
      const size = /^ *size/m.test(more) ? '' : 'size = 1\n';
      const named = /^ *name/m.test(more) ? '' : `name = "${name}"\n`;
      return `resource "faceliveness_session_pool" "${name}" {\n${named}${size}${more}}\n`;
    })
    .join('');

/** What a plan does with each pool. */
async function plannedActions(hcl: string): Promise<Readonly<Record<string, string>>> {
  const { code, text } = await plan(hcl, '-out=plan');
  expect(code, text).not.toBe(1);
  const { resource_changes = [] } = await workspace.show('plan');
  return Object.fromEntries(
    resource_changes.map(({ address, change }) => [address.replace(/^.*\./, ''), change.actions.join('+')]),
  );
}

const SETTINGS = 'settings {\n audit_images_limit = 1\n output_config {\n s3_bucket = "abc"\n }\n}\n';
const JSON_INPUT = (space: string) =>
  `cli_input_json = ${JSON.stringify(JSON.stringify({ Settings: { AuditImagesLimit: 1, OutputConfig: { S3Bucket: 'abc' } } }, null, space))}\n`;

test('a pool is replaced exactly when an input of its tokens changes or becomes unknown', async () => {
  const before = {
    name: '',
    keepers: 'keepers = { a = "1" }\n',
    empty_keepers: 'keepers = {}\n',
    unknown_keepers: 'keepers = { a = "1" }\n',
    key: 'kms_key_id = "alias/a"\n',
    settings: SETTINGS,
    removed_settings: SETTINGS,
    as_json: SETTINGS,
    region: '',
    removed_region: 'region = "us-west-2"\n',
    provider_region: 'region = "us-east-1"\n',
    white_space: JSON_INPUT(''),
    size: '',
    on_unusable: '',
  };
  const after: Record<keyof typeof before, string> = {
    name: 'name = "other"\n',
    keepers: 'keepers = { a = "2" }\n',
    empty_keepers: '',
    unknown_keepers: 'keepers = { a = terraform_data.later.id }\n',
    key: 'kms_key_id = "alias/b"\n',
    settings: SETTINGS.replace('= 1', '= 2'),
    removed_settings: '',
    as_json: JSON_INPUT(''),
    region: 'region = "us-west-2"\n',
    removed_region: '',
    provider_region: '',
    white_space: JSON_INPUT('  '),
    size: 'size = 2\n',
    on_unusable: 'on_unusable = "ignore"\n',
  };
  await apply(pools(before));
  const later = 'resource "terraform_data" "later" {}\n';
  const replaced = 'delete+create';
  expect(await plannedActions(pools(after) + later)).toEqual({
    later: 'create',
    name: replaced,
    keepers: replaced,
    empty_keepers: 'update',
    unknown_keepers: replaced,
    key: replaced,
    settings: replaced,
    removed_settings: replaced,
    as_json: 'update',
    region: replaced,
    removed_region: replaced,
    provider_region: 'no-op',
    white_space: 'no-op',
    size: 'update',
    on_unusable: 'update',
  });
  const calls = creations();
  const sessions = created();
  expect((await workspace.apply('plan')).code).toBe(0);
  // The replaced ones, and one more slot: the pools that are updated keep their sessions without a call.
  expect(creations() - calls).toBe(9);
  // The token inputs of "removed_settings" and "name" are new; those of all others, too.
  expect(created() - sessions).toBe(9);
  expect(Object.values(await plannedActions(pools(after) + later))).not.toContain('update');
});

test('on_unusable decides what a refresh looks at; its change changes nothing else', async () => {
  const model = await ModelOfTerraform.configured(emulator.url);
  const applied = async (policy: string) => {
    await applyInModel(model, 2, policy);
    return model.stored();
  };
  const ignoring = await applied('ignore');
  expect(ignoring).toMatchObject({ usable_count: 2, sessions: [{ status: 'CREATED' }, { status: 'CREATED' }] });
  expire();
  emulator.resetCalls();
  expect(await applied('ignore')).toEqual(ignoring);
  expect(looks()).toBe(0);

  const reporting = await applied('report');
  expect(reporting?.session_ids).toEqual(ignoring?.session_ids);
  expect(creations()).toBe(0);
  expect(await applied('report')).toMatchObject({ usable_count: 0, sessions: [{ status: 'EXPIRED' }, {}] });

  const replacing = await applied('replace');
  expect(replacing?.session_ids).toEqual(ignoring?.session_ids);
  expect(creations()).toBe(0);
  expect(await applied('replace')).toMatchObject({ usable_count: 2 });
  expect(creations()).toBe(2);
});

test('a preview plans what would be created, leaves the state as it is, and cannot be applied', async () => {
  const preview = (size: number) => pool(size, '', 'preview = true\n');
  expect((await plan(preview(2))).text).toContain('1 to add');
  expect(await failToApply(preview(2))).toContain('This apply would create 2 sessions');
  expect(workspace.state().resources).toEqual([]);

  const real = await apply(pool(2));
  expire();
  expect((await plan(preview(2))).code).toBe(0);
  expect((await plan(preview(3))).text).toContain('0 to add, 1 to change');
  expect(await failToApply(preview(3))).toContain('This apply would create 1 session');
  expect(stored().session_ids).toEqual(real.session_ids);
  expect(created()).toBe(2);
  workspace.write({ 'main.tf': provider('preview = true\n') });
  expect((await workspace.apply()).code).toBe(0);
});

test('with a provider configuration that is not known yet, the plan is unknown and the refresh changes nothing', async () => {
  const later = 'resource "terraform_data" "later" {\n  input = "AKIAIOSFODNN7EXAMPLE"\n}\n';
  const unknown = 'access_key = terraform_data.later.output\nsecret_key = "secret"\n';
  const explicit = 'region = "us-east-1"\n';
  expect((await plan(pool(2, '', unknown) + later)).text).toContain('2 to add');
  const whole = await apply(pool(2, '', unknown) + later);
  expect(whole).toMatchObject({ usable_count: 2, region: 'us-east-1' });
  expire();
  // The look would need a client; the region is known from the environment.
  const text = (await plan(pool(2, explicit, unknown) + later, '-replace=terraform_data.later')).text;
  expect(text).toContain('1 to add, 0 to change, 1 to destroy');
});

test('destroying needs no service, and says how to get there when the refresh cannot reach it', async () => {
  await apply(pool(1));
  emulator.faults.add({ kind: 'access-denied' });
  const { code, stderr } = await workspace.destroy();
  expect(code).toBe(1);
  expect(unwrapped(stderr)).toContain('-refresh=false (for cdktf destroy, set TF_CLI_ARGS_destroy=-refresh=false)');
  emulator.faults.clear();
  emulator.resetCalls();
  expect((await workspace.destroy('-refresh=false')).code).toBe(0);
  expect(looks() + creations()).toBe(0);
});

test('an import says that there is nothing to import', async () => {
  workspace.write({ 'main.tf': pool(1) });
  const { code, stderr } = await workspace.run('import', 'faceliveness_session_pool.this', 'kiosk');
  expect(code).toBe(1);
  expect(unwrapped(stderr)).toContain('there is nothing to import. Apply the configuration');
});
