/** Data sources with the real Terraform. */
import { describe, expect, test } from 'vitest';
import { findTerraform } from '../../../harness/terraform/terraform';
import { probeWorkspace } from './probe-workspace';

describe('a value', () => {
  const VALUES: Readonly<Record<string, { readonly hcl: string; readonly seen: string }>> = {
    nothing: { hcl: 'null', seen: 'null' },
    text: { hcl: '"text"', seen: 'dynamic("string", "text")' },
    null_text: { hcl: 'tostring(null)', seen: 'dynamic("string", null)' },
    mark: { hcl: '"\\ufeffmark"', seen: 'dynamic("string", "\ufeffmark")' },
    nul: { hcl: '"a\\u0000b"', seen: 'dynamic("string", "a\\u0000b")' },
    clef: { hcl: '"\\U0001d11e"', seen: 'dynamic("string", "𝄞")' },
    // Terraform normalizes strings to NFC.
    composed: { hcl: '"e\\u0301"', seen: 'dynamic("string", "é")' },
    yes: { hcl: 'true', seen: 'dynamic("bool", true)' },
    zero: { hcl: '0', seen: 'dynamic("number", 0)' },
    tenth: { hcl: '0.1', seen: 'dynamic("number", 0.1)' },
    half: { hcl: '-0.5', seen: 'dynamic("number", -0.5)' },
    safe: { hcl: '9007199254740991', seen: 'dynamic("number", 9007199254740991)' },
    unsafe: { hcl: '9007199254740993', seen: 'dynamic("number", exact(9007199254740993))' },
    int64: { hcl: '-9223372036854775808', seen: 'dynamic("number", exact(-9223372036854775808))' },
    uint64: { hcl: '18446744073709551615', seen: 'dynamic("number", exact(18446744073709551615))' },
    power: { hcl: '18446744073709551616', seen: 'dynamic("number", exact(18446744073709551616))' },
    small_power: {
      hcl: '1 / 1073741824',
      seen: 'dynamic("number", exact(0.000000000931322574615478515625))',
    },
    huge: { hcl: '1e400', seen: `dynamic("number", exact(1${'0'.repeat(400)}))` },
    tiny: { hcl: '1e-400', seen: `dynamic("number", exact(0.${'0'.repeat(399)}1))` },
    third: { hcl: '1 / 3', seen: `dynamic("number", exact(0.${'3'.repeat(154)}` },
    no_elements: { hcl: '[]', seen: 'dynamic(["tuple",[]], [])' },
    tuple: { hcl: '["a", 1, null]', seen: 'dynamic(["tuple",["string","number","dynamic"]], ["a", 1, null])' },
    list: { hcl: 'tolist(["b", "a", null])', seen: 'dynamic(["list","string"], ["b", "a", null])' },
    set: { hcl: 'toset(["b", "a", "b"])', seen: 'dynamic(["set","string"], ["a", "b"])' },
    no_members: { hcl: '{}', seen: 'dynamic(["object",{}], {})' },
    object: {
      hcl: '{ a = 1, b = { c = [true] } }',
      seen: 'dynamic(["object",{"a":"number","b":["object",{"c":["tuple",["bool"]]}]}], {"a": 1, "b": {"c": [true]}})',
    },
    map: {
      hcl: 'tomap({ "" = 1, "__proto__" = 2, "constructor" = 3, "\\U0001d11e" = 4, "a b" = 5 })',
      seen: 'dynamic(["map","number"], {"": 1, "__proto__": 2, "a b": 5, "constructor": 3, "𝄞": 4})',
    },
    proto: { hcl: '{ "__proto__" = { "x" = 1 } }', seen: '{"__proto__": {"x": 1}}' },
    numeric: { hcl: 'tomap({ "10" = 1, "9" = 2, "-1" = 3 })', seen: '"10": 1' },
    long: { hcl: 'join("", [for i in range(1024) : format("%01024d", i)])', seen: `"${'0'.repeat(1000)}` },
  };

  test('of any kind reaches the provider and is returned unchanged', async () => {
    const entries = Object.entries(VALUES);
    const space = probeWorkspace(
      `locals {
        values = {
          ${entries.map(([name, { hcl }]) => `${name} = ${hcl}`).join('\n')}
        }
      }
      data "probe_value" "it" {
        for_each = toset(keys(local.values))
        value    = local.values[each.key]
      }
      output "same" {
        value = { for name, value in local.values : name => (
          jsonencode(data.probe_value.it[name].result) == jsonencode(value) && data.probe_value.it[name].result == value
        ) }
      }
      output "seen" {
        value = { for name, data in data.probe_value.it : name => data.seen }
      }`,
    );
    const { code, stdout, stderr } = await space.apply();
    expect(code, stdout.slice(0, 5000) + stderr.slice(0, 5000)).toBe(0);
    const { same, seen: outputs } = await space.outputs();
    const seen = outputs?.value as Record<string, string>;
    expect(same?.value).toEqual(Object.fromEntries(entries.map(([name]) => [name, true])));
    for (const [name, expected] of entries) {
      expect(seen[name], name).toContain(expected.seen);
    }
    expect((await space.plan('-detailed-exitcode')).code).toBe(0);
  });

  test('from the user is kept, and one that is left out comes from the provider', async () => {
    const space = probeWorkspace(`
      data "probe_typed" "given" {
        given = "by the user"
        texts = { "10" = "a", "9" = "b" }
        flags = [true, true]
      }
      data "probe_typed" "left_out" {}
      output "given" { value = data.probe_typed.given }
      output "left_out" { value = data.probe_typed.left_out }
    `);
    expect((await space.apply()).code).toBe(0);
    const { given, left_out } = await space.outputs();
    expect(given?.value).toMatchObject({ given: 'by the user', texts: { 10: 'a', 9: 'b' }, flags: [true], text: null });
    expect(left_out?.value).toMatchObject({ given: 'from the provider', texts: null });
  });
});

describe('an unknown value', () => {
  test('reaches validate and configure with its refinements', async () => {
    const space = probeWorkspace(`
      resource "terraform_data" "later" {
        count = 2
        input = "x"
      }
      locals {
        unknown = terraform_data.later[0].output
      }
      provider "probe" {
        text = "region-\${terraform_data.later[0].id}"
      }
      data "probe_typed" "it" {
        text   = "prefix-\${terraform_data.later[0].id}"
        number = length(terraform_data.later[*].id) + length(local.unknown == "x" ? ["a", "b"] : ["a", "b"])
        flags  = [terraform_data.later[0].output == "x"]
        texts  = { a = terraform_data.later[0].id, b = "known" }
      }
      data "probe_typed" "long" {
        # Terraform shortens a long prefix, at the end of a character.
        text = "x\${join("", [for i in range(200) : "\\U0001d11e"])}\${terraform_data.later[0].id}"
      }
      data "probe_value" "dynamic" {
        value = local.unknown
      }
      data "probe_value" "nested" {
        value = { a = [terraform_data.later[0].id], b = local.unknown }
      }
      data "probe_configuration" "it" {}
      output "configuration" { value = data.probe_configuration.it.seen }
    `);
    const plan = await space.progress('plan', '-out=plan');
    const seen = plan.filter(({ summary }) => summary === 'Seen');
    const of = (address: string) => seen.find((diagnostic) => diagnostic.address === address)?.detail ?? '';
    expect(plan.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(of('data.probe_typed.it')).toContain('"text": unknown({"notNull": true, "prefix": "prefix-"})');
    expect(of('data.probe_typed.it')).toContain('"texts": {"a": unknown({}), "b": "known"}');
    expect(of('data.probe_typed.long')).toMatch(/"text": unknown\(\{"notNull": true, "prefix": "x𝄞+"\}\)/u);
    expect(of('data.probe_value.dynamic')).toBe('unknown({})');
    expect(of('data.probe_value.nested')).toContain('{"a": [unknown({})], "b": unknown({})}');
    const { planned_values: planned } = (await space.json('show', 'plan')) as {
      planned_values: { outputs: Record<string, { value: string }> };
    };
    const { version } = await findTerraform();
    expect(planned.outputs.configuration?.value).toBe(`${version}: unknown({"notNull": true, "prefix": "region-"})`);
    const apply = await space.progress('apply', 'plan');
    expect(apply.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('terraform providers schema prints the declared schema', async () => {
  const { provider, data_source_schemas: schemas } = await probeWorkspace('').schema();
  expect(provider).toEqual({
    version: 0,
    block: {
      description_kind: 'markdown',
      attributes: {
        fail: { type: 'bool', description_kind: 'markdown', optional: true },
        text: { type: 'string', description_kind: 'markdown', optional: true },
      },
    },
  });
  const markdown = { description_kind: 'markdown' };
  expect(schemas?.probe_everything).toEqual({
    version: 3,
    block: {
      description: 'Has **everything**.',
      ...markdown,
      attributes: {
        required: { type: 'string', description: 'Needed.', ...markdown, required: true },
        optional: { type: 'bool', ...markdown, optional: true, deprecated: true },
        computed: { type: 'number', ...markdown, computed: true, sensitive: true },
        optional_computed: { type: ['map', 'number'], ...markdown, optional: true, computed: true },
        any: { type: 'dynamic', ...markdown, optional: true },
        flags: { type: ['set', 'bool'], ...markdown, optional: true },
        object: {
          nested_type: {
            nesting_mode: 'single',
            attributes: {
              inner: {
                nested_type: {
                  nesting_mode: 'map',
                  attributes: { name: { type: 'string', ...markdown, required: true } },
                },
                ...markdown,
                optional: true,
              },
            },
          },
          description: 'Nested.',
          ...markdown,
          optional: true,
        },
        list: {
          nested_type: {
            nesting_mode: 'list',
            attributes: {
              name: { type: 'string', ...markdown, required: true },
              secret: { type: 'string', ...markdown, computed: true, sensitive: true },
            },
          },
          ...markdown,
          computed: true,
        },
        set: {
          nested_type: {
            nesting_mode: 'set',
            attributes: { name: { type: 'string', ...markdown, optional: true, computed: true } },
          },
          ...markdown,
          optional: true,
          computed: true,
        },
      },
      block_types: {
        item: {
          nesting_mode: 'list',
          min_items: 1,
          max_items: 3,
          block: {
            description: 'An item.',
            ...markdown,
            attributes: { name: { type: 'string', ...markdown, required: true } },
          },
        },
        member: {
          nesting_mode: 'set',
          block: {
            ...markdown,
            attributes: { name: { type: 'string', description: 'Its name.', ...markdown, optional: true } },
          },
        },
      },
    },
  });
});
