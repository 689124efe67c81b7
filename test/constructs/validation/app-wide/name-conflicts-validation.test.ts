import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageBucket, LivenessImageKey, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION, reference } from '../../support';

function errorsWith(build: (stack: TerraformStack, other: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack, new TerraformStack(stack.node.root, 'other'));
  });
}

describe('two buckets of one name', () => {
  test('fail in one stack, once', () => {
    const errors = errorsWith((stack) => {
      new LivenessSessionPool(stack, 'front', { bucketName: 'faces' });
      new LivenessSessionPool(stack, 'back', { bucketName: 'faces' });
    });
    expect(errors).toEqual(
      expect.arrayContaining([
        '[demo/back/Storage/Bucket] two buckets of one name: this one and demo/front/Storage/Bucket/Resource are both named ' +
          '"faces", and all of AWS shares one namespace for these. To have one bucket for both, pass it as bucket, or its ' +
          'LivenessImageStorage as storage',
      ]),
    );
    expect(errors.filter((error) => error.includes('two buckets'))).toHaveLength(1);
  });

  test('fail in two stacks and two regions', () => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', { region: 'us-east-1' });
      const bucketName = 'faces';
      new LivenessImageBucket(stack, 'b', { bucketName, encryptionKey: new LivenessImageKey(stack, 'k') });
      new LivenessImageBucket(other, 'b', { bucketName, encryptionKey: new LivenessImageKey(other, 'k') });
    });
    expect(errors).toEqual([
      expect.stringContaining('[other/b] two buckets of one name: this one and demo/b/Resource'),
    ]);
  });

  test('fail when the other is not of the library, and later', () => {
    const errors = errorsWith((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { bucketName: 'faces' });
      new S3Bucket(stack, 'mine', { bucket: 'faces' });
    });
    expect(errors).toEqual([expect.stringContaining('two buckets of one name: this one and demo/mine are both named')]);
  });

  test('are no error when Terraform knows them, or one exists', () => {
    const errors = errorsWith((stack) => {
      const encryptionKey = new LivenessImageKey(stack, 'k');
      for (const id of ['a', 'b']) {
        new LivenessImageBucket(stack, id, { bucketName: reference('var.x'), encryptionKey });
        LivenessImageBucket.fromBucketName(stack, `existing-${id}`, 'faces');
      }
      new LivenessImageBucket(stack, 'c', { bucketName: 'faces', encryptionKey });
    });
    expect(errors).toEqual([]);
  });
});

describe('two aliases of one name', () => {
  const MESSAGE =
    /^\[\w+\/second\] two aliases of one name: this key and demo\/first\/Alias both have the alias "alias\/faces"/;

  test.for(['faces', 'alias/faces'])('fail when the second is %s', (alias) => {
    const errors = errorsWith((stack) => {
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(stack, 'second', { alias });
    });
    expect(errors).toEqual([expect.stringMatching(MESSAGE)]);
  });

  test('fail in two stacks of one account and region', () => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', { region: REGION, defaultTags: [{ tags: { team: 'doors' } }] });
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(other, 'second', { alias: 'faces' });
    });
    expect(errors).toEqual([expect.stringMatching(MESSAGE)]);
  });

  test('fail when the other is not of the library', () => {
    const errors = errorsWith((stack) => {
      new LivenessImageKey(stack, 'key', { alias: 'faces' });
      new KmsAlias(stack, 'mine', { name: 'alias/faces', targetKeyId: 'x' });
    });
    expect(errors).toEqual([expect.stringContaining('this key and demo/mine both have the alias "alias/faces"')]);
  });

  test.for([
    { region: 'us-east-1' },
    { region: REGION, profile: 'other' },
    { region: REGION, assumeRole: [{ roleArn: 'arn:aws:iam::444455556666:role/x' }] },
  ])('are no error with the provider %o', (config) => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', config);
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(other, 'second', { alias: 'faces' });
    });
    expect(errors).toEqual([]);
  });
});
