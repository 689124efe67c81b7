/** Data sources, diagnostics and the process of a provider with the real Terraform. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findTerraform } from '../../harness/terraform/terraform';
import { bundleProvider } from './support/bundle';
import { PluginWorkspace } from './support/terraform';

const probe = await bundleProvider('probe');

function workspace(configuration: string, env: NodeJS.ProcessEnv = {}): PluginWorkspace {
  const created = new PluginWorkspace(probe, { env });
  created.write({ 'main.tf': configuration });
  return created;
}

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
    const space = workspace(
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
    const space = workspace(`
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
    const space = workspace(`
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
  const { provider, data_source_schemas: schemas } = await workspace('').schema();
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

describe('a diagnostic', () => {
  test('shows the line of its path, or the line at which the value around it begins', async () => {
    const configuration = `
      data "probe_nested" "it" {
        id = "bad" # Bad id
        object = {
          name = "bad" # Bad object.name
          inner = { # Bad object.inner.name
            name = "bad"
          }
        }
        list = [
          { name = "good" },
          { name = "bad" }, # Bad list[1].name
        ]
        map = {
          first = { name = "good" }
          "the second" = { # Bad map["the second"].name
            name = "bad"
          }
        }
        texts = {
          a = "good"
          b = "bad" # Bad texts["b"]
        }
        item {
          name = "good"
        }
        item {
          name = "bad" # Bad item[1].name
          inner = {
            name = "bad" # Bad item[1].inner.name
          }
        }
        set = [{ name = "bad" }] # Bad set
      }
    `;
    const lines = configuration.split('\n');
    const shown = (await workspace(configuration).diagnostics()).map(({ summary, range }) => ({
      summary,
      line: lines[(range?.start.line ?? 0) - 1]?.trim(),
    }));
    const expected = lines.flatMap((line) => {
      const summary = line.split('# ')[1];
      return summary ? [{ summary, line: line.trim() }] : [];
    });
    const bySummary = (one: { summary: string }, other: { summary: string }) => (one.summary < other.summary ? -1 : 1);
    expect(shown.sort(bySummary)).toEqual(expected.sort(bySummary));
  });

  test('in a set of blocks shows the data source', async () => {
    const diagnostics = await workspace(
      'data "probe_nested" "it" {\n  id = "x"\n  member {\n    name = "bad"\n  }\n}\n',
    ).diagnostics();
    expect(diagnostics).toMatchObject([{ summary: 'Bad member', range: { start: { line: expect.any(Number) } } }]);
  });

  test.for<[string, string, string, number]>([
    ['an argument', 'id = null', 'id is null; it must have a value. Set it.', 2],
    [
      'an argument of an object',
      'id = "x"\nobject = { name = null }',
      'object.name is null; it must have a value. Set it.',
      3,
    ],
    [
      'an argument in a set',
      'id = "x"\nset = [{ name = null }]',
      'set[*].name is null; it must have a value. Set it.',
      3,
    ],
    [
      'an element of a map',
      'id = "x"\ntexts = { a = null }',
      'texts["a"] is null; it must have a value. Set it, or leave it out.',
      3,
    ],
    [
      'an element of a list',
      'id = "x"\nlist = [null]',
      'list[0] is null; it must have a value. Set it, or leave it out.',
      3,
    ],
    [
      'an argument of a block',
      'id = "x"\nitem {\nname = null\n}',
      'item[0].name is null; it must have a value. Set it.',
      4,
    ],
  ])('reports null where Terraform accepts it: %s', async ([, body, detail, line]) => {
    const diagnostics = await workspace(`data "probe_nested" "it" {\n${body}\n}\n`).diagnostics();
    expect(diagnostics).toMatchObject([{ severity: 'error', detail, range: { start: { line } } }]);
  });

  test('of a value that becomes known during the apply fails the read', async () => {
    const space = workspace(`
      resource "terraform_data" "later" {
        input = null
      }
      data "probe_nested" "it" {
        id = terraform_data.later.output
      }
    `);
    const diagnostics = await space.progress('apply', '-auto-approve');
    expect(diagnostics).toMatchObject([{ summary: 'Missing required argument', address: 'data.probe_nested.it' }]);
  });

  test('of a read is a warning or an error', async () => {
    const read = (how: string) => workspace(`data "probe_failing" "it" {\n  how = "${how}"\n}\n`).progress('plan');
    expect(await read('collected')).toMatchObject([
      { severity: 'warning', summary: 'One', address: 'data.probe_failing.it' },
      { severity: 'error', summary: 'Two', range: { start: { line: 2 } } },
      { severity: 'error', summary: 'Three', range: { start: { line: 1 } } },
    ]);
    expect(await read('bug')).toMatchObject([
      {
        severity: 'error',
        summary: 'Internal error of the provider',
        detail: expect.stringContaining('x is not a function'),
      },
    ]);
    expect(await read('wrong type')).toMatchObject([
      { summary: 'Internal error of the provider', detail: expect.stringContaining('result: a string is required') },
    ]);
  });

  test('of a failed configuration ends the plan before any read', async () => {
    const diagnostics = await workspace(`
      provider "probe" {
        fail = true
      }
      data "probe_configuration" "it" {}
    `).progress('plan');
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Not configured', range: { start: { line: 3 } } },
    ]);
  });

  test('of a crash is the report of a panic', async () => {
    const { stderr, code } = await workspace('data "probe_failing" "it" {\n  how = "crash"\n}\n').plan();
    expect(code).toBe(1);
    expect(stderr).toContain('panic: Error: out of the blue');
    expect(stderr).toContain('Error: The terraform-provider-probe plugin crashed!');
  });
});

/** Creates a directory for the temporary files of Terraform and its plugins. */
function temporaryFiles(name = 'files'): string {
  const root = mkdtempSync(join(tmpdir(), 'terraform-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const directory = join(root, name);
  mkdirSync(directory);
  return directory;
}

/** Starts a plan with a slow read, and waits until the provider's code runs. */
async function slowPlan(
  files: string,
): Promise<{ readonly terraform: ChildProcess; readonly lines: readonly string[] }> {
  const { executable, directory, env } = workspace('data "probe_slow" "it" {}\n', { TMPDIR: files, TF_LOG: 'debug' });
  // A process group of its own, as under a terminal.
  const terraform = spawn(executable, ['plan', '-no-color'], { cwd: directory, env, detached: true, stdio: 'pipe' });
  const ended = once(terraform, 'close');
  onTestFinished(async () => {
    terraform.kill('SIGKILL');
    await ended;
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [terraform.stdout, terraform.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('reading slowly')) resolve();
      });
    }
    void ended.then(() => reject(new Error(lines.join('\n'))));
  });
  return { terraform, lines };
}

/** The process ids of plugins in Terraform's log. */
function pluginIds(lines: readonly string[]): number[] {
  return lines.flatMap((line) => /plugin started: .*pid=(\d+)/.exec(line)?.[1] ?? []).map(Number);
}

/** Whether a process runs. A zombie does not. */
function isRunning(id: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(id)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('Ctrl-C in Terraform', () => {
  test('stops a read, with an error that says so', async () => {
    const files = temporaryFiles();
    const { terraform, lines } = await slowPlan(files);
    const closed = once(terraform, 'close');
    // To Terraform and its plugin, as from a terminal.
    process.kill(-Number(terraform.pid), 'SIGINT');
    expect(await closed).toEqual([1, null]);
    const output = lines.join('\n');
    expect(output).toContain('Error: Operation stopped');
    expect(output).toContain('The run was interrupted before the provider had an answer.');
    expect(output).not.toMatch(/did not respond|panic|plugin crashed/);
    expect(pluginIds(lines).filter(isRunning)).toEqual([]);
    expect(readdirSync(files)).toEqual([]);
  });
});

test('a plugin exits when its Terraform is killed', async () => {
  const files = temporaryFiles();
  const { terraform, lines } = await slowPlan(files);
  const running = pluginIds(lines).filter(isRunning);
  expect(running).toHaveLength(1);
  expect(readdirSync(files)).toHaveLength(1);
  terraform.kill('SIGKILL');
  await expect.poll(() => running.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(files)).toEqual([]);
});

test('50 starts in a row succeed, and leave no file and no process', async () => {
  const files = temporaryFiles();
  const space = workspace('data "probe_value" "it" {}\n', {
    TMPDIR: files,
    TF_LOG: 'debug',
    TF_LOG_PATH: join(files, '../log'),
  });
  for (let run = 0; run < 25; run += 1) {
    expect((await space.validate()).valid).toBe(true);
  }
  const log = readFileSync(join(files, '../log'), 'utf8').split('\n');
  const ids = new Set(pluginIds(log));
  expect(ids.size).toBe(50);
  expect([...ids].filter(isRunning)).toEqual([]);
  expect(readdirSync(files)).toEqual([]);
  // Terraform kills a plugin that does not exit within two seconds.
  expect(log.filter((line) => line.includes('plugin failed to exit gracefully'))).toEqual([]);
}, 60_000);

test('a provider starts with a long path for temporary files', async () => {
  const files = temporaryFiles('x'.repeat(120));
  expect((await workspace('data "probe_value" "it" {}\n', { TMPDIR: files }).validate()).valid).toBe(true);
});

test("Terraform's log has the provider's log lines at their levels", async () => {
  const space = workspace('data "probe_failing" "it" {\n  how = "log"\n}\n', { TF_LOG_PROVIDER: 'info' });
  const { stderr } = await space.plan();
  for (const level of ['info', 'warn', 'error']) {
    expect(stderr).toMatch(
      new RegExp(`\\[${level.toUpperCase()}\\] +provider\\.\\S+: a ${level} line: .*level=${level}`),
    );
  }
  expect(stderr).not.toMatch(/a (debug|trace) line/);
});
