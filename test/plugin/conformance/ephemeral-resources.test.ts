/** Ephemeral resources with the real Terraform. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terraformHas } from '../../support/terraform-features';
import type { PluginWorkspace } from '../support/terraform';
import { echoWorkspace } from './echo-workspace';

const ephemeralTest = test.skipIf(!(await terraformHas('ephemeral resources')));

/**
 * A lease, a second provider that is configured with it, and a data source of that provider which waits until the lease's
 * file contains the given text.
 */
function leased(lease: string, until: string): PluginWorkspace {
  return echoWorkspace(`
    provider "echo" {
      text = "first"
    }
    ephemeral "echo_lease" "it" {
      file = "\${path.module}/leases"
      name = "it"
      ${lease}
    }
    provider "echo" {
      alias = "leased"
      text  = join(", ", [ephemeral.echo_lease.it.secret, ephemeral.echo_lease.it.owner, ephemeral.echo_lease.it.seen.text])
    }
    data "echo_wait" "it" {
      provider = echo.leased
      file     = ephemeralasnull("\${path.module}/leases")
      text     = "${until}"
    }
    output "client" { value = data.echo_wait.it.client }
  `);
}

/** The lines of the lease's file. */
function written({ directory }: PluginWorkspace): readonly string[] {
  const file = join(directory, 'leases');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

ephemeralTest('an ephemeral resource is open while it is used, and is not stored', async () => {
  const space = leased('label "a" {\n text = "b"\n }', 'open it');
  const { code, stderr } = await space.plan('-out=plan');
  expect(code, stderr).toBe(0);
  expect(written(space)).toEqual(['open it', 'close it']);
  const planned = (await space.json('show', 'plan')) as { planned_values: { outputs: Record<string, unknown> } };
  expect(planned.planned_values.outputs.client).toMatchObject({
    value: String.raw`"secret of it, nobody, \"first\" a: b"`,
  });
  expect((await space.run('apply', 'plan')).code).toBe(0);
  expect(written(space)).toEqual(['open it', 'close it', 'open it', 'close it']);
  expect(readFileSync(join(space.directory, 'terraform.tfstate'), 'utf8')).not.toContain('echo_lease');
});

ephemeralTest('an ephemeral resource is renewed as often as it asks for it, and then closed', async () => {
  const space = leased('renewals = 3', 'renew it, 0 left');
  const { code, stderr } = await space.plan();
  expect(code, stderr).toBe(0);
  expect(written(space)).toEqual(['open it', 'renew it, 2 left', 'renew it, 1 left', 'renew it, 0 left', 'close it']);
});

ephemeralTest('an ephemeral resource keeps the values that the user gave', async () => {
  const space = leased('owner = "user"', 'open it');
  expect((await space.apply()).code).toBe(0);
  expect((await space.outputs()).client?.value).toContain('secret of it, user, ');
});

ephemeralTest.for<[string, readonly string[], string]>([
  ['open', [], 'Not opened'],
  ['close', ['open it', 'close it'], 'Not closed'],
])('the error of a failed %s is shown', async ([how, expected, summary]) => {
  const space = leased(`fail = "${how}"`, 'open it');
  const diagnostics = await space.progress('plan');
  expect(diagnostics).toMatchObject([{ severity: 'error', summary, detail: 'As told.' }]);
  expect(written(space)).toEqual(expected);
});

// Terraform 1.11 and 1.15 do not show the error, and go on. Terraform 1.17 and OpenTofu show it and fail.
ephemeralTest('after a failed renewal, an ephemeral resource is closed without another renewal', async () => {
  const space = leased('renewals = 2\nfail = "renew"', 'renew other, 0 left');
  space.write({
    'other.tf': `
      ephemeral "echo_lease" "other" {
        file     = "\${path.module}/leases"
        name     = "other"
        renewals = 5
      }
      provider "echo" {
        alias = "other"
        text  = ephemeral.echo_lease.other.secret
      }
      data "echo_wait" "other" {
        provider = echo.other
        file     = "\${path.module}/leases"
        text     = "renew other, 0 left"
      }
    `,
  });
  const { code, stdout, stderr } = await space.plan();
  if (code !== 0) expect(stderr, stdout).toContain('Not renewed');
  expect(written(space).filter((line) => line.includes(' it'))).toEqual(['open it', 'renew it, 1 left', 'close it']);
});

ephemeralTest('the configuration of an ephemeral resource is validated', async () => {
  const diagnostics = await echoWorkspace(`
    ephemeral "echo_lease" "it" {
      file = null
      name = ""
    }
    ephemeral "echo_lease" "other" {
      file = "leases"
      name = ""
      label "a" {
        text = null
      }
    }
    ephemeral "echo_lease" "third" {
      file = "leases"
      name = ""
    }
  `).diagnostics();
  const shown = diagnostics.map(({ detail, range }) => `${range?.start.line}: ${detail}`);
  expect(shown.sort()).toEqual([
    '10: label["a"].text is null; it must have a value. Set it.',
    '15: A name has at least one character.',
    '3: file is null; it must have a value. Set it.',
  ]);
});

ephemeralTest('an ephemeral resource with an unknown argument is opened during the apply only', async () => {
  const space = echoWorkspace(`
    resource "terraform_data" "later" {}
    ephemeral "echo_lease" "it" {
      file = "\${path.module}/leases"
      name = terraform_data.later.id
    }
    provider "echo" {
      alias = "leased"
      text  = ephemeral.echo_lease.it.secret
    }
    data "echo_wait" "it" {
      provider   = echo.leased
      file       = "\${path.module}/leases"
      text       = "open "
      depends_on = [terraform_data.later]
    }
  `);
  expect((await space.plan('-out=plan')).code).toBe(0);
  expect(written(space)).toEqual([]);
  expect((await space.run('apply', 'plan')).code).toBe(0);
  expect(written(space)).toMatchObject([/^open /, /^close /].map((line) => expect.stringMatching(line)));
});

ephemeralTest('terraform providers schema prints the declared ephemeral resource', async () => {
  const { ephemeral_resource_schemas: schemas } = await echoWorkspace('').schema();
  expect(schemas?.echo_lease).toMatchObject({
    version: 0,
    block: {
      description: 'A **lease**.',
      attributes: {
        file: { type: 'string', description: 'The file to write to.', required: true },
        owner: { type: 'string', optional: true, computed: true },
        secret: { type: 'string', computed: true, sensitive: true },
        seen: { nested_type: { nesting_mode: 'single' }, computed: true },
      },
      block_types: { label: { nesting_mode: 'map' } },
    },
  });
});
