import { cpSync } from 'node:fs';
import { inject } from 'vitest';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';

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
