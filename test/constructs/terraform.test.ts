import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { DataAwsIamGroup } from '@cdktf/provider-aws/lib/data-aws-iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { TerraformIterator, TerraformStack, TerraformVariable } from 'cdktf';
import { expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import {
  bindings,
  ChallengeType,
  LivenessGrantee,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
} from '../../src/constructs';
import { startEmulator } from '../../src/emulator';
import { Deployment } from '../e2e/construct-library/deployment';
import { workspaceWithProviderFrom, workspaceWithProviders } from '../support/workspace-with-providers';
import { synthesize } from './support';

const CHECK_NOTHING = {
  skipCredentialsValidation: true,
  skipRequestingAccountId: true,
  skipMetadataApiCheck: 'true',
};

/** An AWS provider that plans without calls. */
const OFFLINE = {
  region: 'eu-west-1',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'secret',
  ...CHECK_NOTHING,
};

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const BUCKET = 'faces-of-visitors';

/** The rules of a bucket by default. */
const LIFECYCLE_RULES: LifecycleRule[] = [
  {
    ID: 'expire-images',
    Status: 'Enabled',
    Filter: { Prefix: 'liveness/' },
    Expiration: { Days: 30 },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  },
  {
    ID: 'abort-uploads',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
];

/** Parts of one stack, which Terraform validates in one run. */
const PARTS: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  'pools with every prop, in two regions': (stack) => {
    new AwsProvider(stack, 'aws', { ...OFFLINE, token: 'token', endpoints: [{ sts: 'http://localhost:1' }] });
    const usa = new AwsProvider(stack, 'aws-usa', { ...OFFLINE, region: 'us-east-1', alias: 'usa' });
    const live = new bindings.FacelivenessProvider(stack, 'live', {
      region: 'us-east-1',
      alias: 'slow',
      readTimeout: 60,
    });
    const props = {
      size: 3,
      keepers: { release: '42' },
      auditImagesLimit: 4,
      challengePreferences: [
        { type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '2.0.0' } },
        { type: ChallengeType.FACE_MOVEMENT_AND_LIGHT },
      ],
    };
    new LivenessSessionPool(stack, 'kiosk', { ...props, bucketName: 'faces-of-visitors', keyPrefix: 'faces/' });
    new LivenessSessionPool(stack, 'managed', { ...props, managed: true, checks: true, outputs: false });
    new LivenessSessionPool(stack, 'usa', { ...props, name: 'far away', awsProvider: usa });
    new LivenessSessionPool(stack, 'slow', { ...props, awsProvider: usa, livenessProvider: live });
  },

  'pools on AWS providers with everything that says who one is and how AWS is reached': (stack) => {
    const provider = (alias: string, config: AwsProviderConfig): AwsProvider =>
      new AwsProvider(stack, alias, { region: 'us-east-1', ...CHECK_NOTHING, ...config, alias });
    const everything = provider('everything', {
      sharedConfigFiles: ['config'],
      sharedCredentialsFiles: ['credentials'],
      profile: 'work',
      customCaBundle: 'ca.pem',
      insecure: true,
      httpProxy: 'http://localhost:1',
      httpsProxy: 'http://localhost:1',
      noProxy: 'example.com',
      maxRetries: 3,
      retryMode: 'adaptive',
      useFipsEndpoint: true,
      useDualstackEndpoint: true,
      allowedAccountIds: ['111122223333'],
      assumeRole: [
        {
          roleArn: 'arn:aws:iam::111122223333:role/first',
          duration: '1h',
          externalId: 'id',
          policy: '{"Version":"2012-10-17","Statement":[]}',
          policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
          sessionName: 'session',
          sourceIdentity: 'somebody',
          tags: { costCenter: '7' },
          transitiveTagKeys: ['costCenter'],
        },
        { roleArn: 'arn:aws:iam::111122223333:role/second' },
      ],
      endpoints: [{ rekognition: 'http://localhost:1', sts: 'http://localhost:2', s3: 'http://localhost:3' }],
    });
    const text = new TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)' }).listValue;
    const roles = TerraformIterator.fromList(list);
    const references = provider('references', {
      ...{ profile: text, sharedConfigFiles: list, forbiddenAccountIds: list },
      maxRetries: new TerraformVariable(stack, 'number', { type: 'number' }).numberValue,
      insecure: new TerraformVariable(stack, 'bool', { type: 'bool' }).booleanValue,
      assumeRole: roles.dynamic({ role_arn: roles.value }),
      endpoints: roles.dynamic({ s3: text, sts: text }),
    });
    const overridden = provider('overridden', {});
    overridden.addOverride('assume_role_with_web_identity', {
      role_arn: 'arn:aws:iam::111122223333:role/first',
      duration: '1h',
      policy: '{"Version":"2012-10-17","Statement":[]}',
      policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      session_name: 'session',
      web_identity_token_file: 'token',
    });
    overridden.addOverride('endpoints', { s3: 'http://localhost:1', sts: 'http://localhost:2' });
    for (const awsProvider of [everything, references, overridden]) {
      new LivenessSessionPool(stack, `pool-${awsProvider.alias}`, { awsProvider });
    }
  },

  'grants to grantees of every kind': (stack) => {
    const awsProvider = new AwsProvider(stack, 'granting', { ...OFFLINE, alias: 'granting' });
    const prefix = new TerraformVariable(stack, 'prefix', { type: 'string' }).stringValue;
    const arn = new TerraformVariable(stack, 'arn', { type: 'string' }).stringValue;
    const { grants } = new LivenessImageStorage(stack, 'granted', { awsProvider, keyPrefix: `f*/${prefix}/` });
    const elements = [
      new IamRole(stack, 'role', { assumeRolePolicy: '{}', provider: awsProvider }),
      new DataAwsIamGroup(stack, 'group', { groupName: 'staff', provider: awsProvider }),
      new IamUser(stack, 'user', { name: 'jo', provider: awsProvider }),
    ];
    const arns = [arn, 'arn:aws:iam::111122223333:role/auditor'].map((each) => LivenessGrantee.fromArn(each));
    for (const grantee of [...elements, ...arns]) {
      grants.readImages(grantee);
      grants.actions(grantee, ['s3:DeleteObject', 'kms:DescribeKey', 'rekognition:DetectFaces']);
    }
  },

  'a pool with values that only Terraform knows, beside a session without one': (stack) => {
    const text = (id: string): string => new TerraformVariable(stack, id, { type: 'string' }).stringValue;
    const number = (id: string): number => new TerraformVariable(stack, id, { type: 'number' }).numberValue;
    const awsProvider = new AwsProvider(stack, 'late', { ...OFFLINE, region: text('region'), alias: 'late' });
    new LivenessSessionPool(stack, 'late-pool', {
      awsProvider,
      size: number('size'),
      name: text('name'),
      bucketName: text('bucket'),
      auditImagesLimit: number('limit'),
      keepers: { release: text('release') },
    });
    const { bucket } = new LivenessImageStorage(stack, 'images', { awsProvider });
    new bindings.DataFacelivenessSession(stack, 'session', {
      name: 'single',
      settings: { outputConfig: { s3Bucket: bucket.bucketName } },
    });
  },
};

function writeStack(workspace: TerraformWorkspace, build: (stack: TerraformStack) => void): void {
  const { terraform, ...blocks } = synthesize(build);
  // cdktf configures a backend outside the workspace.
  const { required_providers } = terraform;
  workspace.write({ 'cdk.tf.json': JSON.stringify({ ...blocks, terraform: { required_providers } }) });
}

test(`for the real Terraform and the real providers, a stack is valid that has ${Object.keys(PARTS).join('; ')}`, async () => {
  const workspace = await workspaceWithProviders();
  try {
    writeStack(workspace, (stack) => {
      for (const part of Object.values(PARTS)) part(stack);
    });
    expect(await workspace.init()).toMatchObject({ code: 0 });
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
  } finally {
    workspace.dispose();
  }
});

interface PlannedChange {
  readonly action: string;
  readonly address: string;
}

/** The changes of a plan without diagnostics, as it prints them: to show a saved plan takes another start of the providers. */
async function plannedChanges(workspace: TerraformWorkspace): Promise<PlannedChange[]> {
  const { code, stdout, stderr } = await workspace.plan('-json');
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(messages.filter(({ type }) => type === 'diagnostic')).toEqual([]);
  return messages
    .filter(({ type }) => type === 'planned_change')
    .map(({ change: { action, resource } }) => ({ action, address: resource.addr }));
}

test('a first plan creates no session, even with the name of the new bucket and an existing key', async () => {
  const emulator = await startEmulator();
  const workspace = await workspaceWithProviders({ AWS_ENDPOINT_URL_REKOGNITION: emulator.url });
  try {
    writeStack(workspace, (stack) => {
      new AwsProvider(stack, 'aws', OFFLINE);
      const encryptionKey = LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN);
      const props = { bucketName: 'faces-of-visitors', encryptionKey };
      new LivenessSessionPool(stack, 'kiosk', props);
      new LivenessSessionPool(stack, 'managed', { ...props, bucketName: 'faces-of-guests', managed: true });
    });
    expect(await workspace.init()).toMatchObject({ code: 0 });
    const changes = await plannedChanges(workspace);
    const read = changes.filter(({ action }) => action === 'read');
    const created = changes.filter(({ action }) => action === 'create');
    expect(read.map(({ address }) => address).sort()).toEqual([
      expect.stringMatching(/^data\.faceliveness_session_pool\.kiosk_/),
    ]);
    expect(created).toHaveLength(2 * 7 + 1);
    expect(changes).toHaveLength(read.length + created.length);
    expect(emulator.sessions()).toEqual([]);
  } finally {
    workspace.dispose();
    await emulator.close();
  }
});

test.for(['registry.example.com:8443/acme/faceliveness'])(
  'the real Terraform takes the provider from the source %s, and from there alone',
  async (livenessProviderSource) => {
    const workspace = await workspaceWithProviderFrom(livenessProviderSource);
    try {
      writeStack(workspace, (stack) => {
        new AwsProvider(stack, 'aws', OFFLINE);
        const usa = new AwsProvider(stack, 'aws-usa', { ...OFFLINE, region: 'us-east-1', alias: 'usa' });
        new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', readTimeout: 60 });
        new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource });
        new LivenessSessionPool(stack, 'far', { awsProvider: usa });
      });
      expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
      const lock = readFileSync(join(workspace.directory, '.terraform.lock.hcl'), 'utf8');
      const locked = [...lock.matchAll(/^provider "(.+)" \{$/gm)].map(([, source]) => source);
      expect(locked.filter((source) => source?.endsWith('/faceliveness'))).toEqual([livenessProviderSource]);
      expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    } finally {
      workspace.dispose();
    }
  },
);

test('no change to a bucket or key makes session ids unknown, and no plan creates a session before both are protected', async () => {
  const deployment = await Deployment.start(['demo']);
  const terraform = deployment.terraform('demo');
  const synthesize = (props: LivenessSessionPoolProps, change: (pool: LivenessSessionPool) => void) =>
    deployment.synthesize((app) => {
      const stack = new TerraformStack(app, 'demo');
      new AwsProvider(stack, 'aws', { region: OFFLINE.region });
      const storage = new LivenessImageStorage(stack, 'images', { bucketName: BUCKET, ...props });
      const pool = new LivenessSessionPool(stack, 'kiosk', { storage, size: 2 });
      new LivenessSessionPool(stack, 'managed', { storage, size: 2, managed: true });
      change(pool);
    });
  try {
    // A new lifecycle configuration takes 55 s, and an imported one does not.
    const { s3 } = deployment.clients(OFFLINE.region);
    await s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await s3.putBucketLifecycleConfiguration({ Bucket: BUCKET, LifecycleConfiguration: { Rules: LIFECYCLE_RULES } });
    synthesize({}, ({ bucket }) => {
      bucket.resource?.importFrom(BUCKET);
      bucket.lifecycle?.importFrom(BUCKET);
    });
    expect(await terraform.init()).toMatchObject({ code: 0 });
    const first = await terraform.plan('-out=first.plan');
    expect(first.code, first.stdout + first.stderr).toBe(0);
    expect(deployment.emulator.sessions()).toEqual([]);
    const applied = await terraform.apply('first.plan');
    expect(applied.code, applied.stdout + applied.stderr).toBe(0);
    expect(deployment.emulator.sessions()).toHaveLength(4);

    synthesize({ tags: { team: 'doors' }, imageRetentionDays: 7 }, ({ bucket }) => {
      bucket.policy?.addOverride('policy', JSON.stringify({ Version: '2012-10-17', Statement: [] }));
    });
    const second = await terraform.plan('-out=second.plan');
    expect(second.code, second.stdout + second.stderr).toBe(0);
    const { resource_changes: changes = [] } = await terraform.show('second.plan');
    const changed = changes.filter(({ change }) => String(change.actions) !== 'no-op');
    expect(changed.map(({ type, change }) => `${change.actions} ${type}`).sort()).toEqual([
      'update aws_kms_key',
      'update aws_s3_bucket',
      'update aws_s3_bucket_lifecycle_configuration',
      'update aws_s3_bucket_policy',
    ]);
    expect(second.stdout).not.toContain('Changes to Outputs');
    expect(deployment.emulator.sessions()).toHaveLength(4);
  } finally {
    await deployment.stop();
  }
}, 120_000);
