/** Functions with the real Terraform. */
import { describe, expect, test } from 'vitest';
import { echoWorkspace } from './echo-workspace';

test('a function gets and returns values of its declared types', async () => {
  const space = echoWorkspace(`
    locals {
      calls = {
        all = provider::echo::seen(null, 1.5, true, ["a", "b"], { a = 1 }, { name = null, sizes = [1, 2] }, ["x", null])
        converted = provider::echo::seen(1, "2", "true", [3], null, { name = 4, sizes = ["5"] }, [true, "false"])
        variadic = provider::echo::seen("", 0, null, [], {}, { name = "", sizes = [] }, ["", false], null, 7, ["x"])
        joined = provider::echo::join("-", "a", null, "b")
        no_parts = provider::echo::join("-")
        nothing = provider::echo::nothing()
      }
    }
    output "calls" { value = local.calls }
  `);
  const { code, stderr } = await space.apply();
  expect(code, stderr).toBe(0);
  const { calls } = await space.outputs();
  expect(calls?.value).toEqual({
    all: '{"text": null, "number": 1.5, "flag": true, "texts": ["a", "b"], "numbers": {"a": 1}, "structure": {"name": null, "sizes": [1, 2]}, "pair": ["x", null], "others": []}',
    converted:
      '{"text": "1", "number": 2, "flag": true, "texts": ["3"], "numbers": null, "structure": {"name": "4", "sizes": [5]}, "pair": ["true", false], "others": []}',
    variadic:
      '{"text": "", "number": 0, "flag": null, "texts": [], "numbers": {}, "structure": {"name": "", "sizes": []}, "pair": ["", false], "others": [null, dynamic("number", 7), dynamic(["tuple",["string"]], ["x"])]}',
    joined: 'a-b',
    no_parts: '',
    nothing: null,
  });
});

test('a function with an unknown argument returns an unknown, also with refinements', async () => {
  const space = echoWorkspace(`
    resource "terraform_data" "later" {}
    output "waits" { value = provider::echo::join("-", "a", terraform_data.later.id) }
    output "begins" { value = startswith(provider::echo::prefixed("id-", terraform_data.later.id), "id-") }
    output "not_null" { value = provider::echo::prefixed("id-", terraform_data.later.id) != null }
    output "comes_back" { value = startswith(provider::echo::echo("a-\${terraform_data.later.id}"), "a-") }
    output "at_least" { value = provider::echo::size(terraform_data.later.id) > 9 }
    output "few" { value = length(provider::echo::few(terraform_data.later.id)) < 3 }
    output "in_value" { value = provider::echo::seen("", 0, null, [], {}, { name = "", sizes = [] }, ["", true], [terraform_data.later.id]) }
  `);
  expect((await space.plan('-out=plan')).code).toBe(0);
  const { planned_values: planned } = (await space.json('show', 'plan')) as {
    planned_values: { outputs: Record<string, { value?: unknown }> };
  };
  expect(planned.outputs).toMatchObject({
    begins: { value: true },
    not_null: { value: true },
    comes_back: { value: true },
    at_least: { value: true },
    few: { value: true },
  });
  expect(planned.outputs.waits).not.toHaveProperty('value');
  expect(planned.outputs.in_value?.value).toContain(
    '"others": [dynamic(["tuple",["string"]], [unknown({"notNull": true})])]',
  );
  expect((await space.run('apply', 'plan')).code).toBe(0);
  const { waits, begins } = await space.outputs();
  expect(waits?.value).toMatch(/^a-[0-9a-f-]{36}$/);
  expect(begins?.value).toBe(true);
});

describe('a failed call', () => {
  const INTERNAL = 'Internal error of the provider: ';
  const FAILURES: Readonly<Record<string, readonly [string, string]>> = {
    by_name: ['failing("by name", 42)', 'Invalid value for "at" parameter: 42 is too much; give less.'],
    by_index: ['failing("by index", 3, "a", "b")', 'Invalid value for "parts" parameter: one part is wrong.'],
    variadic: ['failing("variadic", 0, "a", "b")', 'Invalid value for "parts" parameter: 2 parts are wrong.'],
    not_given: ['failing("variadic", 0)', ' failed: 0 parts are wrong.'],
    no_such_index: ['failing("by index", -3)', ' failed: one part is wrong.'],
    nowhere: ['failing("nowhere", null)', ' failed: nothing is right.'],
    diagnostic: ['failing("diagnostic", null)', ' failed: Failed: As told.'],
    bug: ['failing("bug", null)', ` failed: ${INTERNAL}x is not a function\n\nThis is a bug in the provider echo;`],
    wrong_type: ['failing("wrong type", null)', ` failed: ${INTERNAL}a string is required, not a value of kind number`],
    null: ['failing(null, null)', 'Invalid value for "how" parameter: argument must not be null.'],
    null_element: [
      'seen("", 0, null, ["a", null], {}, { name = "", sizes = [] }, ["", true])',
      'Invalid value for "texts" parameter: texts[1] is null; it must have a value. Set it, or leave it out.',
    ],
    null_inside: [
      'seen("", 0, null, [], {}, { name = "", sizes = [null] }, ["", true])',
      'Invalid value for "structure" parameter: structure.sizes[0] is null; it must have a value.',
    ],
    wrong_argument: ['join(["a"])', 'Invalid value for "separator" parameter: string required'],
  };

  test('shows the argument at fault', async () => {
    const outputs = Object.entries(FAILURES).map(
      ([name, [call]]) => `output "${name}" {\n  value = provider::echo::${call}\n}\n`,
    );
    const configuration = outputs.join('');
    const diagnostics = await echoWorkspace(configuration).progress('plan');
    const lines = configuration.split('\n');
    const details = Object.fromEntries(
      diagnostics.map(({ detail, range }) => [/"(.*)"/.exec(lines[(range?.start.line ?? 0) - 2] ?? '')?.[1], detail]),
    );
    expect(Object.keys(details).sort()).toEqual(Object.keys(FAILURES).sort());
    for (const [name, [, detail]] of Object.entries(FAILURES)) expect(details[name]).toContain(detail);
  });
});

test('terraform providers schema prints the declared functions', async () => {
  const schema = await echoWorkspace('').schema();
  expect(schema.functions).toMatchObject({
    echo: {
      summary: 'Gives back its argument',
      description: 'Of **any** type.',
      return_type: 'dynamic',
      parameters: [{ name: 'value', description: 'Any value.', is_nullable: true, type: 'dynamic' }],
    },
    join: {
      deprecation_message: 'Use the one that Terraform has.',
      parameters: [{ name: 'separator', type: 'string' }],
      variadic_parameter: { name: 'parts', description: 'Texts or nulls.', is_nullable: true, type: 'string' },
      return_type: 'string',
    },
  });
});
