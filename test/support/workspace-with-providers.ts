import { join } from 'node:path';
import { inject } from 'vitest';
import { findAwsProvider } from '../../scripts/local/aws-provider';
import { writeCliConfig } from '../../scripts/local/cli-config';
import { TerraformWorkspace } from '../../scripts/local/terraform-workspace';

/**
 * A Terraform working directory for both providers: ours as it is installed, and hashicorp/aws from where it is here.
 *
 * @param env further environment variables, for instance moto's
 */
export async function workspaceWithProviders(env: NodeJS.ProcessEnv = {}): Promise<TerraformWorkspace> {
  const awsProvider = await findAwsProvider();
  const home = inject('homeWithProvider');
  const config = 'terraform.rc';
  const workspace = new TerraformWorkspace({ home, env: { ...env, TF_CLI_CONFIG_FILE: config } });
  const faceLivenessMirror = join(home, '.terraform.d', 'plugins');
  writeCliConfig(join(workspace.directory, config), { awsProvider, faceLivenessMirror });
  return workspace;
}
