import { describe, expect, test } from 'vitest';
import { LivenessImageStorage } from '../../src/constructs';
import { only, reference, synthesizeInRegion } from './support';

describe('an image storage', () => {
  const { resource, data } = synthesizeInRegion((stack) => new LivenessImageStorage(stack, 'images'));
  const bucketId = `\${aws_s3_bucket.${Object.keys(resource.aws_s3_bucket ?? {})}.id}`;

  test('has a key that rotates, with the policy that AWS gives to a key by default', () => {
    expect(only(resource.aws_kms_key)).toEqual({
      description: 'Face Liveness images of demo/images',
      enable_key_rotation: true,
    });
  });

  test('has a bucket with a name of its own that is not destroyed with its images', () => {
    expect(only(resource.aws_s3_bucket)).toEqual({ bucket_prefix: 'liveness-demo-images-' });
  });

  test('keeps the public out', () => {
    expect(only(resource.aws_s3_bucket_public_access_block)).toEqual({
      bucket: bucketId,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test('gives all objects to the owner of the bucket', () => {
    expect(only(resource.aws_s3_bucket_ownership_controls)).toEqual({
      bucket: bucketId,
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
  });

  test('encrypts with its key by default', () => {
    expect(only(resource.aws_s3_bucket_server_side_encryption_configuration)).toEqual({
      bucket: bucketId,
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: 'aws:kms',
            kms_master_key_id: `\${aws_kms_key.${Object.keys(resource.aws_kms_key ?? {})}.arn}`,
          },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  test('denies everybody everything without TLS, once the public access block is there', () => {
    const policy = only(resource.aws_s3_bucket_policy);
    const arn = bucketId.replace('.id}', '.arn}');
    const [document] = Object.keys(data.aws_iam_policy_document ?? {});
    expect(policy).toEqual({
      bucket: bucketId,
      policy: reference(`data.aws_iam_policy_document.${document}.json`),
      depends_on: [
        `aws_s3_bucket_public_access_block.${Object.keys(resource.aws_s3_bucket_public_access_block ?? {})}`,
      ],
    });
    expect(only(data.aws_iam_policy_document)).toEqual({
      statement: [
        {
          sid: 'DenyWithoutTls',
          effect: 'Deny',
          principals: [{ type: '*', identifiers: ['*'] }],
          actions: ['s3:*'],
          resources: [arn, `${arn}/*`],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
  });

  test('deletes images after 30 days, and what is left of them after one more', () => {
    expect(only(resource.aws_s3_bucket_lifecycle_configuration)).toEqual({
      bucket: bucketId,
      rule: [
        {
          id: 'expire-images',
          status: 'Enabled',
          filter: [{ prefix: 'liveness/' }],
          expiration: [{ days: 30 }],
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    });
  });
});

test.for([
  ['Images', 'liveness-demo-images-'],
  ['Hall A__images-', 'liveness-demo-hall-a-images-'],
  ['a-very-long-name-of-many-words-for-one-storage', 'liveness-demo-a-very-long-name-of-ma-'],
  ['a-very-long-name-of-four-words-', 'liveness-demo-a-very-long-name-of-fo-'],
  ['a-very-long-name-too-a-word', 'liveness-demo-a-very-long-name-too-a-'],
])('the name of the bucket of %s starts with %s', ([id = '', prefix]) => {
  const { resource } = synthesizeInRegion((stack) => new LivenessImageStorage(stack, id));
  expect(only(resource.aws_s3_bucket)).toEqual({ bucket_prefix: prefix });
  expect(prefix?.length).toBeLessThanOrEqual(37);
});

test('the bucket of an image storage can be named', () => {
  const { resource } = synthesizeInRegion(
    (stack) => new LivenessImageStorage(stack, 'images', { bucketName: 'faces' }),
  );
  expect(only(resource.aws_s3_bucket)).toEqual({ bucket: 'faces' });
});
