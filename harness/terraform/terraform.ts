import { delimiter, dirname, resolve } from 'node:path';
import { compareVersions, findOnPath } from '../machine/executables';
import { ExecutableNotFoundError, run } from '../machine/processes';

/** The oldest supported Terraform: version 1.8 introduced provider functions. */
export const MINIMUM_TERRAFORM_VERSION = '1.8.0';

const HOW_TO_GET_IT =
  `install Terraform ${MINIMUM_TERRAFORM_VERSION} or later (https://developer.hashicorp.com/terraform/install) and put it on PATH, ` +
  'or name its executable in TERRAFORM_BINARY_NAME';

/** A Terraform of a supported version. */
export interface Terraform {
  /** The executable, from `terraformExecutable`. */
  readonly executable: string;
  readonly version: string;
}

/**
 * The executable of Terraform or OpenTofu: TERRAFORM_BINARY_NAME, CDKTF's variable with a path or a name on PATH, otherwise
 * `terraform`. The result is an absolute path, because it is used in other directories and with another PATH. A name that is
 * not on PATH is returned unchanged.
 */
export function terraformExecutable(env: NodeJS.ProcessEnv = process.env): string {
  const name = terraformName(env);
  return name.includes('/') ? resolve(name) : (findOnPath([name], env) ?? name);
}

/**
 * Finds Terraform and its version.
 *
 * @throws Error that says how to install Terraform, when it is missing or too old
 */
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
    // CHECKPOINT_DISABLE: do not ask the network for newer versions.
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
    throw new Error(`the output of \`${name} version -json\` is not that of Terraform: ${HOW_TO_GET_IT}`, {
      cause: error,
    });
  }
}

/** The inherited environment variables; certificates are for Terraform's registry. */
const INHERITED = ['LANG', 'LC_ALL', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'GOGC', 'GOMEMLIMIT'];

/**
 * An environment for Terraform and programs that run it, without the settings of the machine's user: no credentials, TF_
 * variables, CLI configuration, proxy or options for Node. Files in `home` are read, and TERRAFORM_BINARY_NAME, which cdktf
 * also reads, is set.
 */
export function hermeticEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
    // The current Node first, for providers that start with `env node`.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    TERRAFORM_BINARY_NAME: terraformExecutable(),
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  };
}
