import { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Aspects, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import {
  type ILivenessImageBucket,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
} from '../../../src/constructs';
import {
  errorsOf,
  only,
  policyOf,
  REGION,
  reference,
  type SynthesizedStack,
  synthesizeHcl,
  synthesizeInRegion,
} from '../support';

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
      rule: [{ expiration: [{ days: 7 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] }, {}],
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
    const { data, resource } = bucketWith({ rekognitionServiceAccess: true, keyPrefix: 'f*/' });
    // The key can be in another account, and Rekognition acts for sessions in the account of the bucket.
    expect(Object.keys(data).sort()).toEqual(['aws_caller_identity', 'aws_region']);
    const account = reference(`data.aws_caller_identity.${Object.keys(data.aws_caller_identity ?? {})}.account_id`);
    const arn = reference(`aws_s3_bucket.${Object.keys(resource.aws_s3_bucket ?? {})}.arn`);
    expect(policyOf(only(resource.aws_s3_bucket_policy).policy).Statement).toEqual([
      expect.objectContaining({ Sid: 'DenyWithoutTls', Effect: 'Deny' }),
      {
        Sid: 'AllowRekognition',
        Effect: 'Allow',
        Principal: { Service: ['rekognition.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceAccount': [account] } },
        Action: ['s3:PutObject'],
        Resource: [`${arn}/f$${reference('*')}/*`],
      },
    ]);
  });

  test('takes the account from a key of the same provider, without a look-up', () => {
    const { data, resource } = synthesizeInRegion((stack) => {
      new LivenessImageStorage(stack, 'images', { rekognitionServiceAccess: true });
    });
    expect(Object.keys(data)).toEqual(['aws_region']);
    expect(only(resource.aws_s3_bucket_policy).policy).toMatch(
      /"aws:SourceAccount": \["\$\{element\(split\(":", aws_kms_key/,
    );
  });

  test('looks the account up when the key has another AWS provider', () => {
    const { data } = synthesizeInRegion((stack) => {
      const awsProvider = new AwsProvider(stack, 'other', { region: REGION, alias: 'other' });
      const encryptionKey = new LivenessImageKey(stack, 'key', { awsProvider });
      new LivenessImageBucket(stack, 'bucket', { encryptionKey, rekognitionServiceAccess: true });
    });
    expect(data.aws_caller_identity).toEqual({ bucket_Caller_26270B5E: {} });
  });

  test('the guard has no forceDestroy by default, in HCL either', () => {
    const hcl = synthesizeHcl((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      addBucket(stack, {});
    });
    expect(hcl).not.toContain('force_destroy');
  });

  test.for<[string, (bucket: S3Bucket) => void]>([
    ['an override', (bucket) => bucket.addOverride('force_destroy', true)],
    [
      'an Aspect',
      (bucket) => {
        bucket.forceDestroy = true;
      },
    ],
  ])('the guard follows forceDestroy from %s', ([, change]) => {
    const build = (stack: TerraformStack) => {
      addBucket(stack, {});
      Aspects.of(stack).add({ visit: (node) => node instanceof S3Bucket && change(node) });
    };
    expect(only(synthesizeInRegion(build).resource.faceliveness_bucket_guard)).toMatchObject({ force_destroy: true });
    const hcl = synthesizeHcl((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      build(stack);
    });
    expect(hcl.match(/force_destroy *= true/g)).toHaveLength(2);
  });

  test('has statements and lifecycle rules of the user beside its own', () => {
    const { resource } = bucketWith({
      bucketPolicyStatements: [
        { sid: 'Audit', principals: { AWS: ['111122223333'] }, actions: ['s3:ListBucket'], resources: ['*'] },
      ],
      lifecycleRules: [
        { id: 'small', status: 'Enabled', filter: [{ objectSizeLessThan: 10 }], expiration: [{ days: 1 }] },
      ],
    });
    expect(policyOf(only(resource.aws_s3_bucket_policy).policy).Statement).toMatchObject([
      { Sid: 'DenyWithoutTls' },
      { Sid: 'Audit', Effect: 'Allow', Principal: { AWS: ['111122223333'] } },
    ]);
    expect(only(resource.aws_s3_bucket_lifecycle_configuration).rule).toMatchObject([
      { id: 'expire-images' },
      { id: 'abort-uploads' },
      { id: 'small', filter: [{ object_size_less_than: 10 }] },
    ]);
  });

  test('aborts incomplete uploads anywhere in it after a day', () => {
    expect(only(bucketWith().resource.aws_s3_bucket_lifecycle_configuration)).toMatchObject({
      rule: [
        { filter: [{ prefix: 'liveness/' }] },
        {
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
        },
      ],
    });
  });

  test.for([
    ['liveness-', undefined],
    ['faces-', 'faces-'],
  ])('has a name that starts with %s wherever it is declared', ([expected, bucketNamePrefix]) => {
    const { resource } = synthesizeInRegion((stack) => {
      const hall = new Construct(new Construct(stack, 'building'), 'hall');
      new LivenessImageStorage(hall, 'images', { bucketNamePrefix });
    });
    expect(only(resource.aws_s3_bucket)).toEqual({ bucket_prefix: expected });
  });

  test('expires everything when a pool makes it for itself, and images under the prefix otherwise', () => {
    const filterWith = (props: (stack: TerraformStack) => LivenessSessionPoolProps) => {
      const { resource } = synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk', props(stack)));
      return only(resource.aws_s3_bucket_lifecycle_configuration).rule;
    };
    const rule = { id: 'expire-images', expiration: [{ days: 7 }] };
    expect(filterWith(() => ({ keyPrefix: 'faces/', imageRetentionDays: 7 }))).toMatchObject([
      { ...rule, filter: [{ prefix: '' }] },
      { id: 'abort-uploads' },
    ]);
    const options = { keyPrefix: 'faces/', imageRetentionDays: 7 };
    expect(filterWith((stack) => ({ bucket: addBucket(stack, options) }))).toMatchObject([
      { ...rule, filter: [{ prefix: 'faces/' }] },
      {},
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
    const { faceliveness_bucket_guard: _guard, ...others } = resource;
    const parts = Object.values(others).flatMap((blocks) => Object.values(blocks));
    expect(parts).toHaveLength(8);
    for (const part of parts) expect(part).toMatchObject({ expected_bucket_owner: '111122223333' });
  });
});

describe('the guard of a bucket', () => {
  test('depends on everything that protects the bucket, on the key, its policy and its alias', () => {
    const { resource } = synthesizeInRegion((stack) => {
      new LivenessImageStorage(stack, 'images', {
        alias: 'faces',
        versioning: true,
        serverAccessLogsBucketName: 'logs-of-all',
        forceDestroy: true,
      });
    });
    const { faceliveness_bucket_guard: guards, aws_s3_bucket: buckets, ...others } = resource;
    const guard = only(guards);
    const addresses = Object.entries(others).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((id) => `${type}.${id}`),
    );
    expect(addresses).toHaveLength(10);
    expect([...(guard.depends_on as string[])].sort()).toEqual(addresses.sort());
    expect(guard).toMatchObject({
      bucket: reference(`aws_s3_bucket.${Object.keys(buckets ?? {})}.id`),
      force_destroy: true,
    });
  });

  test('depends on nothing of another stack', () => {
    const { resource } = synthesizeInRegion((stack) => {
      const other = new TerraformStack(stack.node.root, 'keys');
      new AwsProvider(other, 'aws', { region: REGION });
      new LivenessImageBucket(stack, 'bucket', {
        encryptionKey: new LivenessImageKey(other, 'key', { alias: 'faces' }),
      });
    });
    expect(only(resource.faceliveness_bucket_guard).depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_policy\./),
      expect.stringMatching(/^aws_s3_bucket_server_side_encryption_configuration\./),
      expect.stringMatching(/^aws_s3_bucket_public_access_block\./),
      expect.stringMatching(/^aws_s3_bucket_ownership_controls\./),
      expect.stringMatching(/^aws_s3_bucket_lifecycle_configuration\./),
    ]);
  });

  test('fails at apply when the providers are in two regions', () => {
    const { resource, data } = bucketWith();
    const region = `data.aws_region.${Object.keys(data.aws_region ?? {})}.id`;
    expect(only(resource.faceliveness_bucket_guard).lifecycle).toEqual({
      postcondition: [
        {
          condition: reference(`self.region == ${region}`),
          error_message: expect.stringMatching(
            new RegExp(`^The bucket is in \\$\\{${region}\\}, .* faceliveness is in \\$\\{self.region\\}: `),
          ),
        },
      ],
    });
  });

  test('has the providers of the bucket', () => {
    const { resource, data, provider } = synthesizeInRegion((stack) => {
      addBucket(stack, { awsProvider: new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' }) });
    });
    expect(only(resource.faceliveness_bucket_guard).provider).toBe('faceliveness.usa');
    expect(only(data.aws_region).provider).toBe('aws.usa');
    expect(provider.faceliveness).toEqual([{ alias: 'usa', region: 'us-east-1' }]);
  });

  test('is not there for a bucket that exists', () => {
    const { resource } = synthesizeInRegion((stack) => {
      expect(LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces').guard).toBeUndefined();
      new LivenessImageKey(stack, 'key');
    });
    expect(Object.keys(resource).sort()).toEqual(['aws_kms_key', 'aws_kms_key_policy']);
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

  test('is imported by an ARN with a reference as a text', () => {
    expect(imported((stack) => LivenessImageBucket.fromBucketArn(stack, 'bucket', reference('var.arn')))).toEqual([
      reference(`element(split(":::", "${reference('var.arn')}"), 1)`),
      reference('var.arn'),
    ]);
  });

  test('is imported with its key and its prefix, which pools and storages use', () => {
    const { data, resource } = synthesizeInRegion((stack) => {
      const encryptionKey = LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN);
      const bucket = LivenessImageBucket.fromBucketAttributes(stack, 'bucket', {
        bucketName: 'faces',
        encryptionKey,
        keyPrefix: 'all/',
      });
      expect(new LivenessImageStorage(stack, 'images', { bucket })).toMatchObject({ encryptionKey, keyPrefix: 'all/' });
      new LivenessSessionPool(stack, 'kiosk', { bucket });
    });
    expect(resource).toBeUndefined();
    expect(only(data.faceliveness_session_pool)).toMatchObject({
      kms_key_id: KEY_ARN,
      settings: { output_config: { s3_bucket: 'faces', s3_key_prefix: 'all/demo/kiosk/' } },
    });
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

test.for<[string, (stack: TerraformStack) => unknown, string]>([
  [
    'a key is a text',
    (stack) => new LivenessImageBucket(stack, 'bucket', { encryptionKey: KEY_ARN as never }),
    `invalid encryptionKey: "${KEY_ARN}" is not a key: use LivenessImageKey`,
  ],
  [
    'the bucket of a storage is a text',
    (stack) => new LivenessImageStorage(stack, 'images', { bucket: 'faces' as never }),
    'invalid bucket: "faces" is not a bucket: use LivenessImageBucket',
  ],
  [
    'a data source is one of keys',
    (stack) => {
      const key = new DataAwsKmsKey(stack, 'found', { keyId: 'alias/faces' });
      LivenessImageBucket.fromDataSource(stack, 'bucket', key as never);
    },
    'invalid bucket: the construct demo/found is not a DataAwsS3Bucket',
  ],
  [
    'the prefix of a bucket that exists has a blank',
    (stack) => LivenessImageBucket.fromBucketAttributes(stack, 'bucket', { bucketName: 'faces', keyPrefix: 'a b' }),
    'invalid keyPrefix: "a b" contains whitespace',
  ],
  [
    'the name of a bucket that exists is missing',
    (stack) => LivenessImageBucket.fromBucketAttributes(stack, 'bucket', {} as never),
    'invalid bucketName: undefined is not a string. Give it a string',
  ],
  [
    'there are no attributes',
    (stack) => LivenessImageBucket.fromBucketAttributes(stack, 'bucket', null as never),
    'invalid attributes: null is not an object. Give the attributes in one',
  ],
  [
    'there are no attributes of a storage',
    (stack) => LivenessImageStorage.fromAttributes(stack, 'images', null as never),
    'invalid attributes: null is not an object. Give the attributes in one',
  ],
  [
    'an ARN is missing',
    (stack) => LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces' } as never),
    'invalid keyArn: undefined is not a string. Give it a string',
  ],
  [
    'an alias is a number',
    (stack) => LivenessImageKey.fromAliasName(stack, 'key', 5 as never),
    'invalid aliasName: 5 is not a string. Give it a string',
  ],
  [
    'the provider of a look-up is a text',
    (stack) => LivenessImageKey.fromAliasName(stack, 'key', 'faces', 'aws' as never),
    'invalid awsProvider: "aws" is not a provider. Pass the construct that declares one',
  ],
  [
    'a region is no code',
    (stack) => LivenessImageBucket.fromBucketAttributes(stack, 'bucket', { bucketName: 'faces', region: 'Ireland' }),
    'invalid region: "Ireland" is not the code of a region, such as eu-west-1. Give that',
  ],
  [
    'the id of a bucket that exists is reserved',
    (stack) => LivenessImageBucket.fromBucketName(stack, 'backend', 'faces'),
    'invalid id: "backend" of demo/backend is the id of the backend of the stack demo',
  ],
])('construction fails when %s', ([, build, message]) => {
  expect(() => synthesizeInRegion(build)).toThrow(message);
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessImageBucketOptions, string]>([
    [
      'the start of the name has a capital',
      { bucketNamePrefix: 'Faces-' },
      'invalid bucketNamePrefix: "Faces-" contains "F"; the start of the name of a bucket is at most 37 lower-case letters',
    ],
    ['the start of the name is too long', { bucketNamePrefix: 'a'.repeat(38) }, 'has 38 characters; the start'],
    [
      'a name is given and made up',
      { bucketName: 'faces', bucketNamePrefix: 'faces-' },
      'invalid bucketNamePrefix: it has no effect beside bucketName. Leave one of them out',
    ],
    [
      'a lifecycle rule has the id of another one',
      { lifecycleRules: [{ id: 'expire-images', status: 'Disabled' }] },
      'invalid lifecycleRules[0].id: "expire-images" is the id of a rule that every bucket has',
    ],
    [
      'a statement has no principal',
      { bucketPolicyStatements: [{ actions: ['s3:*'], resources: ['*'] }] },
      'invalid bucketPolicyStatements[0].principals: a statement has either principals or notPrincipals, and this one has none',
    ],
    [
      'a statement has actions of two kinds',
      { bucketPolicyStatements: [{ principals: { '*': ['*'] }, actions: ['a'], notActions: ['b'], resources: ['*'] }] },
      'invalid bucketPolicyStatements[0].actions: a statement has either actions or notActions, and this one has both',
    ],
    [
      'a statement has the id of another one',
      {
        bucketPolicyStatements: [
          { sid: 'DenyWithoutTls', principals: { '*': ['*'] }, actions: ['s3:*'], resources: ['*'] },
        ],
      },
      'invalid bucketPolicyStatements: the sid "DenyWithoutTls" is that of another statement of the policy',
    ],
    [
      'a directive of a template is in the prefix',
      { keyPrefix: 'a%{b}/' },
      'invalid keyPrefix: "a%{b}/" contains "%{", which starts a template directive of Terraform',
    ],
    [
      'a lifecycle rule has no id',
      { lifecycleRules: [{ status: 'Enabled' } as never] },
      'invalid lifecycleRules[0].id: undefined was given; an id has 1 to 255 characters. Change it',
    ],
    [
      'two lifecycle rules have one id',
      { lifecycleRules: [0, 1].map(() => ({ id: 'mine', status: 'Enabled' })) },
      'invalid lifecycleRules[1].id: "mine" is the id of another rule. Use another id',
    ],
    [
      'a lifecycle rule has an unknown status',
      { lifecycleRules: [{ id: 'mine', status: 'enabled' }] },
      'invalid lifecycleRules[0].status: "enabled" is not one of "Enabled", "Disabled". Use one of these',
    ],
    [
      'a statement has principals of an unknown type',
      { bucketPolicyStatements: [{ principals: { Aws: ['1'] }, actions: ['s3:*'], resources: ['*'] }] },
      'invalid bucketPolicyStatements[0].principals: "Aws" is not a type of principals; these are AWS, Service, Federated,',
    ],
    [
      'a statement has no actions in its list',
      { bucketPolicyStatements: [{ principals: { AWS: ['1'] }, actions: [], resources: ['*'] }] },
      'invalid bucketPolicyStatements[0].actions: [] is empty. Give at least one value',
    ],
    [
      'a condition is a text',
      {
        bucketPolicyStatements: [
          {
            principals: { AWS: ['1'] },
            actions: ['s3:*'],
            resources: ['*'],
            conditions: { Bool: { a: 'b' } } as never,
          },
        ],
      },
      'invalid bucketPolicyStatements[0].conditions: {"Bool":{"a":"b"}} is not of the form { operator: { key: [value] } }',
    ],
    [
      'a directive of a template is in a statement',
      { bucketPolicyStatements: [{ principals: { AWS: ['1'] }, actions: ['s3:*'], resources: ['a%{b'] }] },
      'invalid bucketPolicyStatements[0].resources[0]: "a%{b" contains "%{", which starts a template directive',
    ],
    [
      'the bucket for access logs has a name that no bucket has',
      { serverAccessLogsBucketName: 'my logs' },
      'invalid serverAccessLogsBucketName: "my logs" contains whitespace; an S3 bucket name is',
    ],
    ['a directive of a template is in a tag', { tags: { team: '%{x' } }, 'invalid tags: "%{x" contains "%{"'],
    ['a name is a number', { bucketName: 5 as never }, 'invalid bucketName: 5 is not a string'],
    ['a switch is a text', { versioning: 'no' as never }, 'invalid versioning: "no" is not a boolean'],
    [
      'a number is a text',
      { imageRetentionDays: '7' as never },
      'invalid imageRetentionDays: "7" is not a whole number',
    ],
    ['tags are a list', { tags: ['a'] as never }, 'invalid tags: ["a"] is not a map of strings'],
    ['rules are an object', { lifecycleRules: {} as never }, 'invalid lifecycleRules: {} is not a list of objects'],
    [
      'statements are texts',
      { bucketPolicyStatements: ['{}'] as never },
      'invalid bucketPolicyStatements: ["{}"] is not a list of objects',
    ],
    [
      'an effect is a text',
      {
        bucketPolicyStatements: [
          { effect: 'deny' as never, principals: { '*': ['*'] }, actions: ['s3:*'], resources: ['*'] },
        ],
      },
      'invalid bucketPolicyStatements[0].effect: "deny" is not one of "Allow", "Deny". Use one of these',
    ],
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
