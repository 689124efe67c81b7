import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessImageStorageProps,
  LivenessSessionPool,
} from '../../../src/constructs';
import { errorsOf, only, policyOf, REGION, synthesizeInRegion } from '../support';

describe('an image storage', () => {
  const { resource } = synthesizeInRegion((stack) => new LivenessImageStorage(stack, 'images'));
  const bucketId = `\${aws_s3_bucket.${Object.keys(resource.aws_s3_bucket ?? {})}.id}`;

  test('has a key that rotates, with the default key policy of AWS', () => {
    expect(only(resource.aws_kms_key)).toEqual({
      description: 'Face Liveness images',
      enable_key_rotation: true,
    });
  });

  test('has a bucket with a generated name that is not destroyed with its images', () => {
    expect(only(resource.aws_s3_bucket)).toEqual({ bucket_prefix: 'liveness-' });
  });

  test('blocks public access', () => {
    expect(only(resource.aws_s3_bucket_public_access_block)).toEqual({
      bucket: bucketId,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test('enforces the bucket owner as owner of all objects', () => {
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

  test('denies requests without TLS, in a policy that depends on the public access block', () => {
    const { policy, ...others } = only(resource.aws_s3_bucket_policy);
    const arn = bucketId.replace('.id}', '.arn}');
    expect(others).toEqual({
      bucket: bucketId,
      depends_on: [
        `aws_s3_bucket_public_access_block.${Object.keys(resource.aws_s3_bucket_public_access_block ?? {})}`,
      ],
    });
    expect(policyOf(policy).Statement).toEqual([
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*'],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
    ]);
  });

  test('deletes images after 30 days, and old versions after one more', () => {
    expect(only(resource.aws_s3_bucket_lifecycle_configuration)).toEqual({
      bucket: bucketId,
      rule: [
        {
          id: 'expire-images',
          status: 'Enabled',
          filter: [{ prefix: 'liveness/' }],
          expiration: [{ days: 30 }],
          noncurrent_version_expiration: [{ noncurrent_days: 1 }],
        },
        expect.objectContaining({ id: 'abort-uploads' }),
      ],
    });
  });
});

test('the bucket of an image storage can have a given name', () => {
  const { resource } = synthesizeInRegion(
    (stack) => new LivenessImageStorage(stack, 'images', { bucketName: 'faces' }),
  );
  expect(only(resource.aws_s3_bucket)).toEqual({ bucket: 'faces' });
});

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('a shared image storage', () => {
  const { resource, data, output } = synthesizeInRegion((stack) => {
    const storage = new LivenessImageStorage(stack, 'images', { keyPrefix: 'faces/' });
    new LivenessSessionPool(stack, 'front', { storage });
    new LivenessSessionPool(stack, 'back', { storage, imagePrefix: 'faces/back-door/' });
  });

  test('is created once', () => {
    expect(only(resource.aws_s3_bucket)).toBeDefined();
    expect(only(resource.aws_kms_key)).toBeDefined();
    expect(only(resource.aws_s3_bucket_lifecycle_configuration)).toMatchObject({
      rule: [{ filter: [{ prefix: 'faces/' }] }, {}],
    });
  });

  test('has a folder for each pool', () => {
    const prefixes = Object.values(data.faceliveness_session_pool ?? {}).map(({ settings }) => settings);
    expect(prefixes).toEqual([
      { output_config: { s3_bucket: expect.any(String), s3_key_prefix: 'faces/back-door/' } },
      { output_config: { s3_bucket: expect.any(String), s3_key_prefix: 'faces/demo/front/' } },
    ]);
    expect(output.front_bucket).toEqual(output.back_bucket);
  });
});

test('a pool in another stack can share an image storage, with its own provider and checks', () => {
  const stack = synthesizeInRegion((stack) => {
    const other = new TerraformStack(stack.node.root, 'images');
    const awsProvider = new AwsProvider(other, 'aws', { region: REGION, alias: 'images' });
    const storage = new LivenessImageStorage(other, 'images', { awsProvider });
    new LivenessSessionPool(stack, 'kiosk', { storage, checks: true });
  });
  expect(only(stack.data.faceliveness_session_pool)).toMatchObject({
    kms_key_id: expect.stringMatching(/^\$\{data\.terraform_remote_state\./),
    settings: { output_config: { s3_bucket: expect.stringMatching(/^\$\{data\.terraform_remote_state\./) } },
  });
  expect(stack.provider.faceliveness).toEqual([{ region: REGION }]);
  expect(only(stack.data.faceliveness_session_pool).provider).toBeUndefined();
  expect(Object.keys(stack.check)).toEqual(['kiosk_sessions_usable']);
});

describe('an existing image storage', () => {
  test('creates no resources', () => {
    const { resource, data } = synthesizeInRegion((stack) => {
      const attributes = { bucketName: 'faces', keyArn: KEY_ARN };
      const storage = LivenessImageStorage.fromAttributes(stack, 'images', attributes);
      new LivenessSessionPool(stack, 'kiosk', { storage });
    });
    expect(resource).toBeUndefined();
    expect(Object.keys(data)).toEqual(['faceliveness_session_pool']);
    expect(only(data.faceliveness_session_pool)).toMatchObject({
      kms_key_id: KEY_ARN,
      settings: { output_config: { s3_bucket: 'faces', s3_key_prefix: 'liveness/demo/kiosk/' } },
    });
  });

  test('can have a new key or a new bucket', () => {
    const { resource } = synthesizeInRegion(
      (stack) =>
        new LivenessSessionPool(stack, 'kiosk', {
          encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
          tags: { team: 'doors' },
        }),
    );
    expect(resource.aws_kms_key).toBeUndefined();
    expect(only(resource.aws_s3_bucket)).toMatchObject({ tags: { team: 'doors' } });
    expect(only(resource.aws_s3_bucket_server_side_encryption_configuration).rule).toMatchObject([
      { apply_server_side_encryption_by_default: { kms_master_key_id: KEY_ARN } },
    ]);
  });

  test.for([
    { bucketName: 'my faces', keyArn: KEY_ARN },
    { bucketName: 'faces', keyArn: 'alias/faces' },
  ])('fails when it is %o', (attributes) => {
    expect(() =>
      synthesizeInRegion((stack) => LivenessImageStorage.fromAttributes(stack, 'images', attributes)),
    ).toThrow(/^invalid (bucketName|keyArn): /);
  });
});

describe('a storage in a bucket with a key', () => {
  test.for(['a storage', 'a pool'])('%s uses the key and the prefix of the bucket', (what) => {
    const { resource, data } = synthesizeInRegion((stack) => {
      const encryptionKey = new LivenessImageKey(stack, 'key');
      const bucket = new LivenessImageBucket(stack, 'bucket', { encryptionKey, keyPrefix: 'faces/' });
      if (what === 'a pool') new LivenessSessionPool(stack, 'kiosk', { bucket });
      else new LivenessSessionPool(stack, 'kiosk', { storage: new LivenessImageStorage(stack, 'images', { bucket }) });
    });
    expect(Object.keys(resource.aws_kms_key ?? {})).toHaveLength(1);
    expect(only(data.faceliveness_session_pool)).toMatchObject({
      settings: { output_config: { s3_key_prefix: 'faces/demo/kiosk/' } },
    });
  });

  test.for<[string, LivenessImageStorageProps, string]>([
    [
      'another key is given',
      { encryptionKey: 'another' as never },
      'invalid encryptionKey: demo/other is another key than demo/key, with which the bucket demo/bucket encrypts. Leave it ' +
        'out to use the key of the bucket',
    ],
    [
      'the prefix is outside of that of the bucket',
      { keyPrefix: 'other/' },
      'invalid keyPrefix: "other/" does not start with "faces/", the key prefix of the bucket, which its retention and ' +
        'permissions are about. Start with that, leave it out, or change keyPrefix of the bucket',
    ],
    [
      'a key is to have an alias',
      { alias: 'faces' },
      'invalid alias: it has no effect on a key that exists. Leave it out, or leave out bucket',
    ],
  ])('synthesis fails when %s', ([, props, message]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const encryptionKey = new LivenessImageKey(stack, 'key');
      const bucket = new LivenessImageBucket(stack, 'bucket', { encryptionKey, keyPrefix: 'faces/' });
      const other = props.encryptionKey && new LivenessImageKey(stack, 'other');
      new LivenessImageStorage(stack, 'images', { ...props, encryptionKey: other, bucket });
    });
    expect(errors).toEqual([`[demo/images] ${message}`]);
  });

  test('can be given the same key, and a prefix under that of the bucket', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const encryptionKey = new LivenessImageKey(stack, 'key');
      const bucket = new LivenessImageBucket(stack, 'bucket', { encryptionKey });
      new LivenessImageStorage(stack, 'images', { bucket, encryptionKey, keyPrefix: 'liveness/a/' });
    });
    expect(errors).toEqual([]);
  });
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessImageStorageProps, string[]]>([
    [
      'a key that exists is to have an alias and a window',
      { alias: 'faces', encryptionKeyDeletionWindowInDays: 7 },
      [
        'invalid alias, encryptionKeyDeletionWindowInDays: they have no effect on a key that exists. Leave them out, or leave out encryptionKey',
      ],
    ],
    [
      'a bucket that exists is to have versions',
      { versioning: true },
      ['invalid versioning: it has no effect on a bucket that exists. Leave it out, or leave out bucket'],
    ],
    [
      'nothing is left to have tags',
      { tags: { team: 'doors' } },
      [
        'invalid tags: it has no effect on a bucket and a key that exist. Leave it out, or leave out bucket or encryptionKey',
      ],
    ],
    ['the prefix of a bucket that exists has a blank', { keyPrefix: 'a b' }, ['invalid keyPrefix: "a b" contains']],
  ])('%s', ([, props, messages]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      new LivenessImageStorage(stack, 'images', {
        ...props,
        encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
        bucket: LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces'),
      });
    });
    expect(errors).toEqual(messages.map((message) => expect.stringContaining(`[demo/images] ${message}`)));
  });
});
