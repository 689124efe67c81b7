import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { DataAwsIamGroup } from '@cdktf/provider-aws/lib/data-aws-iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { TerraformIterator, TerraformStack, TerraformVariable } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import {
  bindings,
  ChallengeType,
  LivenessGrantee,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessImageStorageProps,
  LivenessSessionPool,
} from '../../src/constructs';
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
      ...{ region: text, profile: text, sharedConfigFiles: list, forbiddenAccountIds: list },
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
    // On a bucket and a key that exist. Terraform leaves out the AWS providers, which nothing else needs: each would take it
    // seconds, and the arguments that matter are those of the provider for the sessions.
    const bucket = LivenessImageBucket.fromBucketName(stack, 'existing-bucket', BUCKET);
    const encryptionKey = LivenessImageKey.fromKeyArn(stack, 'existing-key', KEY_ARN.replace('eu-west-1', 'us-east-1'));
    const storage = new LivenessImageStorage(stack, 'existing', { bucket, encryptionKey });
    for (const awsProvider of [everything, references, overridden]) {
      new LivenessSessionPool(stack, `pool-${awsProvider.alias}`, { storage, awsProvider });
    }
  },

  'grants to grantees of every kind': (stack) => {
    const prefix = new TerraformVariable(stack, 'prefix', { type: 'string' }).stringValue;
    const arn = new TerraformVariable(stack, 'arn', { type: 'string' }).stringValue;
    const { grants } = new LivenessImageStorage(stack, 'granted', { keyPrefix: `f*/${prefix}/` });
    const elements = [
      new IamRole(stack, 'role', { assumeRolePolicy: '{}' }),
      new DataAwsIamGroup(stack, 'group', { groupName: 'staff' }),
      new IamUser(stack, 'user', { name: 'jo' }),
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
    new LivenessSessionPool(stack, 'late-pool', {
      size: number('size'),
      name: text('name'),
      bucketName: text('bucket'),
      auditImagesLimit: number('limit'),
      keepers: { release: text('release') },
    });
    const { bucket } = new LivenessImageStorage(stack, 'images');
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

interface Plan {
  /** The actions and addresses of all changes, reads of data sources included. */
  readonly changes: readonly string[];
  /** The names of the outputs that change. */
  readonly outputs: readonly string[];
}

/** A plan without diagnostics, as it prints itself: to show a saved plan takes another start of the providers. */
async function planned(workspace: TerraformWorkspace): Promise<Plan> {
  const { code, stdout, stderr } = await workspace.plan('-json');
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(messages.filter(({ type }) => type === 'diagnostic')).toEqual([]);
  const outputs: Readonly<Record<string, { readonly action: string }>> =
    messages.find(({ type }) => type === 'outputs')?.outputs ?? {};
  return {
    changes: messages
      .filter(({ type }) => type === 'planned_change')
      .map(({ change: { action, resource } }) => `${action} ${resource.addr}`),
    outputs: Object.keys(outputs).filter((name) => outputs[name]?.action !== 'noop'),
  };
}

test.for(['registry.example.com:8443/acme/faceliveness'])(
  'the real Terraform takes the provider from the source %s, and from there alone',
  async (livenessProviderSource) => {
    const workspace = await workspaceWithProviderFrom(livenessProviderSource);
    try {
      // With a bucket and a key that exist, the AWS provider is not needed, which takes seconds to start.
      writeStack(workspace, (stack) => {
        const bucket = LivenessImageBucket.fromBucketName(stack, 'bucket', BUCKET);
        const encryptionKey = LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN);
        const storage = new LivenessImageStorage(stack, 'images', { bucket, encryptionKey });
        const livenessProvider = new bindings.FacelivenessProvider(stack, 'slow', {
          region: 'eu-west-1',
          alias: 'slow',
          readTimeout: 60,
        });
        new LivenessSessionPool(stack, 'kiosk', { storage, livenessProviderSource });
        new LivenessSessionPool(stack, 'slow-pool', { storage, livenessProvider });
      });
      expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
      const lock = readFileSync(join(workspace.directory, '.terraform.lock.hcl'), 'utf8');
      const locked = [...lock.matchAll(/^provider "(.+)" \{$/gm)].map(([, source]) => source);
      expect(locked).toEqual([livenessProviderSource]);
      expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    } finally {
      workspace.dispose();
    }
  },
);

describe('bucket and key change without the sessions', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start(['demo']);
    // A new lifecycle configuration takes the AWS provider 55 s, and an imported one does not.
    const { s3 } = deployment.clients(OFFLINE.region);
    await s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    await s3.putBucketLifecycleConfiguration({ Bucket: BUCKET, LifecycleConfiguration: { Rules: LIFECYCLE_RULES } });
  });
  afterAll(() => deployment?.stop());

  /** Two pools on one storage, whose bucket exists already and is imported, and more. */
  function synthesizeWith(
    propsIn: (stack: TerraformStack) => LivenessImageStorageProps,
    more: (stack: TerraformStack, pool: LivenessSessionPool) => void,
  ): void {
    deployment.synthesize((app) => {
      const stack = new TerraformStack(app, 'demo');
      new AwsProvider(stack, 'aws', { region: OFFLINE.region });
      const storage = new LivenessImageStorage(stack, 'images', { bucketName: BUCKET, ...propsIn(stack) });
      storage.bucket.resource?.importFrom(BUCKET);
      storage.bucket.lifecycle?.importFrom(BUCKET);
      const pool = new LivenessSessionPool(stack, 'kiosk', { storage, size: 2 });
      new LivenessSessionPool(stack, 'managed', { storage, size: 2, managed: true });
      more(stack, pool);
    });
  }

  test('a first plan creates no session, even with the name of the new bucket and an existing key', async () => {
    // The name of the bucket and the key are known in the plan, and the settings that protect the bucket are to be made.
    const keyIn = (stack: TerraformStack, id: string) => LivenessImageKey.fromKeyArn(stack, id, KEY_ARN);
    const existingKey = (stack: TerraformStack) => ({ encryptionKey: keyIn(stack, 'key') });
    synthesizeWith(existingKey, (stack) => {
      const encryptionKey = keyIn(stack, 'key-of-new');
      new LivenessSessionPool(stack, 'new', { bucketName: 'faces-of-guests', encryptionKey });
      new LivenessSessionPool(stack, 'new-managed', { bucketName: 'faces-of-staff', encryptionKey, managed: true });
    });
    expect(await deployment.terraform('demo').init()).toMatchObject({ code: 0 });
    const { changes } = await planned(deployment.terraform('demo'));
    const sessions = changes.filter((change) => change.includes('faceliveness_session_pool.')).sort();
    expect(sessions).toEqual([
      expect.stringMatching(/^create faceliveness_session_pool\.managed_/),
      expect.stringMatching(/^create faceliveness_session_pool\.new-managed_/),
      expect.stringMatching(/^read data\.faceliveness_session_pool\.kiosk_/),
      expect.stringMatching(/^read data\.faceliveness_session_pool\.new_/),
    ]);
    expect(deployment.emulator.sessions()).toEqual([]);
  });

  test('no change to a bucket or key, their tags included, makes session ids unknown', async () => {
    const terraform = deployment.terraform('demo');
    synthesizeWith(
      () => ({}),
      () => undefined,
    );
    const { code, stdout, stderr } = await terraform.apply();
    expect(code, stdout + stderr).toBe(0);
    expect(deployment.emulator.sessions()).toHaveLength(4);

    const changed = { tags: { team: 'doors' }, imageRetentionDays: 7 };
    synthesizeWith(
      () => changed,
      (_, { bucket, encryptionKey }) => {
        const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
        bucket.policy?.addOverride('policy', policy);
        encryptionKey.policy?.addOverride('policy', policy);
      },
    );
    const { changes, outputs } = await planned(terraform);
    expect(changes.map((change) => change.replace(/\..*/, '')).sort()).toEqual([
      'update aws_kms_key',
      'update aws_kms_key_policy',
      'update aws_s3_bucket',
      'update aws_s3_bucket_lifecycle_configuration',
      'update aws_s3_bucket_policy',
    ]);
    expect(outputs).toEqual([]);
    expect(deployment.emulator.sessions()).toHaveLength(4);
  });
});
