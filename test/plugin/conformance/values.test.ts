/** Values that go through Terraform to the provider and back. Terraform itself compares them. */
import { expect, test } from 'vitest';
import { echoWorkspace } from './echo-workspace';
import { HclValues } from './hcl-values';

const COUNT = 150;

/** The exact value of a double. Terraform stores it as 0.1 in the plan of any resource. */
const DOUBLE = '0.1000000000000000055511151231257827021181583404541015625';

/** Expressions that return the value `it` through the provider. */
const WAYS = {
  function: 'provider::echo::echo(it)',
  data: 'data.echo_value.it.result[name]',
  resource: '(name == "double" ? it : echo_kept.it.result[name])',
} as const;

test('values of every type are returned unchanged by functions, data sources and resources', async () => {
  const random = new HclValues(4);
  const values = Array.from({ length: COUNT }, (_, index) => `v${index} = ${random.value(random.type())}`);
  const space = echoWorkspace(`
    locals {
      values = {
        plain_null = null
        double     = ${DOUBLE}
        ${values.join('\n')}
      }
    }
    data "echo_value" "it" {
      value = local.values
    }
    resource "echo_kept" "it" {
      value = { for name, it in local.values : name => it if name != "double" }
    }
    ${Object.entries(WAYS)
      .map(
        ([way, result]) => `
          output "${way}" {
            value = [for name, it in local.values : name if !(${result} == it && jsonencode(${result}) == jsonencode(it))]
          }
        `,
      )
      .join('')}
    output "count" { value = length(local.values) }
    output "other" { value = provider::echo::echo("a") == "b" }
  `);
  const { code, stderr } = await space.apply();
  expect(code, stderr.slice(0, 5000)).toBe(0);
  const outputs = await space.outputs();
  expect(outputs).toMatchObject({
    function: { value: [] },
    data: { value: [] },
    resource: { value: [] },
    count: { value: COUNT + 2 },
    other: { value: false },
  });
  // Also after they were stored and read again.
  expect((await space.plan('-detailed-exitcode')).code).toBe(0);
}, 120_000);

test('a value of 5 MB is returned unchanged', async () => {
  const space = echoWorkspace(`
    locals {
      # 2^19 times ten bytes: more than gRPC's usual limit of 4 MiB.
      text = replace(format("%0524288d", 0), "0", "\\U0001d11e\\u00e9abcd")
    }
    data "echo_value" "it" {
      value = { list = [local.text] }
    }
    output "bytes" { value = length(base64encode(local.text)) * 3 / 4 >= 5 * 1024 * 1024 }
    output "same" { value = data.echo_value.it.result.list[0] == local.text }
  `);
  const { code, stdout, stderr } = await space.plan();
  expect(code, stderr.slice(0, 5000)).toBe(0);
  expect(stdout.slice(-1000).replace(/\s+/g, ' ')).toContain('+ bytes = true + same = true');
}, 120_000);
