import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import { type Credentials, STS } from '@aws-sdk/client-sts';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { type MotoServer, startMoto } from '../../../harness/moto/moto';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { workspaceWithProviders } from '../../support/workspace-with-providers';
import { ASSUME_ROLE_POLICY, AWAY_REGION, EXISTING, HOME_REGION } from './stacks';

/** Clients of moto in one region. */
export interface AwsClients {
  readonly iam: IAM;
  readonly kms: KMS;
  readonly s3: S3;
  readonly sts: STS;
}

/** Resources by type and name, with what cdktf says about them. */
interface SynthesizedResources {
  readonly resource: Readonly<
    Record<string, Readonly<Record<string, { readonly '//': { readonly metadata: { readonly path: string } } }>>>
  >;
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
    const deployment = new Deployment(await startMoto({ asOverTls: true }), emulator, clock);
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

  /** The addresses of all resources of a stack, by the paths of their constructs. */
  addresses(stack: string): ReadonlyMap<string, string> {
    const json = readFileSync(join(this.terraform(stack).directory, 'cdk.tf.json'), 'utf8');
    const { resource }: SynthesizedResources = JSON.parse(json);
    return new Map(
      Object.entries(resource).flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]): [string, string] => [block['//'].metadata.path, `${type}.${name}`]),
      ),
    );
  }

  /** Lets time pass for the sessions. */
  pass(seconds: number): void {
    this.clock.now += seconds * 1000;
  }

  /** Asks moto without credentials; returns the status. */
  async request(method: string, path: string, body?: string, { tls = true } = {}): Promise<number> {
    const headers = { 'X-Forwarded-Proto': tls ? 'https' : 'http' };
    const { status } = await fetch(`${this.moto.url}${path}`, { method, body: body ?? null, headers });
    return status;
  }

  /**
   * Clients of moto.
   *
   * @param caller credentials that STS gave out. Default: some that moto does not know, which it never refuses
   */
  clients(region: string, caller?: Credentials): AwsClients {
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = this.moto.environment;
    const config = {
      region,
      endpoint: this.moto.url,
      maxAttempts: 1,
      credentials: {
        accessKeyId: caller?.AccessKeyId ?? accessKeyId,
        secretAccessKey: caller?.SecretAccessKey ?? secretAccessKey,
        ...(caller?.SessionToken && { sessionToken: caller.SessionToken }),
      },
    };
    return {
      iam: new IAM(config),
      kms: new KMS(config),
      s3: new S3({ ...config, forcePathStyle: true }),
      sts: new STS(config),
    };
  }

  /**
   * Makes what exists before the stacks: a bucket, a key with an alias and roles, and a bucket for logs in another region.
   *
   * @returns the ARN of the key
   */
  async makeExisting(): Promise<string> {
    const { iam, kms, s3 } = this.clients(HOME_REGION);
    await s3.createBucket({
      Bucket: EXISTING.bucket,
      CreateBucketConfiguration: { LocationConstraint: HOME_REGION },
    });
    const away = this.clients(AWAY_REGION).s3;
    await away.createBucket({ Bucket: EXISTING.logBucket });
    const allowLogs = {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${EXISTING.logBucket}/*`,
    };
    await away.putBucketPolicy({
      Bucket: EXISTING.logBucket,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allowLogs] }),
    });
    for (const RoleName of [EXISTING.role, EXISTING.keyAdministrator]) {
      await iam.createRole({ RoleName, AssumeRolePolicyDocument: ASSUME_ROLE_POLICY });
    }
    const { KeyMetadata } = await kms.createKey({});
    const { KeyId = '', Arn = '' } = KeyMetadata ?? {};
    await kms.createAlias({ AliasName: EXISTING.alias, TargetKeyId: KeyId });
    return Arn;
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
