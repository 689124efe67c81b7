import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunResult, run } from '../machine/processes';
import { hermeticEnvironment, terraformExecutable } from './terraform';

/** Options of `TerraformWorkspace`. */
export interface TerraformWorkspaceOptions {
  /** Terraform's executable. Default: `terraformExecutable`. */
  readonly executable?: string;
  /** The home directory for Terraform. Default: an empty directory in the workspace. */
  readonly home?: string;
  /** Additional environment variables, such as those of moto, or TF_CLI_CONFIG_FILE. */
  readonly env?: NodeJS.ProcessEnv;
  /** The time limit of a single command in milliseconds. Default: five minutes. */
  readonly timeout?: number;
}

/** The output of `terraform validate -json`. */
export interface TerraformValidation {
  readonly valid: boolean;
  readonly diagnostics: ReadonlyArray<{
    readonly severity: 'error' | 'warning';
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
    readonly range?: { readonly filename: string };
    readonly snippet?: { readonly code: string };
  }>;
}

/** A value in the output of `terraform output -json`. */
export interface TerraformOutput {
  readonly value: unknown;
  readonly sensitive: boolean;
}

/** The members of `terraform show -json` that tests use; the format has many more. */
export interface TerraformShow {
  /** The content of a state. */
  readonly values?: {
    readonly outputs?: Readonly<Record<string, TerraformOutput>>;
    readonly root_module?: { readonly resources?: readonly TerraformResource[] };
  };
  /** The changes of a saved plan. */
  readonly resource_changes?: ReadonlyArray<{
    readonly address: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: unknown;
      readonly after: unknown;
      readonly after_unknown: unknown;
    };
  }>;
  /** The results of `check` blocks. */
  readonly checks?: ReadonlyArray<{
    readonly address: { readonly name: string };
    readonly status: 'pass' | 'fail' | 'error' | 'unknown';
    readonly instances?: ReadonlyArray<{ readonly problems?: ReadonlyArray<{ readonly message: string }> }>;
  }>;
}

/** A resource or data source in a state. */
export interface TerraformResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The parts of a state file, version 4, that tests look at. */
export interface TerraformState {
  /** The resources of the root module. */
  readonly resources: ReadonlyArray<{
    readonly mode: 'managed' | 'data';
    readonly type: string;
    readonly name: string;
    readonly instances: ReadonlyArray<{ readonly attributes: Readonly<Record<string, unknown>> }>;
  }>;
  /** Results of the last apply. */
  readonly check_results: ReadonlyArray<{
    /** `check.<name>` */
    readonly config_addr: string;
    readonly status: string;
    readonly objects: ReadonlyArray<{ readonly failure_messages?: readonly string[] }> | null;
  }> | null;
}

/**
 * A temporary directory in which the real Terraform runs, isolated from the settings of the machine's user. Commands return
 * their results, including failures; only commands that read JSON throw.
 */
export class TerraformWorkspace {
  /** The directory of the .tf files, the lock file and the state. */
  readonly directory: string;
  /** The environment of Terraform, to run other programs in it. */
  readonly env: NodeJS.ProcessEnv;
  /** The executable of Terraform, to run it directly. */
  readonly executable: string;

  private readonly root: string;
  private readonly timeout: number;

  constructor(options: TerraformWorkspaceOptions = {}) {
    this.root = mkdtempSync(join(tmpdir(), 'terraform-workspace-'));
    this.directory = join(this.root, 'workspace');
    const home = options.home ?? join(this.root, 'home');
    for (const directory of [this.directory, home]) mkdirSync(directory, { recursive: true });
    this.executable = options.executable ?? terraformExecutable();
    this.timeout = options.timeout ?? 300_000;
    this.env = { ...hermeticEnvironment(home), TERRAFORM_BINARY_NAME: this.executable, ...options.env };
  }

  /** Writes files, such as `{ 'main.tf': '…' }`, and overwrites existing ones. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.directory, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** Runs any subcommand. */
  async run(subcommand: string, ...args: string[]): Promise<RunResult> {
    return await run(this.executable, [subcommand, '-no-color', ...args], {
      cwd: this.directory,
      env: this.env,
      timeout: this.timeout,
    });
  }

  async init(...args: string[]): Promise<RunResult> {
    return await this.run('init', ...args);
  }

  /** With `-detailed-exitcode`, code 0 means no changes and 2 changes; `-out=FILE` saves the plan for `show`. */
  async plan(...args: string[]): Promise<RunResult> {
    return await this.run('plan', ...args);
  }

  async apply(...args: string[]): Promise<RunResult> {
    return await this.run('apply', '-auto-approve', ...args);
  }

  async destroy(...args: string[]): Promise<RunResult> {
    return await this.run('destroy', '-auto-approve', ...args);
  }

  async validate(): Promise<TerraformValidation> {
    return (await this.json('validate')) as TerraformValidation;
  }

  async outputs(): Promise<Readonly<Record<string, TerraformOutput>>> {
    return (await this.json('output')) as Record<string, TerraformOutput>;
  }

  /** Shows the state, or a plan that `plan('-out=FILE')` saved. */
  async show(planFile?: string): Promise<TerraformShow> {
    return (await this.json('show', ...(planFile === undefined ? [] : [planFile]))) as TerraformShow;
  }

  /** Runs a subcommand with `-json` and parses its output, which some subcommands also print with a non-zero exit code. */
  async json(subcommand: string, ...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(subcommand, '-json', ...args);
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`terraform ${subcommand} -json failed with exit code ${code}:\n${stdout}${stderr}`);
    }
  }

  /** The state file, which takes no start of providers, in contrast to `show`. */
  state(): TerraformState {
    return JSON.parse(readFileSync(join(this.directory, 'terraform.tfstate'), 'utf8'));
  }

  /** The resources and data sources of the state file. */
  resources(): readonly TerraformResource[] {
    const { resources } = this.state();
    return resources.flatMap(({ mode, type, name, instances }) =>
      instances.map(({ attributes: values }) => {
        const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
        return { address, mode, type, values };
      }),
    );
  }

  /** Removes the directory. */
  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
