import { resolve } from 'node:path';
import { findOnPath } from '../machine/executables';
import { ExecutableNotFoundError, run } from '../machine/processes';
import { compareVersions } from '../machine/versions';

/** The oldest Terraform with everything this project uses: 1.8 brought functions of providers. */
export const MINIMUM_TERRAFORM_VERSION = '1.8.0';

const HOW_TO_GET_IT =
  `install Terraform ${MINIMUM_TERRAFORM_VERSION} or later (https://developer.hashicorp.com/terraform/install) and put it on PATH, ` +
  'or name its executable in TERRAFORM_BINARY_NAME';

/** A Terraform that is recent enough. */
export interface Terraform {
  /** What to run, as `terraformExecutable` has it. */
  readonly executable: string;
  readonly version: string;
}

/**
 * The Terraform or OpenTofu to run: TERRAFORM_BINARY_NAME (CDKTF's own variable; a name on PATH or a path), else
 * `terraform`. The result is an absolute path, because it is used in other directories and with another PATH; a name
 * that is not on PATH is returned as it is.
 */
export function terraformExecutable(env: NodeJS.ProcessEnv = process.env): string {
  const name = terraformName(env);
  return name.includes('/') ? resolve(name) : (findOnPath([name], env) ?? name);
}

/** Finds the Terraform to run. Where it is missing or too old, fails with a message that says how to get it. */
export async function findTerraform(env: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
  const executable = terraformExecutable(env);
  const version = await versionOf(executable, env);
  if (compareVersions(version, MINIMUM_TERRAFORM_VERSION) < 0) {
    throw new Error(`${terraformName(env)} is version ${version}, too old: ${HOW_TO_GET_IT}`);
  }
  return { executable, version };
}

function terraformName(env: NodeJS.ProcessEnv): string {
  return env.TERRAFORM_BINARY_NAME || 'terraform';
}

async function versionOf(executable: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    // CHECKPOINT_DISABLE: the question is what is installed here, not what is new elsewhere.
    const { stdout } = await run(executable, ['version', '-json'], {
      env: { ...env, CHECKPOINT_DISABLE: '1' },
      timeout: 30_000,
    });
    // OpenTofu prints warnings about the CLI configuration before the JSON.
    const { terraform_version: version } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      terraform_version?: unknown;
    };
    if (typeof version !== 'string') throw new Error(`no terraform_version in ${stdout}`);
    return version;
  } catch (error) {
    const name = terraformName(env);
    if (error instanceof ExecutableNotFoundError) throw new Error(`${name} not found: ${HOW_TO_GET_IT}`);
    throw new Error(`\`${name} version -json\` does not answer as Terraform does: ${HOW_TO_GET_IT}`, {
      cause: error,
    });
  }
}
