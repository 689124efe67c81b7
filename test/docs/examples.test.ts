import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { initialized } from '../support/hcl';
import { terraformHas } from '../support/terraform-features';

const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const ephemeral = await terraformHas('ephemeral resources');
const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.tf') && (ephemeral || !path.startsWith('ephemeral-resources')),
);

let workspace: TerraformWorkspace;
beforeAll(async () => {
  workspace = await initialized('');
});
afterAll(() => workspace.dispose());

test.each(files)('examples/%s is a valid configuration, formatted as terraform fmt does', async (path) => {
  const text = readFileSync(join(EXAMPLES, path), 'utf8');
  // The workspace names the provider itself.
  workspace.write({ 'main.tf': text, 'versions.tf': text.includes('required_providers') ? '' : VERSIONS });
  expect(await workspace.run('fmt', '-check', 'main.tf')).toMatchObject({ code: 0, stdout: '' });
  // Those with resources of AWS as well are applied by test/e2e.
  if (text.includes('resource "aws_')) return;
  expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
});

const VERSIONS = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
`;
