import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { type TerraformValidation, TerraformWorkspace } from '../../harness/terraform/terraform-workspace';

/** Credentials in the form of AWS's. The emulator requires a signature and does not verify it. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' } as const;

/**
 * A Terraform working directory whose only provider is ours, found in the implied local mirror: no CLI configuration.
 * It is a copy of the directory that the global setup has initialized.
 *
 * @param env the environment besides credentials; a variable set to undefined is left out
 * @param executable the Terraform to run, for which the copy is initialized again. Default: `terraformExecutable`
 */
export async function initialized(
  hcl: string,
  env: NodeJS.ProcessEnv = {},
  executable: string = terraformExecutable(),
): Promise<TerraformWorkspace> {
  const workspace = new TerraformWorkspace({
    executable,
    home: inject('homeWithProvider'),
    env: { ...CREDENTIALS, ...env },
  });
  cpSync(inject('initializedDirectory'), workspace.directory, { recursive: true, verbatimSymlinks: true });
  workspace.write({ 'main.tf': hcl });
  if (executable === terraformExecutable()) return workspace;
  const { code, stdout, stderr } = await workspace.init();
  if (code !== 0) throw new Error(`terraform init failed:\n${stdout}${stderr}`);
  return workspace;
}

/**
 * Validates several configurations in one run of Terraform, each in a file of its own.
 *
 * @param configurations HCL by title, in which the blocks are called "this"
 * @returns the diagnostics of each, by title
 */
export async function validateEach(
  workspace: TerraformWorkspace,
  configurations: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, TerraformValidation['diagnostics']>>> {
  const files = Object.entries(configurations).map(([title, hcl], index) => {
    const name = `case_${index}`;
    return { title, name: `${name}.tf`, text: withName(hcl, name) };
  });
  workspace.write(Object.fromEntries(files.map(({ name, text }) => [name, text])));
  const { diagnostics } = await workspace.validate();
  for (const { name } of files) rmSync(join(workspace.directory, name));
  return Object.fromEntries(
    files.map(({ title, name }) => [title, diagnostics.filter(({ range }) => range?.filename === name)]),
  );
}

/** Renames the blocks of a configuration, of which a provider block becomes an alternative of its own. */
function withName(hcl: string, name: string): string {
  const renamed = hcl.replaceAll('"this"', `"${name}"`);
  if (!renamed.includes(PROVIDER_BLOCK)) return renamed;
  return renamed
    .replace(PROVIDER_BLOCK, `${PROVIDER_BLOCK}\nalias = "${name}"`)
    .replace(/^data .* \{$/m, `$&\nprovider = faceliveness.${name}`);
}

const PROVIDER_BLOCK = 'provider "faceliveness" {';
