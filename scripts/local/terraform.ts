import { ExecutableNotFoundError, run } from './processes';
import { compareVersions } from './versions';

/** The oldest Terraform with everything this project uses: 1.8 brought functions of providers. */
export const MINIMUM_TERRAFORM_VERSION = '1.8.0';

const HOW_TO_GET_IT =
  `install Terraform ${MINIMUM_TERRAFORM_VERSION} or later (https://developer.hashicorp.com/terraform/install) and put it on PATH, ` +
  'or name its executable in TERRAFORM_BINARY_NAME';

/** A Terraform that is recent enough. */
export interface Terraform {
  /** What to run: a name on PATH or a path. */
  readonly executable: string;
  readonly version: string;
}

/**
 * Finds Terraform: the executable in TERRAFORM_BINARY_NAME (CDKTF's own variable), else `terraform` on PATH. Where it
 * is missing or too old, fails with a message that says how to get it.
 */
export async function findTerraform(env: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
  const executable = env.TERRAFORM_BINARY_NAME || 'terraform';
  const version = await versionOf(executable, env);
  if (compareVersions(version, MINIMUM_TERRAFORM_VERSION) < 0) {
    throw new Error(`${executable} is version ${version}, too old: ${HOW_TO_GET_IT}`);
  }
  return { executable, version };
}

async function versionOf(executable: string, env: NodeJS.ProcessEnv): Promise<string> {
  try {
    // CHECKPOINT_DISABLE: the question is what is installed here, not what is new elsewhere.
    const result = await run(executable, ['version', '-json'], {
      env: { ...env, CHECKPOINT_DISABLE: '1' },
      timeout: 30_000,
    });
    const { terraform_version: version } = JSON.parse(result.stdout) as { terraform_version?: unknown };
    if (typeof version !== 'string') throw new Error(`no terraform_version in ${result.stdout}`);
    return version;
  } catch (error) {
    if (error instanceof ExecutableNotFoundError) throw new Error(`${executable} not found: ${HOW_TO_GET_IT}`);
    throw new Error(`\`${executable} version -json\` does not answer as Terraform does: ${HOW_TO_GET_IT}`, {
      cause: error,
    });
  }
}
