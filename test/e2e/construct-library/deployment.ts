import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { type RunResult, run } from '../../../harness/machine/processes';
import { type MotoServer, startMoto } from '../../../harness/moto/moto';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { awsCliEnvironment } from '../../support/aws-cli';
import { workspaceWithProviders } from '../../support/workspace-with-providers';

/** Credentials as STS gives them out. */
export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** The stacks of an app on the local parts, each with the real Terraform in a workspace of its own. */
export class Deployment {
  /** For files, until it stops. */
  readonly directory = mkdtempSync(join(tmpdir(), 'deployment-'));

  private readonly workspaces = new Map<string, TerraformWorkspace>();

  private constructor(
    private readonly moto: MotoServer,
    readonly emulator: Emulator,
    private readonly clock: { now: number },
  ) {}

  /** @param stacks the ids of the stacks */
  static async start(stacks: readonly string[]): Promise<Deployment> {
    // Time passes only where a test says so: sessions don't expire because a machine is slow.
    const clock = { now: Date.now() };
    const emulator = await startEmulator({ clock: () => clock.now });
    const deployment = new Deployment(await startMoto(), emulator, clock);
    const env = { ...deployment.moto.environment, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    try {
      for (const stack of stacks) deployment.workspaces.set(stack, await workspaceWithProviders(env));
      return deployment;
    } catch (error) {
      await deployment.stop();
      throw error;
    }
  }

  /** Terraform on a stack. */
  terraform(stack: string): TerraformWorkspace {
    const workspace = this.workspaces.get(stack);
    if (workspace === undefined) throw new Error(`${stack} is none of ${[...this.workspaces.keys()].join(', ')}`);
    return workspace;
  }

  /** Synthesizes an app for Terraform, with the state of each stack in its workspace. */
  synthesize(build: (app: App) => void): void {
    const outdir = join(this.directory, 'cdktf.out');
    const app = new App({ outdir });
    build(app);
    const stacks = app.node.children.filter(TerraformStack.isStack);
    for (const stack of stacks) {
      new LocalBackend(stack, { path: join(this.terraform(stack.node.id).directory, 'terraform.tfstate') });
    }
    app.synth();
    for (const { node } of stacks) {
      const json = readFileSync(join(outdir, 'stacks', node.id, 'cdk.tf.json'), 'utf8');
      this.terraform(node.id).write({ 'cdk.tf.json': json });
    }
  }

  /** Lets time pass for the sessions. */
  pass(seconds: number): void {
    this.clock.now += seconds * 1000;
  }

  /** Asks moto without credentials and without TLS; returns the status. */
  async request(method: string, path: string, body?: string): Promise<number> {
    const { status } = await fetch(`${this.moto.url}${path}`, { method, body: body ?? null });
    return status;
  }

  /** What moto answers the AWS CLI; undefined where it has nothing to say. */
  async aws(region: string, ...args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.awsAs({}, region, ...args);
    if (code !== 0) throw new Error(`aws ${args.join(' ')} failed: ${stderr}`);
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  }

  /** What came of the AWS CLI for somebody; by default for one whom moto knows nothing of. */
  async awsAs(caller: Partial<Credentials>, region: string, ...args: readonly string[]): Promise<RunResult> {
    const { AccessKeyId, SecretAccessKey, SessionToken } = caller;
    const env = {
      ...awsCliEnvironment(),
      ...this.moto.environment,
      AWS_DEFAULT_REGION: region,
      ...(AccessKeyId && { AWS_ACCESS_KEY_ID: AccessKeyId }),
      ...(SecretAccessKey && { AWS_SECRET_ACCESS_KEY: SecretAccessKey }),
      ...(SessionToken && { AWS_SESSION_TOKEN: SessionToken }),
    };
    return await run('aws', args, { env, timeout: 60_000 });
  }

  /** Does something while moto asks its IAM whether each request is allowed. */
  async enforcingIam(work: () => Promise<void>): Promise<void> {
    await this.request('POST', '/moto-api/reset-auth', '0');
    try {
      await work();
    } finally {
      await this.request('POST', '/moto-api/reset-auth', 'inf');
    }
  }

  async stop(): Promise<void> {
    for (const workspace of this.workspaces.values()) workspace.dispose();
    rmSync(this.directory, { recursive: true, force: true });
    await Promise.all([this.moto.stop(), this.emulator.close()]);
  }
}
