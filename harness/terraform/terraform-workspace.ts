import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunResult, run } from '../machine/processes';
import { hermeticEnvironment } from './environment';
import { terraformExecutable } from './terraform';

/** How a `TerraformWorkspace` differs from a bare one. */
export interface TerraformWorkspaceOptions {
  /** Terraform's executable. Default: `terraformExecutable`. */
  readonly executable?: string;
  /** The user's home directory as Terraform sees it. Default: an empty directory of the workspace's own. */
  readonly home?: string;
  /** Further environment variables, for instance moto's, or TF_CLI_CONFIG_FILE. */
  readonly env?: NodeJS.ProcessEnv;
  /** After how many milliseconds a single command is stopped. Default: five minutes. */
  readonly timeout?: number;
}

/** What `terraform validate -json` says. */
export interface TerraformValidation {
  readonly valid: boolean;
  readonly diagnostics: ReadonlyArray<{
    readonly severity: 'error' | 'warning';
    readonly summary: string;
    readonly detail: string;
    readonly address?: string;
    readonly snippet?: { readonly code: string };
  }>;
}

/** One of the values that `terraform output -json` prints by name. */
export interface TerraformOutput {
  readonly value: unknown;
  readonly sensitive: boolean;
}

/** The parts of `terraform show -json` that tests look at; the format has many more. */
export interface TerraformShow {
  /** Of a state: what it holds. */
  readonly values?: {
    readonly outputs?: Readonly<Record<string, TerraformOutput>>;
    readonly root_module?: { readonly resources?: readonly TerraformResource[] };
  };
  /** Of a saved plan: what it would change. */
  readonly resource_changes?: ReadonlyArray<{
    readonly address: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly before: unknown; readonly after: unknown };
  }>;
  /** What came of the `check` blocks. */
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

/**
 * A temporary directory in which the real Terraform runs, cut off from the settings of the machine's user.
 * Commands return what came of them, failures included; only the ones that read JSON throw.
 */
export class TerraformWorkspace {
  /** Where the .tf files, the lock file and the state are. */
  readonly directory: string;
  /** The whole environment Terraform runs in, to run something else in the same one. */
  readonly env: NodeJS.ProcessEnv;
  /** Terraform's executable, to run it in another way. */
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

  /** Writes files, for instance `{ 'main.tf': '…' }`, over earlier ones of the same name. */
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

  /** With `-detailed-exitcode`, code 0 means an empty plan and 2 one with changes; `-out=FILE` saves it for `show`. */
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

  /** The state, or a plan that `plan('-out=FILE')` saved. */
  async show(planFile?: string): Promise<TerraformShow> {
    return (await this.json('show', ...(planFile === undefined ? [] : [planFile]))) as TerraformShow;
  }

  /** Runs a subcommand with `-json` and parses what it prints, which some print with a non-zero exit code too. */
  async json(subcommand: string, ...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(subcommand, '-json', ...args);
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`terraform ${subcommand} -json failed with exit code ${code}:\n${stdout}${stderr}`);
    }
  }

  /** Removes the directory and all that is in it. */
  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
