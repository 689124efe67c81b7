import { inject } from 'vitest';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';

/** Credentials that only look like some; the emulator wants a signature and doesn't check it. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' } as const;

/**
 * A Terraform working directory whose only provider is ours, found in the implied local mirror: no CLI configuration.
 *
 * @param env the environment beside credentials; a variable set to undefined is left out
 * @param executable the Terraform to run. Default: `terraformExecutable`
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
  workspace.write({
    'versions.tf':
      'terraform {\n  required_providers {\n    faceliveness = { source = "cdktf-face-liveness/faceliveness" }\n  }\n}\n',
    'main.tf': hcl,
  });
  const { code, stdout, stderr } = await workspace.init();
  if (code !== 0) throw new Error(`terraform init failed:\n${stdout}${stderr}`);
  return workspace;
}
