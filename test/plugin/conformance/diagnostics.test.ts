/** Diagnostics as the real Terraform shows them. */
import { describe, expect, test } from 'vitest';
import { findTerraform, terraformExecutable } from '../../../harness/terraform/terraform';
import { NEWER_TERRAFORM } from '../../support/newer-terraform';
import { terraformHas } from '../../support/terraform-features';
import { probeWorkspace } from './probe-workspace';

describe('a diagnostic', () => {
  // Terraform up to 1.14 follows a path into blocks, and then a single step: for a longer one, it shows the head of the block.
  test.for<[string, string]>([
    ['Terraform', terraformExecutable()],
    ['the newer Terraform', NEWER_TERRAFORM.executable],
  ])('shows the line of its path in %s', async ([, executable]) => {
    const { version } = await findTerraform({ ...process.env, TERRAFORM_BINARY_NAME: executable });
    const configuration = `
      data "probe_nested" "it" {
        id = "bad" # Bad id
        object = {
          name = "bad" # Bad object.name, by 1.15
          inner = {
            name = "bad" # Bad object.inner.name, by 1.15
          }
        }
        list = [
          { name = "good" },
          { name = "bad" }, # Bad list[1].name, by 1.15
        ]
        map = {
          first = { name = "good" }
          "the second" = {
            name = "bad" # Bad map["the second"].name, by 1.15
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
            text = "bad" # Bad item[1].inner.text, by 1.15
          }
        }
        set = [{ name = "bad" }] # Bad set
      }
    `;
    const lines = configuration.split('\n');
    const space = probeWorkspace(configuration, {}, executable);
    const shown = new Map(
      (await space.diagnostics()).map(({ summary, range }) => [summary, lines[(range?.start.line ?? 0) - 1]?.trim()]),
    );
    const followsWholePaths = await terraformHas('diagnostics with whole paths', version);
    const expected = lines.flatMap((line): [string, string][] => {
      const [, summary = '', since] = /# (Bad .*?)(, by 1.15)?$/.exec(line) ?? [];
      if (summary === '') return [];
      const head = summary.startsWith('Bad item') ? 'item {' : 'data "probe_nested" "it" {';
      return [[summary, since && !followsWholePaths ? head : line.trim()]];
    });
    expect(shown).toEqual(new Map(expected));
  });

  test('in a set of blocks shows the data source', async () => {
    const diagnostics = await probeWorkspace(
      'data "probe_nested" "it" {\n  id = "x"\n  member {\n    name = "bad"\n  }\n}\n',
    ).diagnostics();
    expect(diagnostics).toMatchObject([{ summary: 'Bad member', range: { start: { line: expect.any(Number) } } }]);
  });

  test.for<[string, string, string, number]>([
    ['an argument', 'id = null', 'id is null; it must have a value. Set it.', 2],
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
    const diagnostics = await probeWorkspace(`data "probe_nested" "it" {\n${body}\n}\n`).diagnostics();
    expect(diagnostics).toMatchObject([{ severity: 'error', detail, range: { start: { line } } }]);
  });

  test('refuses a value for what the provider alone computes', async () => {
    const diagnostics = await probeWorkspace('data "probe_configuration" "it" {\n  seen = "x"\n}\n').diagnostics();
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Computed attribute is set', range: { start: { line: 2 } } },
    ]);
  });

  test('of a value that becomes known during the apply fails the read', async () => {
    const space = probeWorkspace(`
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
    const read = (how: string) => probeWorkspace(`data "probe_failing" "it" {\n  how = "${how}"\n}\n`).progress('plan');
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
    const diagnostics = await probeWorkspace(`
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
    const { stderr, code } = await probeWorkspace('data "probe_failing" "it" {\n  how = "crash"\n}\n').plan();
    expect(code).toBe(1);
    expect(stderr).toContain('panic: Error: out of the blue');
    expect(stderr).toContain('Error: The terraform-provider-probe plugin crashed!');
  });
});
