import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACE_LIVENESS } from '../harness/face-liveness';
import { LocalProcess } from '../harness/machine/processes';
import { findAwsProvider } from '../harness/terraform/aws-provider';
import { writeCliConfig } from '../harness/terraform/cli-config';
import { hermeticEnvironment } from '../harness/terraform/terraform';
import { TerraformWorkspace } from '../harness/terraform/terraform-workspace';
import { seconds } from './comparison';

/** Fake credentials. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
export const REGION = 'us-east-1';

/** The environment of benchmarks: emulators, Terraform with the built provider, and temporary directories. */
export class LocalParts {
  private readonly directory = mkdtempSync(join(tmpdir(), 'bench-'));
  private readonly emulators: LocalProcess[] = [];
  private readonly workspaces: TerraformWorkspace[] = [];
  private installed = false;

  /** An environment without settings of the machine's user. */
  get environment(): NodeJS.ProcessEnv {
    // For sockets of killed providers, which are removed with the directory.
    return { ...hermeticEnvironment(this.directory), TMPDIR: this.directory };
  }

  /** Creates a directory for files of a row. */
  makeDirectory(name: string): string {
    return mkdtempSync(join(this.directory, `${name}-`));
  }

  /** Starts an emulator process, and returns its URL. */
  async startEmulator(...options: readonly string[]): Promise<string> {
    const emulator = await LocalProcess.start(FACE_LIVENESS, ['emulator', ...options], {
      env: this.environment,
    });
    this.emulators.push(emulator);
    const [url = ''] = await emulator.waitForLine(/http:\S+$/, 30_000);
    return url;
  }

  /** The root of the implied mirror with the built provider. */
  get mirror(): string {
    if (!this.installed) {
      execFileSync(FACE_LIVENESS, ['provider', 'install'], { env: this.environment, stdio: 'pipe' });
      this.installed = true;
    }
    return join(this.directory, '.terraform.d/plugins');
  }

  /** Writes a CLI configuration with which Terraform finds the built provider and hashicorp/aws, and returns its path. */
  async writeCliConfig(): Promise<string> {
    const file = join(this.makeDirectory('cli-config'), 'terraform.rc');
    writeCliConfig(file, { faceLivenessMirror: this.mirror, awsProvider: await findAwsProvider() });
    return file;
  }

  /** An initialized Terraform working directory that finds the built provider. */
  async workspace(hcl: string, env: NodeJS.ProcessEnv = {}, home = this.directory): Promise<TerraformWorkspace> {
    void this.mirror;
    const workspace = new TerraformWorkspace({
      home,
      env: { ...CREDENTIALS, AWS_REGION: REGION, ...env },
    });
    this.workspaces.push(workspace);
    workspace.write({ 'main.tf': hcl });
    succeeded(await workspace.init());
    return workspace;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.emulators.map(async (emulator) => await emulator.stop()));
    for (const workspace of this.workspaces) workspace.dispose();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Runs a row with local parts, and disposes of them afterwards. */
export async function withLocalParts<T>(row: (parts: LocalParts) => Promise<T>): Promise<T> {
  const parts = new LocalParts();
  try {
    return await row(parts);
  } finally {
    await parts.dispose();
  }
}

/** @throws Error when Terraform fails */
export async function plan(workspace: TerraformWorkspace): Promise<void> {
  succeeded(await workspace.plan('-lock=false'));
}

/** @throws Error when Terraform fails */
export async function apply(workspace: TerraformWorkspace): Promise<void> {
  succeeded(await workspace.apply('-lock=false'));
}

/** The duration of a plan in seconds. */
export async function planSeconds(workspace: TerraformWorkspace): Promise<number> {
  return await seconds(async () => await plan(workspace));
}

function succeeded({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): void {
  if (code !== 0) throw new Error(`terraform failed with exit code ${code}:\n${stdout}${stderr}`);
}

/** HCL with a provider block of the given arguments, followed by other blocks. */
export function hclWithProvider(providerArguments: string, rest: string): string {
  return `
terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
provider "faceliveness" {
  ${providerArguments}
}
${rest}
`;
}

/** The provider's arguments for an emulator: its endpoint and a rate. */
export function atEmulator(url: string, maxRequestsPerSecond: number): string {
  return `max_requests_per_second = ${maxRequestsPerSecond}
  endpoints {
    rekognition = "${url}"
  }`;
}

/** The greatest rate of `max_requests_per_second`, which the provider never reaches. */
export const WITHOUT_LIMIT = 100_000;
