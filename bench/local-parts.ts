import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACE_LIVENESS } from '../harness/face-liveness';
import { LocalProcess } from '../harness/machine/processes';
import { findAwsProvider } from '../harness/terraform/aws-provider';
import { writeCliConfig } from '../harness/terraform/cli-config';
import { hermeticEnvironment } from '../harness/terraform/environment';
import { TerraformWorkspace } from '../harness/terraform/terraform-workspace';
import { seconds } from './comparison';

/** Credentials that only look like some. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
export const REGION = 'us-east-1';

/** What the rows measure with: emulators, Terraform with the built provider, and directories of their own. */
export class LocalParts {
  private readonly directory = mkdtempSync(join(tmpdir(), 'bench-'));
  private readonly emulators: LocalProcess[] = [];
  private readonly workspaces: TerraformWorkspace[] = [];
  private installed = false;

  /** An environment without anything of the machine's user. */
  get environment(): NodeJS.ProcessEnv {
    // Sockets of providers that are killed go with the rest.
    return { ...hermeticEnvironment(this.directory), TMPDIR: this.directory };
  }

  /** A directory for whatever a row writes. */
  makeDirectory(name: string): string {
    return mkdtempSync(join(this.directory, `${name}-`));
  }

  /** Starts an emulator in a process of its own; returns its URL. */
  async startEmulator(...options: readonly string[]): Promise<string> {
    const emulator = await LocalProcess.start(FACE_LIVENESS, ['emulator', ...options], {
      env: this.environment,
    });
    this.emulators.push(emulator);
    const [url = ''] = await emulator.waitForLine(/http:\S+$/, 30_000);
    return url;
  }

  /** The root of the mirror that Terraform looks into by itself, with the built provider in it. */
  get mirror(): string {
    if (!this.installed) {
      execFileSync(FACE_LIVENESS, ['provider', 'install'], { env: this.environment, stdio: 'pipe' });
      this.installed = true;
    }
    return join(this.directory, '.terraform.d/plugins');
  }

  /** A CLI configuration with which Terraform finds the built provider and hashicorp/aws. */
  async writeCliConfig(): Promise<string> {
    const file = join(this.makeDirectory('cli-config'), 'terraform.rc');
    writeCliConfig(file, { faceLivenessMirror: this.mirror, awsProvider: await findAwsProvider() });
    return file;
  }

  /** A Terraform working directory, initialized, that has the built provider where the configuration wants it. */
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

/** Runs a row with local parts that end with it. */
export async function withLocalParts<T>(row: (parts: LocalParts) => Promise<T>): Promise<T> {
  const parts = new LocalParts();
  try {
    return await row(parts);
  } finally {
    await parts.dispose();
  }
}

/** Plans; fails where Terraform does. */
export async function plan(workspace: TerraformWorkspace): Promise<void> {
  succeeded(await workspace.plan('-lock=false'));
}

/** How long a plan takes, in seconds. */
export async function planSeconds(workspace: TerraformWorkspace): Promise<number> {
  return await seconds(async () => await plan(workspace));
}

function succeeded({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): void {
  if (code !== 0) throw new Error(`terraform failed with exit code ${code}:\n${stdout}${stderr}`);
}

/** HCL with the built provider and the given arguments of its block, then what is read from it. */
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

/** The provider's arguments for an emulator: where it is, and the rate to keep to. */
export function atEmulator(url: string, maxRequestsPerSecond: number): string {
  return `max_requests_per_second = ${maxRequestsPerSecond}
  endpoints {
    rekognition = "${url}"
  }`;
}

/** The greatest rate that can be set: more than anybody can ask. */
export const WITHOUT_LIMIT = 100_000;
