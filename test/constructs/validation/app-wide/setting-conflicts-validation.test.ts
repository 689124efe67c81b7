import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Aspects, Fn, TerraformLocal, TerraformStack } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageStorage, type LivenessImageStorageProps } from '../../../../src/constructs';
import { errorsOf, REGION, reference } from '../../support';

type Declare = (stack: TerraformStack, bucket: string) => void;

/** Every setting of which a bucket has one, with the prop to use instead. */
const SETTINGS: ReadonlyArray<readonly [string, Declare, string]> = [
  [
    'policy',
    (stack, bucket) => new S3BucketPolicy(stack, 'mine', { bucket, policy: '{}' }),
    'Pass its statements as bucketPolicyStatements instead',
  ],
  [
    'lifecycle configuration',
    (stack, bucket) =>
      new S3BucketLifecycleConfiguration(stack, 'mine', { bucket, rule: [{ id: 'mine', status: 'Enabled' }] }),
    'Pass its rules as lifecycleRules instead',
  ],
  [
    'encryption',
    (stack, bucket) => new S3BucketServerSideEncryptionConfigurationA(stack, 'mine', { bucket, rule: [{}] }),
    'Remove it; encryptionKey chooses the key',
  ],
  [
    'public access block',
    (stack, bucket) => new S3BucketPublicAccessBlock(stack, 'mine', { bucket }),
    'Remove it; the bucket blocks all public access already',
  ],
  [
    'ownership control',
    (stack, bucket) =>
      new S3BucketOwnershipControls(stack, 'mine', { bucket, rule: { objectOwnership: 'ObjectWriter' } }),
    'Remove it; the owner of the bucket owns all objects already',
  ],
  [
    'versioning',
    (stack, bucket) =>
      new S3BucketVersioningA(stack, 'mine', { bucket, versioningConfiguration: { status: 'Disabled' } }),
    'Remove it; versioning turns it on',
  ],
  [
    'access logging',
    (stack, bucket) => new S3BucketLoggingA(stack, 'mine', { bucket, targetBucket: 'logs', targetPrefix: '' }),
    'Remove it; serverAccessLogsBucketName and serverAccessLogsPrefix say where the logs go',
  ],
];

const EVERYTHING: LivenessImageStorageProps = { versioning: true, serverAccessLogsBucketName: 'logs-of-all' };

function errorsWith(props: LivenessImageStorageProps, declare: (storage: LivenessImageStorage) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    declare(new LivenessImageStorage(stack, 'images', props));
  });
}

test.for(SETTINGS)('synthesis fails when the app declares a bucket %s of its own', ([noun, declare, remedy]) => {
  const errors = errorsWith(EVERYTHING, (storage) => declare(TerraformStack.of(storage), storage.bucket.bucketName));
  expect(errors).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\[demo/images/Bucket\\] two settings of one kind: demo/mine replaces the ${noun} demo/images/Bucket/\\w+ at ` +
          `apply, and the other way round, because there is only one of a bucket\\. ${remedy}$`,
      ),
    ),
  ]);
});

test.for<[string, (storage: LivenessImageStorage) => string]>([
  ['its name', () => 'faces'],
  ['its attribute bucket', (storage) => String(storage.bucket.resource?.bucket)],
  ['its attribute id', (storage) => String(storage.bucket.resource?.id)],
  ['its ARN', ({ bucket }) => Fn.element(Fn.split(':::', bucket.bucketArn), 1)],
  ['the policy of the library', ({ bucket }) => String(bucket.policy?.bucket)],
  [
    'a local',
    ({ bucket, node }) => new TerraformLocal(node.root.node.findChild('demo'), 'l', bucket.bucketName).asString,
  ],
  [
    'a look-up',
    ({ bucket, node }) =>
      new DataAwsS3Bucket(node.root.node.findChild('demo'), 'found', { bucket: bucket.bucketName }).id,
  ],
  ['a reference as a text', (storage) => reference(`aws_s3_bucket.${storage.bucket.resource?.friendlyUniqueId}.id`)],
])('synthesis fails when a policy is for the bucket by %s', ([, nameOf]) => {
  const errors = errorsWith({ bucketName: 'faces' }, (storage) => {
    new S3BucketPolicy(TerraformStack.of(storage), 'mine', { bucket: nameOf(storage), policy: '{}' });
  });
  expect(errors).toEqual([expect.stringContaining('two settings of one kind: demo/mine replaces the policy')]);
});

test('synthesis fails when a policy of the bucket is in another stack', () => {
  const errors = errorsWith({}, (storage) => {
    const other = new TerraformStack(storage.node.root, 'other');
    new AwsProvider(other, 'aws', { region: REGION });
    new S3BucketPolicy(other, 'mine', { bucket: storage.bucket.bucketName, policy: '{}' });
  });
  expect(errors).toEqual([expect.stringContaining('two settings of one kind: other/mine replaces the policy')]);
});

test('synthesis fails when an override of the bucket or the key is a setting', () => {
  const errors = errorsWith({}, ({ bucket, encryptionKey }) => {
    bucket.resource?.addOverride('lifecycle_rule', [{ enabled: true }]);
    encryptionKey.resource?.addOverride('policy', '{}');
  });
  expect(errors).toEqual([
    expect.stringContaining(
      '[demo/images/Key] two settings of one kind: the argument policy of demo/images/Key/Resource',
    ),
    expect.stringContaining('the argument lifecycle_rule of demo/images/Bucket/Resource replaces the lifecycle'),
  ]);
});

test.for(['keyId', 'id', 'arn'] as const)('synthesis fails when a policy is for the key by its %s', (attribute) => {
  const errors = errorsWith({}, ({ node, encryptionKey: { resource } }) => {
    new KmsKeyPolicy(node.scope as TerraformStack, 'mine', { keyId: String(resource?.[attribute]), policy: '{}' });
  });
  expect(errors).toEqual([
    '[demo/images/Key] two settings of one kind: demo/mine replaces the policy demo/images/Key/Policy at apply, and the ' +
      'other way round, because there is only one of a key. Pass its statements as encryptionKeyPolicyStatements instead',
  ]);
});

test.for(['policy', 'lifecycle'] as const)(
  'synthesis fails when an Aspect gives the %s of a bucket another provider or region',
  (part) => {
    const errors = errorsWith({}, (storage) => {
      const stack = TerraformStack.of(storage);
      const usa = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      Aspects.of(stack).add({
        visit: (node) => {
          if (node === storage.bucket[part]) storage.bucket[part].provider = usa;
          if (node === storage.encryptionKey.policy) storage.encryptionKey.policy.addOverride('region', 'us-east-1');
        },
      });
    });
    expect(errors).toEqual([
      expect.stringMatching(
        /^\[demo\/images\/Key\] regions differ: demo\/images\/Key\/Policy is in "us-east-1", and demo\/images\/Key\/Resource, which it is a setting of, in "eu-west-1"/,
      ),
      expect.stringMatching(
        /^\[demo\/images\/Bucket\] providers differ: demo\/images\/Bucket\/\w+ has the AWS provider demo\/usa, and .* has demo\/aws\. Give both the same one: pass it as awsProvider$/,
      ),
    ]);
  },
);

test('settings of other buckets, and settings that the bucket does not have, are no error', () => {
  const errors = errorsWith({}, (storage) => {
    const stack = TerraformStack.of(storage);
    new S3BucketPolicy(stack, 'other', { bucket: 'other', policy: '{}' });
    new S3BucketPolicy(stack, 'reference', { bucket: reference('var.bucket'), policy: '{}' });
    new S3BucketPolicy(stack, 'part', { bucket: `a-${storage.bucket.bucketName}`, policy: '{}' });
    new S3BucketPolicy(stack, 'made', { bucket: Fn.join('-', ['a', storage.bucket.bucketName]), policy: '{}' });
    new S3BucketVersioningA(stack, 'versioning', {
      bucket: storage.bucket.bucketName,
      versioningConfiguration: { status: 'Enabled' },
    });
    new LivenessImageStorage(stack, 'others');
  });
  expect(errors).toEqual([]);
});
