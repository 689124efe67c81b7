/** Diagnostics as the real Terraform shows them. */
import { describe, expect, test } from 'vitest';
import { probeWorkspace } from './probe-workspace';

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
    const shown = (await probeWorkspace(configuration).diagnostics()).map(({ summary, range }) => ({
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
    const diagnostics = await probeWorkspace(
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
    const diagnostics = await probeWorkspace(`data "probe_nested" "it" {\n${body}\n}\n`).diagnostics();
    expect(diagnostics).toMatchObject([{ severity: 'error', detail, range: { start: { line } } }]);
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
