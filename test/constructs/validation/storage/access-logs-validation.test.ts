import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { TerraformStack } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageStorage } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

function errorsWith(logsBucketIn: (stack: TerraformStack) => string): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    const serverAccessLogsBucketName = logsBucketIn(stack);
    new LivenessImageStorage(stack, 'images', { bucketName: 'faces', serverAccessLogsBucketName });
  });
}

test.for<[string, (stack: TerraformStack) => string, string]>([
  ['the bucket itself', () => 'faces', 'demo/images'],
  ['another one, by its name', (stack) => new LivenessImageStorage(stack, 'b').bucket.bucketName, 'demo/b'],
])('synthesis fails when access logs go to a bucket for images: %s', ([, logsBucketIn, storage]) => {
  expect(errorsWith(logsBucketIn)).toEqual([
    `[demo/images/Bucket] invalid serverAccessLogsBucketName: it is that of ${storage}/Bucket/Resource, a bucket for images, and ` +
      'S3 writes no access logs to a bucket that encrypts with a KMS key. Name another one',
  ]);
});

test('access logs can go to another bucket of the app', () => {
  expect(errorsWith((stack) => new S3Bucket(stack, 'logs', { bucket: 'logs-of-all' }).id)).toEqual([]);
});
