import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The most that a command may write. A state of thousands of resources is smaller. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Settings of the user's Terraform that would change the runs of tests. */
const SETTINGS = /^TF_(CLI_.*|DATA_DIR|REATTACH_PROVIDERS|WORKSPACE)$/;

/** Options of {@link TerraformDirectory}. */
export interface TerraformOptions {
  /** Terraform's executable: a path, or a name on PATH. */
  readonly executable: string;
  /** Variables that are added to those of this process; undefined removes one. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time limit of a command, in milliseconds. */
  readonly timeoutMs: number;
  /** Stops the command that runs. */
  readonly signal: AbortSignal | undefined;
}

/** The end of a command of Terraform. */
export interface TerraformResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A diagnostic, as `terraform … -json` prints it. */
export interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
}

/** A line of `terraform plan -json` and `terraform apply -json`. */
export interface TerraformMessage {
  readonly '@message': string;
  readonly type: string;
  readonly diagnostic?: TerraformDiagnostic;
}

/** A temporary directory in which the real Terraform runs. */
export class TerraformDirectory {
  private readonly path = mkdtempSync(join(tmpdir(), 'acceptance-test-'));
  private readonly executable: string;

  constructor(private readonly options: TerraformOptions) {
    const { executable } = options;
    // A relative path would be one from the temporary directory.
    this.executable = /[\\/]/.test(executable) ? resolve(executable) : executable;
  }

  /** The path of a file. */
  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.file(name), text);
  }

  /** Whether an apply has written a state. */
  get hasState(): boolean {
    return existsSync(this.file('terraform.tfstate'));
  }

  /**
   * Runs a command. An exit code other than 0 is a normal result.
   * @throws Error when Terraform does not exist, exceeds the time limit or writes too much, and when `signal` is aborted.
   */
  async run(...args: readonly string[]): Promise<TerraformResult> {
    const { env, timeoutMs, signal } = this.options;
    const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
    return await new Promise((resolve, reject) => {
      execFile(
        this.executable,
        args,
        {
          cwd: this.path,
          env: {
            ...Object.fromEntries(inherited),
            CHECKPOINT_DISABLE: '1',
            TF_IN_AUTOMATION: '1',
            TF_INPUT: '0',
            TF_CLI_CONFIG_FILE: this.file('terraform.rc'),
            ...env,
          },
          maxBuffer: MAX_OUTPUT_BYTES,
          timeout: timeoutMs,
          // At its first SIGTERM, Terraform waits for its providers.
          killSignal: 'SIGKILL',
          ...(signal && { signal }),
        },
        (error, stdout, stderr) => {
          if (error === null) resolve({ code: 0, stdout, stderr });
          else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
          else reject(this.failure(args, error, stdout + stderr));
        },
      );
    });
  }

  /** Runs a command that prints JSON. @throws Error when it fails, with its output. */
  async json(...args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with exit code ${code}:\n${stdout}${stderr}`);
    return JSON.parse(stdout);
  }

  /** Removes the directory. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  private failure(args: readonly string[], error: Error & { killed?: boolean; code?: unknown }, output: string): Error {
    if (error.code === 'ENOENT') {
      return new Error(
        `${this.executable} not found. Install Terraform (https://developer.hashicorp.com/terraform/install) and put it on PATH, or ` +
          'name its executable in TERRAFORM_BINARY_NAME.',
      );
    }
    if (error.killed === true && error.code !== 'ABORT_ERR') {
      const seconds = this.options.timeoutMs / 1000;
      return new Error(
        `terraform ${args[0]} did not end within ${seconds} seconds, or wrote too much. Its last output:\n${output.slice(-2000)}`,
        { cause: error },
      );
    }
    return error;
  }
}

/** The messages in the output of a command with `-json`. Other lines, such as those of a log, are left out. */
export function messages({ stdout }: TerraformResult): readonly TerraformMessage[] {
  return stdout.split('\n').flatMap((line) => {
    try {
      return line.startsWith('{') ? [JSON.parse(line) as TerraformMessage] : [];
    } catch {
      return [];
    }
  });
}

/** The errors in the output of a command with `-json`, each as its summary, an empty line and its detail. */
export function errors(result: TerraformResult): readonly string[] {
  const found = messages(result).flatMap(({ diagnostic }) =>
    diagnostic?.severity === 'error' ? [`${diagnostic.summary}\n\n${diagnostic.detail}`.trim()] : [],
  );
  // Before it has read its arguments and settings, Terraform writes text.
  return found.length > 0 || result.code === 0 ? found : [(result.stdout + result.stderr).trim()];
}
