import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  type ILivenessImageBucket,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
  LivenessImageKey,
} from '../../../src/constructs';
import { errorsOf, only, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function addBucket(stack: TerraformStack, options: LivenessImageBucketOptions): LivenessImageBucket {
  return new LivenessImageBucket(stack, 'bucket', {
    ...options,
    encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
  });
}

function bucketWith(options: LivenessImageBucketOptions = {}): SynthesizedStack {
  return synthesizeInRegion((stack) => addBucket(stack, options));
}

function errorsWith(options: LivenessImageBucketOptions): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    addBucket(stack, options);
  });
}

describe('a bucket', () => {
  test('encrypts with an existing key', () => {
    const { resource } = bucketWith();
    expect(only(resource.aws_s3_bucket_server_side_encryption_configuration).rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: KEY_ARN },
        bucket_key_enabled: true,
      },
    ]);
  });

  test('keeps old versions for a day with versioning', () => {
    const { resource } = bucketWith({ versioning: true, imageRetentionDays: 7 });
    expect(only(resource.aws_s3_bucket_versioning)).toMatchObject({ versioning_configuration: { status: 'Enabled' } });
    expect(only(resource.aws_s3_bucket_lifecycle_configuration)).toMatchObject({
      rule: [{ expiration: [{ days: 7 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] }],
      depends_on: [`aws_s3_bucket_versioning.${Object.keys(resource.aws_s3_bucket_versioning ?? {})}`],
    });
  });

  test.for([
    ['logs/', 'logs/'],
    [undefined, expect.stringMatching(/^\$\{aws_s3_bucket\.bucket_\w+\.id\}\/$/)],
  ])('writes access logs under %s', ([serverAccessLogsPrefix, prefix]) => {
    const { resource } = bucketWith({ serverAccessLogsBucketName: 'logs-of-all', serverAccessLogsPrefix });
    expect(only(resource.aws_s3_bucket_logging)).toMatchObject({ target_bucket: 'logs-of-all', target_prefix: prefix });
  });

  test('allows Rekognition itself to write under the prefix with rekognitionServiceAccess', () => {
    const { data, resource } = bucketWith({ rekognitionServiceAccess: true, keyPrefix: 'faces/' });
    const [account] = Object.keys(data.aws_caller_identity ?? {});
    expect(only(data.aws_iam_policy_document).statement).toEqual([
      expect.objectContaining({ sid: 'DenyWithoutTls', effect: 'Deny' }),
      {
        sid: 'AllowRekognition',
        principals: [{ type: 'Service', identifiers: ['rekognition.amazonaws.com'] }],
        condition: [
          {
            test: 'StringEquals',
            variable: 'aws:SourceAccount',
            values: [reference(`data.aws_caller_identity.${account}.account_id`)],
          },
        ],
        actions: ['s3:PutObject'],
        resources: [`${reference(`aws_s3_bucket.${Object.keys(resource.aws_s3_bucket ?? {})}.arn`)}/faces/*`],
      },
    ]);
  });

  test('has parts that can be overridden', () => {
    const { resource } = synthesizeInRegion((stack) => {
      const bucket = addBucket(stack, { versioning: true, serverAccessLogsBucketName: 'logs-of-all' });
      const { publicAccessBlock, ownershipControls, encryption, policy, lifecycle, versioning, logging } = bucket;
      for (const part of [
        ...[bucket.resource, publicAccessBlock, ownershipControls, encryption],
        ...[policy, lifecycle, versioning, logging],
      ]) {
        part?.addOverride('expected_bucket_owner', '111122223333');
      }
    });
    const parts = Object.values(resource).flatMap((blocks) => Object.values(blocks));
    expect(parts).toHaveLength(8);
    for (const part of parts) expect(part).toMatchObject({ expected_bucket_owner: '111122223333' });
  });
});

describe('an existing bucket', () => {
  function imported(make: (stack: TerraformStack) => ILivenessImageBucket): unknown {
    const { output } = synthesizeInRegion((stack) => {
      const bucket = make(stack);
      expect(bucket.resource).toBeUndefined();
      new TerraformOutput(stack, 'all', { value: [bucket.bucketName, bucket.bucketArn] });
    });
    return (output.all as { readonly value: unknown }).value;
  }

  // Names of old buckets follow wider rules.
  test.for(['faces', 'Faces_of_old'])('is imported by its name %s', (name) => {
    expect(imported((stack) => LivenessImageBucket.fromBucketName(stack, 'bucket', name))).toEqual([
      name,
      `arn:aws:s3:::${name}`,
    ]);
  });

  test('is imported by its ARN', () => {
    expect(imported((stack) => LivenessImageBucket.fromBucketArn(stack, 'bucket', 'arn:aws:s3:::faces'))).toEqual([
      'faces',
      'arn:aws:s3:::faces',
    ]);
  });

  test('is imported by an ARN that only Terraform knows', () => {
    const values = imported((stack) =>
      LivenessImageBucket.fromBucketArn(stack, 'bucket', new TerraformVariable(stack, 'arn', {}).stringValue),
    );
    expect(values).toEqual([reference('element(split(":::", var.arn), 1)'), reference('var.arn')]);
  });

  test('is imported by a data source', () => {
    const values = imported((stack) =>
      LivenessImageBucket.fromDataSource(stack, 'bucket', new DataAwsS3Bucket(stack, 'found', { bucket: 'faces' })),
    );
    expect(values).toEqual([reference('data.aws_s3_bucket.found.bucket'), reference('data.aws_s3_bucket.found.arn')]);
  });

  test.for(['', 'ab', 'my faces', 'x'.repeat(256)])('fails when its name is %j', (name) => {
    expect(() => imported((stack) => LivenessImageBucket.fromBucketName(stack, 'bucket', name))).toThrow(
      'invalid bucketName: ',
    );
  });

  test.for(['faces', 'arn:aws:s3:::faces/images/', 'arn:aws:s3:eu-west-1::faces', 'arn:aws:kms:::faces', ''])(
    'fails when its ARN is %j',
    (arn) => {
      expect(() => imported((stack) => LivenessImageBucket.fromBucketArn(stack, 'bucket', arn))).toThrow(
        `invalid bucketArn: ${JSON.stringify(arn)} is not the ARN of a bucket, which is arn:aws:s3::: and its name`,
      );
    },
  );
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessImageBucketOptions, string]>([
    [
      'images are not kept at all',
      { imageRetentionDays: 0 },
      'invalid imageRetentionDays: 0 is too small; the retention of images in days is a whole number from 1 to 36500. Use 1 or more',
    ],
    ['images are kept for ever', { imageRetentionDays: Number.POSITIVE_INFINITY }, 'Infinity is not a whole number'],
    [
      'images are kept for half a day',
      { imageRetentionDays: 0.5 },
      'invalid imageRetentionDays: 0.5 is not a whole number',
    ],
    ['images are kept for too long', { imageRetentionDays: 36_501 }, 'invalid imageRetentionDays: 36501 is too large'],
    [
      'access logs have a prefix and no bucket',
      { serverAccessLogsPrefix: 'logs/' },
      'invalid serverAccessLogsPrefix: "logs/" was given without serverAccessLogsBucketName',
    ],
    [
      'the bucket is to be destroyed and not to be destroyed',
      { forceDestroy: true, preventDestroy: true },
      'invalid forceDestroy: it contradicts preventDestroy',
    ],
    ['the prefix has a blank', { keyPrefix: 'a b' }, 'invalid keyPrefix: "a b" contains whitespace'],
    ['a tag is empty', { tags: { '': '' } }, 'invalid tags: the key "" is empty'],
  ])('%s', ([, options, message]) => {
    expect(errorsWith(options)).toEqual([expect.stringContaining(message)]);
  });
});

test.for([1, 36_500])('images can be kept for %d days', (imageRetentionDays) => {
  expect(errorsWith({ imageRetentionDays })).toEqual([]);
});
