import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { LocalProcess, type RunResult } from '../../harness/machine/processes';
import { findAwsProvider } from '../../harness/terraform/aws-provider';
import { writeCliConfig } from '../../harness/terraform/cli-config';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { version } from '../../package.json';
import { terraformPlatform } from '../../src/cli/platforms';
import { removeChecksums } from './lock-file';

const CLI_CONFIG = 'terraform.rc';

/** A working directory whose lock file is without checksums, as the AWS provider is large. */
class WorkspaceWithProviders extends TerraformWorkspace {
  override async init(...args: string[]): Promise<RunResult> {
    const result = await super.init(...args);
    if (result.code === 0) removeChecksums(this.directory);
    return result;
  }
}

/**
 * A Terraform working directory for both providers: ours as it is installed, and hashicorp/aws from where it is here.
 *
 * @param env further environment variables, for instance moto's
 */
export async function workspaceWithProviders(env: NodeJS.ProcessEnv = {}): Promise<TerraformWorkspace> {
  const workspace = newWorkspace(env);
  const awsProvider = await findAwsProvider();
  writeCliConfig(cliConfigOf(workspace), { awsProvider, faceLivenessMirror: installedMirror() });
  return workspace;
}

/** As `workspaceWithProviders`, with our provider at another source alone, which names its host. */
export async function workspaceWithProviderFrom(source: string): Promise<TerraformWorkspace> {
  const workspace = newWorkspace();
  const mirror = join(workspace.directory, 'mirror');
  const installed = join(installedMirror(), 'registry.terraform.io/cdktf-face-liveness/faceliveness');
  mkdirSync(join(mirror, source, version), { recursive: true });
  symlinkSync(join(installed, version, terraformPlatform()), join(mirror, source, version, terraformPlatform()));
  writeCliConfig(cliConfigOf(workspace), {
    awsProvider: await findAwsProvider(),
    faceLivenessMirror: mirror,
    faceLivenessSource: source,
  });
  return workspace;
}

/**
 * Starts hashicorp/aws for all further commands in an initialized directory, each of which would start it several times. It
 * has the directory's environment. For configurations with a single provider block of it: several would share one process,
 * and be configured alike.
 */
export async function keepAwsProvider({ directory, env }: TerraformWorkspace): Promise<LocalProcess> {
  const [executable] = readdirSync(join(directory, '.terraform/providers'), {
    recursive: true,
    encoding: 'utf8',
  }).filter((path) => basename(path).startsWith('terraform-provider-aws_'));
  if (executable === undefined) throw new Error(`hashicorp/aws is not installed in ${directory}: run terraform init`);
  const path = join(directory, '.terraform/providers', executable);
  const started = await LocalProcess.start(path, ['-debug'], { cwd: directory, env });
  const [, reattach = ''] = await started.waitForLine(/TF_REATTACH_PROVIDERS='(.+)'$/, 60_000);
  env.TF_REATTACH_PROVIDERS = reattach;
  return started;
}

function newWorkspace(env: NodeJS.ProcessEnv = {}): TerraformWorkspace {
  return new WorkspaceWithProviders({
    home: inject('homeWithProvider'),
    env: { ...env, TF_CLI_CONFIG_FILE: CLI_CONFIG },
  });
}

function cliConfigOf({ directory }: TerraformWorkspace): string {
  return join(directory, CLI_CONFIG);
}

function installedMirror(): string {
  return join(inject('homeWithProvider'), '.terraform.d', 'plugins');
}
