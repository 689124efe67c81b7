import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { initialized } from '../support/hcl';
import { terraformHas } from '../support/terraform-features';
import { readPage } from './tables';

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
  await expectValid(readFileSync(join(EXAMPLES, path), 'utf8'));
});

// Mocks are tried by the tour; a module's source is a path in a user's project.
test.each(
  ['../README.md', 'sessions-in-terraform.md'].flatMap((page) =>
    readPage(page)
      .code('hcl')
      .filter((hcl) => !/^(module|mock_provider) /.test(hcl))
      .map((hcl) => [page, hcl] as const),
  ),
)('docs/%s has a valid configuration, formatted as terraform fmt does', async (_, hcl) => {
  await expectValid(withoutAws(hcl));
});

async function expectValid(text: string): Promise<void> {
  // The workspace names the provider itself.
  workspace.write({ 'main.tf': text, 'versions.tf': text.includes('required_providers') ? '' : VERSIONS });
  expect(await workspace.run('fmt', '-check', 'main.tf')).toMatchObject({ code: 0, stdout: '' });
  // Those with resources of AWS as well are applied by test/e2e.
  if (text.includes('resource "aws_')) return;
  expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
}

/** A configuration with literals in place of what hashicorp/aws, which takes seconds to start, would give. */
function withoutAws(hcl: string): string {
  return hcl
    .replace(/^(provider|resource) "aws.*?^\}\n\n/gms, '')
    .replace(/^ +aws +=.*\n/m, '')
    .replace(/\baws_\w+\.\w+\.\w+/g, '"abc"');
}

const VERSIONS = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
`;
