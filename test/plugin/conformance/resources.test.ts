/** Managed resources with the real Terraform. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NEWER_TERRAFORM } from '../../support/newer-terraform';
import { terraformHas } from '../../support/terraform-features';
import type { PluginWorkspace } from '../support/terraform';
import { echoWorkspace } from './echo-workspace';

const writeOnlyKnown = await terraformHas('write-only arguments');

/** The parts of a saved plan that these tests look at. */
interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly action_reason?: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly after: Record<string, unknown> | null;
      readonly after_unknown: Record<string, unknown>;
      readonly replace_paths?: readonly unknown[];
    };
  }[];
  readonly planned_values: { readonly outputs?: Record<string, { readonly value?: unknown }> };
}

async function planned(space: PluginWorkspace): Promise<Plan> {
  const { code, stderr } = await space.plan('-out=plan');
  expect(code, stderr).toBe(0);
  return (await space.json('show', 'plan')) as Plan;
}

/** Applies a configuration. */
async function apply(space: PluginWorkspace, configuration: string): Promise<void> {
  space.write({ 'main.tf': configuration });
  const { code, stderr } = await space.apply();
  expect(code, stderr).toBe(0);
}

/** Plans and applies a configuration, and returns the plan. */
async function applied(space: PluginWorkspace, configuration: string): Promise<Plan> {
  space.write({ 'main.tf': configuration });
  const plan = await planned(space);
  const { code, stderr } = await space.run('apply', 'plan');
  expect(code, stderr).toBe(0);
  return plan;
}

function stateOf(space: PluginWorkspace, address: string): Readonly<Record<string, unknown>> | undefined {
  return space.resources().find((resource) => resource.address === address)?.values;
}

/** The lines of the things' log. */
function written({ directory }: PluginWorkspace): readonly string[] {
  const file = join(directory, 'log');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

const thing = (body: string) => `
  provider "echo" {
    text = "me"
  }
  resource "echo_thing" "it" {
    ${body}
  }
  output "begins" { value = startswith(echo_thing.it.address, "thing://") }
  output "not_null" { value = echo_thing.it.address != null }
`;

test('a resource is created, read, updated, replaced and deleted', async () => {
  const space = echoWorkspace('');
  const created = await applied(space, thing('path = "a"\ncontent = "one"'));
  expect(created.resource_changes?.[0]?.change).toMatchObject({
    actions: ['create'],
    after: { path: 'a', content: 'one', kind: 'square', secret: null, tags: null, limits: { most: null }, side: [] },
    after_unknown: { id: true, revision: true, address: true, seen: true, limits: { cost: true } },
  });
  // From the refinement of the unknown address.
  expect(created.planned_values.outputs).toMatchObject({ begins: { value: true }, not_null: { value: true } });
  expect(stateOf(space, 'echo_thing.it')).toMatchObject({
    content: 'one',
    kind: 'square',
    id: 'id of a',
    revision: 1,
    address: 'thing://a',
    // Where the user gave no value, create gets the planned one.
    seen: '{"kind": "square", "planned": "square"}',
  });
  expect((await space.plan('-detailed-exitcode')).code).toBe(0);

  // A change outside Terraform.
  writeFileSync(join(space.directory, 'a'), 'other');
  const updated = await applied(space, thing('path = "a"\ncontent = "two"\ntags = { a = "b" }'));
  expect(updated.resource_changes?.[0]?.change).toMatchObject({
    actions: ['update'],
    after: { content: 'two', id: 'id of a', kind: 'square' },
    after_unknown: { revision: true, address: true },
  });
  expect(updated.resource_changes?.[0]?.change.after_unknown).not.toHaveProperty('id');
  expect(stateOf(space, 'echo_thing.it')).toMatchObject({ content: 'two', revision: 2, id: 'id of a' });

  const replaced = await applied(space, thing('path = "b"\ncontent = "two"'));
  expect(replaced.resource_changes?.[0]).toMatchObject({
    action_reason: 'replace_because_cannot_update',
    change: { actions: ['delete', 'create'], replace_paths: [['path']], after_unknown: { id: true } },
  });
  expect(stateOf(space, 'echo_thing.it')).toMatchObject({ path: 'b', id: 'id of b', revision: 1 });

  // A deletion outside Terraform.
  rmSync(join(space.directory, 'b'));
  const again = await applied(space, thing('path = "b"\ncontent = "three"'));
  expect(again.resource_changes?.[0]?.change.actions).toEqual(['create']);

  expect((await space.destroy()).code).toBe(0);
  expect(existsSync(join(space.directory, 'b'))).toBe(false);
  expect(written(space)).toEqual([
    'create one, secret null, password undefined',
    'update other to two, secret null',
    'delete two, made by "me", planned by "me"',
    'create two, secret null, password undefined',
    'create three, secret null, password undefined',
    'delete three, made by "me", planned by "me"',
  ]);
}, 120_000);

test('a resource is replaced by requiresReplace at any depth and by requireReplace in modifyPlan', async () => {
  const space = echoWorkspace('');
  const change = (plan: Plan) => ({
    actions: plan.resource_changes?.[0]?.change.actions.join(),
    paths: plan.resource_changes?.[0]?.change.replace_paths,
  });
  await apply(space, thing('path = "a"\noptions = { size = 1 }'));
  const replanned = async (body: string) => {
    space.write({ 'main.tf': thing(body) });
    return change(await planned(space));
  };
  expect(await replanned('path = "a"\noptions = { size = 2 }')).toEqual({ actions: 'update' });
  expect(await replanned('path = "a"\noptions = { shape = "round" }')).toEqual({
    actions: 'delete,create',
    paths: [['options', 'shape']],
  });
  expect(await replanned('path = "a"\nkind = "triangle"')).toEqual({ actions: 'delete,create', paths: [['kind']] });
  expect(await replanned('path = "a"\ncontent = "replace"')).toEqual({
    actions: 'delete,create',
    paths: [['content']],
  });
}, 120_000);

test('a resource without update is replaced by any change, and without read keeps its state', async () => {
  const space = echoWorkspace('');
  const stamp = (text: string) => `resource "echo_stamp" "it" {\n  text = ${text}\n}\n`;
  await apply(space, stamp('"a"'));
  expect((await space.plan('-detailed-exitcode')).code).toBe(0);
  const plan = await applied(space, stamp('"b"'));
  expect(plan.resource_changes?.[0]?.change).toMatchObject({
    actions: ['delete', 'create'],
    replace_paths: [['text']],
  });
  expect(stateOf(space, 'echo_stamp.it')).toEqual({ text: 'b', result: 'stamped b' });
});

test('computed members of nested attributes and blocks are unknown in the plan and known after the apply', async () => {
  const body = (size: number, more = '') => `
    path    = "a"
    value   = { a = [1, "b", null], later = terraform_data.later.id }
    options = { size = ${size} }
    parts   = [{ name = "one" }, { name = terraform_data.later.id }]
    members = [{ name = "one" }, { name = "two" }${more}]
    named   = { abc = {}, d = { size = 42 } }
    limits { most = 21 }
    side {
      name = "front"
      hole { size = 1 }
    }
    side { name = "back" }
  `;
  const configuration = (text: string) => `
    resource "terraform_data" "later" {}
    ${thing(text)}
    output "same" {
      value = echo_thing.it.value == { a = [1, "b", null], later = terraform_data.later.id }
    }
  `;
  const space = echoWorkspace('');
  const plan = await applied(space, configuration(body(3)));
  const change = plan.resource_changes?.find(({ address }) => address === 'echo_thing.it')?.change;
  expect(change?.after_unknown).toMatchObject({
    value: { later: true },
    options: { area: true },
    parts: [{ id: true }, { name: true, id: true }],
    members: [{ id: true }, { id: true }],
    named: { abc: { size: true }, d: {} },
    limits: { cost: true },
    side: [{ id: true, hole: { id: true } }, { id: true }],
  });
  expect(stateOf(space, 'echo_thing.it')).toMatchObject({
    options: { size: 3, area: 9, shape: null, password: null },
    parts: [{ id: 'id of one' }, { id: expect.stringMatching(/^id of [0-9a-f-]{36}$/) }],
    members: [
      { name: 'one', id: 'id of one' },
      { name: 'two', id: 'id of two' },
    ],
    named: { abc: { size: 3 }, d: { size: 42 } },
    limits: { most: 21, cost: 42 },
    side: [
      { name: 'front', id: 'id of front', hole: { size: 1, id: 'hole in front' } },
      { name: 'back', id: 'id of back', hole: null },
    ],
  });
  expect((await space.outputs()).same?.value).toBe(true);
  expect((await space.plan('-detailed-exitcode')).code).toBe(0);

  const update = await applied(space, configuration(body(4, ', { name = "three" }')));
  const updated = update.resource_changes?.find(({ address }) => address === 'echo_thing.it')?.change;
  expect(updated).toMatchObject({
    actions: ['update'],
    after: { named: { abc: { size: 3 } } },
    after_unknown: { options: { area: true }, side: [{ id: true }, { id: true }] },
  });
  expect((await space.plan('-detailed-exitcode')).code).toBe(0);
}, 120_000);

test.skipIf(!writeOnlyKnown)(
  'a resource gets write-only arguments, which Terraform does not store',
  async () => {
    const space = echoWorkspace('');
    const body = (version: number) => `
    ephemeral "echo_lease" "it" {
      file = "\${path.module}/leases"
      name = "number ${version}"
    }
    ${thing(`
      path           = "a"
      secret         = ephemeral.echo_lease.it.secret
      secret_version = ${version}
      options        = { password = "hidden ${version}" }
    `)}
  `;
    await apply(space, body(1));
    expect((await space.plan('-detailed-exitcode')).code).toBe(0);
    const update = await applied(space, body(2));
    expect(update.resource_changes?.[0]?.change).toMatchObject({
      actions: ['update'],
      after: { secret: null, options: { password: null } },
    });
    expect(written(space)).toEqual([
      'create null, secret secret of number 1, password hidden 1',
      'update null to null, secret secret of number 2',
    ]);
    const state = readFileSync(join(space.directory, 'terraform.tfstate'), 'utf8');
    expect(state).toContain('"secret": null');
    expect(state).not.toMatch(/secret of|hidden/);
  },
  120_000,
);

describe('after an error', () => {
  const failing = (how: string) => thing(`path = "a"\ncontent = "${how}"\nfail = "${how}"`);

  test('of modifyPlan or create, Terraform shows it and records the state that was set', async () => {
    const space = echoWorkspace(failing('plan'));
    expect(await space.progress('plan')).toMatchObject([
      { severity: 'error', summary: 'Not planned', range: { start: { line: 8 } } },
    ]);
    space.write({ 'main.tf': failing('create') });
    expect(await space.progress('apply', '-auto-approve')).toMatchObject([{ summary: 'Not created' }]);
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({ path: 'a', id: 'id of a' });
    space.write({ 'main.tf': thing('path = "a"\ncontent = "warn"') });
    // Terraform plans the update first, and then the two halves of the replacement.
    const warnings = await space.progress('plan', '-out=plan');
    expect(new Set(warnings.map(({ severity, summary }) => `${severity}: ${summary}`))).toEqual(
      new Set(['warning: Planned']),
    );
    const plan = (await space.json('show', 'plan')) as Plan;
    expect(plan.resource_changes?.[0]).toMatchObject({ action_reason: 'replace_because_tainted' });
  }, 120_000);

  test('of update or delete, the state is the prior one', async () => {
    const space = echoWorkspace('');
    await apply(space, thing('path = "a"\ncontent = "one"'));
    space.write({ 'main.tf': failing('update') });
    expect(await space.progress('apply', '-auto-approve')).toMatchObject([{ summary: 'Not updated' }]);
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({ content: 'one', fail: null, revision: 1 });
    await apply(space, failing('delete'));
    expect((await space.destroy()).stderr).toContain('Error: Not deleted');
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({ content: 'delete', revision: 2 });
  }, 120_000);

  test.for<[string, string | undefined]>([
    ['Terraform', undefined],
    ['the newer Terraform', NEWER_TERRAFORM.executable],
  ])('of an invalid state after create or update, %s shows it and records what is valid', async ([, executable]) => {
    const invalid = thing('path = "a"\ncontent = "one"\nfail = "invalid"');
    const space = echoWorkspace(invalid, executable);
    const errors = ['extra is not in the schema', 'revision is invalid', 'seen is unknown'];
    const shown = async () => (await space.progress('apply', '-auto-approve')).map(({ detail }) => detail).sort();
    expect(await shown()).toEqual(errors.map((error) => expect.stringContaining(error)));
    const created = { path: 'a', id: 'id of a', content: 'other', revision: null, seen: null };
    expect(stateOf(space, 'echo_thing.it')).toMatchObject(created);
    const { resource_changes: changes } = await planned(space);
    expect(changes?.[0]).toMatchObject({ action_reason: 'replace_because_tainted' });

    await apply(space, thing('path = "a"\ncontent = "one"'));
    space.write({ 'main.tf': invalid });
    expect(await shown()).toEqual(errors.map((error) => expect.stringContaining(error)));
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({
      ...created,
      fail: 'invalid',
      // From the prior state.
      revision: 1,
      seen: '{"kind": "square", "planned": "square"}',
    });
  });

  test('of validate or a missing argument, nothing is planned', async () => {
    const invalid = await echoWorkspace(thing('path = ""')).diagnostics();
    expect(invalid).toMatchObject([{ summary: 'Invalid path', range: { start: { line: 6 } } }]);
    const missing = await echoWorkspace(
      thing('path = "a"\nside {\nname = "x"\nhole {\nsize = null\n}\n}\nlimits {}'),
    ).diagnostics();
    expect(missing).toMatchObject([
      { detail: 'side[0].hole.size is null; it must have a value. Set it.', range: { start: { line: 10 } } },
      { severity: 'warning', summary: 'Deprecated argument', detail: 'side is deprecated. Use parts.' },
    ]);
  });
});

test('a resource is imported by its id', async () => {
  const space = echoWorkspace('');
  writeFileSync(join(space.directory, 'a'), 'already there');
  const imported = (id: string) => `
    import {
      to = echo_thing.it
      id = "${id}"
    }
    ${thing('path = "a"\ncontent = "already there"')}
  `;
  space.write({ 'main.tf': imported('nothing') });
  expect(await space.progress('plan')).toMatchObject([
    { summary: 'Nothing to import', detail: expect.stringContaining('There is no echo_thing with the id "nothing".') },
  ]);
  const plan = await applied(space, imported('a'));
  expect(plan.resource_changes?.[0]?.change.actions).toEqual(['no-op']);
  expect(stateOf(space, 'echo_thing.it')).toMatchObject({ id: 'id of a', content: 'already there' });
  expect((await space.destroy()).code).toBe(0);
  expect(written(space)).toEqual([expect.stringMatching(/^delete already there, made by an import/)]);

  space.write({ 'main.tf': 'resource "echo_stamp" "it" {}' });
  const { stderr } = await space.run('import', 'echo_stamp.it', 'x');
  expect(stderr).toContain('A echo_stamp cannot be imported.');
}, 120_000);

describe('a stored state', () => {
  /** Writes a state file with one resource of a type and schema version. */
  function stored(space: PluginWorkspace, type: string, version: number, attributes: string, provider: string): void {
    const state = `{
      "version": 4,
      "terraform_version": "1.11.4",
      "serial": 1,
      "lineage": "00000000-0000-0000-0000-000000000000",
      "outputs": {},
      "resources": [{
        "mode": "managed",
        "type": "${type}",
        "name": "it",
        "provider": "provider[\\"${provider}\\"]",
        "instances": [{ "schema_version": ${version}, "attributes": ${attributes}, "private": "bm90IEpTT04=" }]
      }]
    }`;
    space.write({ 'terraform.tfstate': state });
  }
  const ECHO = 'example.com/test/echo';

  test.for<[number, string, string]>([
    [
      0,
      '{ "file": "a", "size": 9007199254740993.5, "any": { "value": ["\\"x\\\\", 0.1, null], "type": ["tuple", ["string", "number", "bool"]] }, "gone": [{ "x": -1e400 }] }',
      '{"size": exact(9007199254740993.5), "any": dynamic(["tuple",["string","number","bool"]], ["\\"x\\\\", 0.1, null])}',
    ],
    [
      1,
      '{ "path": "a", "texts": ["\\u00e9", "\\ud834\\udd1e"], "side": { "k": { "name": "x" }, "l": {} } }',
      '{"texts": ["é", "𝄞"], "side": {"k": {"name": "x"}, "l": {"name": null}}}',
    ],
  ])('of schema version %i is upgraded', async ([version, attributes, seen]) => {
    const space = echoWorkspace(thing('path = "a"\nkind = "square"'));
    space.write({ a: '' });
    stored(space, 'echo_thing', version, attributes, ECHO);
    const plan = await planned(space);
    const { actions, after } = plan.resource_changes?.[0]?.change ?? {};
    if (version === 1) expect({ actions, after }).toMatchObject({ actions: ['no-op'], after: { seen, id: 'id of a' } });
    else expect(actions).toEqual(['update']);
    expect((await space.run('apply', '-refresh-only', '-auto-approve')).code).toBe(0);
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({ seen, id: 'id of a' });
  });

  test.for([
    ['without loss', '123456789012345678901234567890.5', ''],
    // Terraform 1.8 itself loses digits of a number if an attribute is gone.
    ['with attributes added and removed', '1234567890.5', '"gone": 1,'],
  ] as const)('of the same schema version is read %s', async ([, number, gone]) => {
    const space = echoWorkspace(`resource "echo_thing" "it" {\npath = "a"\nsecret_version = ${number}\n}\n`);
    space.write({ a: '' });
    const attributes = `"path": "a", "kind": "square", "secret_version": ${number}, ${gone} "limits": {}, "side": []`;
    stored(space, 'echo_thing', 2, `{ ${attributes} }`, ECHO);
    const { code, stdout, stderr } = await space.plan('-detailed-exitcode');
    expect(code, stdout + stderr).toBe(0);
  });

  test('of a schema version without an upgrader is refused', async () => {
    const space = echoWorkspace('resource "echo_stamp" "it" {}');
    stored(space, 'echo_stamp', 0, '{ "text": "a" }', ECHO);
    expect(await space.progress('plan')).toMatchObject([
      {
        severity: 'error',
        summary: 'Stored state too old',
        detail: expect.stringContaining('which has schema version 1'),
      },
    ]);
  });

  test('of another type is moved', async () => {
    const BUILTIN = 'terraform.io/builtin/terraform';
    const moved = `
      moved {
        from = terraform_data.it
        to   = echo_thing.it
      }
      ${thing('path = "a"')}
    `;
    const space = echoWorkspace(moved);
    space.write({ a: '' });
    stored(space, 'terraform_data', 0, '{ "id": "x", "input": { "value": "a", "type": "string" } }', BUILTIN);
    const plan = await applied(space, moved);
    expect(plan.resource_changes?.[0]?.change.actions).toEqual(['no-op']);
    expect(stateOf(space, 'echo_thing.it')).toMatchObject({ path: 'a', seen: '{"id": "x"}' });

    stored(space, 'echo_stamp', 1, '{ "text": "x", "result": "y" }', ECHO);
    space.write({ 'main.tf': moved.replace('terraform_data', 'echo_stamp') });
    expect(await space.progress('plan')).toMatchObject([
      {
        severity: 'error',
        detail: expect.stringContaining('Supported: terraform_data (schema version 0).'),
      },
    ]);
  });
});

test('terraform providers schema prints the declared resource', async () => {
  const { resource_schemas: schemas } = await echoWorkspace('').schema();
  const markdown = { description_kind: 'markdown' };
  const computed = { type: 'string', ...markdown, computed: true };
  const writeOnly = writeOnlyKnown ? { write_only: true } : {};
  expect(schemas?.echo_thing).toMatchObject({
    version: 2,
    block: {
      description: 'A **thing**.',
      attributes: {
        path: { type: 'string', description: 'The file.', required: true },
        labels: { type: ['set', 'string'], optional: true, deprecated: true },
        options: {
          nested_type: { nesting_mode: 'single', attributes: { password: { optional: true, ...writeOnly } } },
        },
        parts: { nested_type: { nesting_mode: 'list' } },
        members: { nested_type: { nesting_mode: 'set' } },
        named: { nested_type: { nesting_mode: 'map' } },
        secret: { type: 'string', ...markdown, optional: true, sensitive: true, ...writeOnly },
        id: computed,
      },
      block_types: {
        limits: { nesting_mode: 'group' },
        side: {
          nesting_mode: 'list',
          max_items: 3,
          block: {
            description: 'A side.',
            deprecated: true,
            block_types: { hole: { nesting_mode: 'single', block: { attributes: { id: computed } } } },
          },
        },
      },
    },
  });
});
