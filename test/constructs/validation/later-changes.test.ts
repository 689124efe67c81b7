import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Aspects, TerraformCount, TerraformIterator, type TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  bindings,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
} from '../../../src/constructs';
import { errorsOf, REGION, reference, synthesizeInRegion } from '../support';

/*
 * Changes of what the library made, after it made it: by properties, overrides, Aspects, and removals.
 */

describe('resources and data sources of the library', () => {
  function errorsWhen(change: (pool: LivenessSessionPool) => void): string[] {
    return errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      change(new LivenessSessionPool(stack, 'kiosk'));
    });
  }

  test('synthesis fails when a resource or data source of a construct becomes several', () => {
    const errors = errorsWhen(({ bucket, dataSource, encryptionKey }) => {
      encryptionKey.resource?.addOverride('for_each', ['a']);
      Object.assign(bucket.resource as object, { count: TerraformCount.of(2) });
      Object.assign(dataSource as object, { forEach: TerraformIterator.fromList(['a']) });
    });
    expect(errors).toEqual([
      '[demo/kiosk] invalid forEach of demo/kiosk/Sessions: others refer to it as one, and it would be several or none. ' +
        'Declare a construct for each',
      expect.stringContaining('[demo/kiosk/Storage/Key] invalid forEach of demo/kiosk/Storage/Key/Resource: '),
      expect.stringContaining('[demo/kiosk/Storage/Bucket] invalid count of demo/kiosk/Storage/Bucket/Resource: '),
    ]);
  });

  test('synthesis fails when a resource of a construct is removed', () => {
    const errors = errorsWhen(({ bucket }) => bucket.guard?.node.scope?.node.tryRemoveChild('Guard'));
    expect(errors).toEqual([
      '[demo/kiosk/Storage/Bucket] missing demo/kiosk/Storage/Bucket/Guard: it was removed, and others refer to it or rely on ' +
        'it. Leave it, or remove the whole construct',
    ]);
  });

  test('synthesis fails when a logical id has no effect, because others refer to the resource already', () => {
    const errors = errorsWhen(({ bucket }) => bucket.resource?.overrideLogicalId('faces'));
    expect(errors).toEqual([
      expect.stringContaining(
        'invalid overrideLogicalId of demo/kiosk/Storage/Bucket/Resource: "faces" was given, and others refer to it as ' +
          '"kiosk_Storage_Bucket_789CAFAA" already, so it has no effect. Use moveFromId',
      ),
    ]);
  });

  test('a removed pool leaves nothing behind', () => {
    const { resource, data, provider } = synthesizeInRegion((stack) => {
      const livenessProviderSource = 'registry.example.com/acme/faceliveness';
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource });
      stack.node.tryRemoveChild('kiosk');
      new LivenessSessionPool(stack, 'kiosk', { size: 2 });
      const aws = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'far', { awsProvider: aws });
      stack.node.tryRemoveChild('far');
      new IamRole(stack, 'role', { assumeRolePolicy: '{}' });
    });
    expect(Object.keys(resource.aws_s3_bucket ?? {})).toHaveLength(1);
    expect(Object.values(data.faceliveness_session_pool ?? {})).toMatchObject([{ size: 2 }]);
    expect(provider.faceliveness).toEqual([{ region: REGION }]);
  });
});

describe('overrides of a stack', () => {
  function errorsWith(override: (stack: TerraformStack, pool: LivenessSessionPool) => void): string[] {
    return errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      override(stack, new LivenessSessionPool(stack, 'kiosk'));
    });
  }

  test.for(['aws', 'faceliveness'])('synthesis fails when the stack overrides the provider %s', (name) => {
    const expected = [
      `[demo/kiosk/Storage/Bucket] the stack demo overrides provider.${name}, which the library cannot follow, so the sessions ` +
        'could be created by another caller than the bucket. Override the provider itself, with its method addOverride',
    ];
    const override = (stack: TerraformStack) => stack.addOverride(`provider.${name}.0.region`, 'us-east-1');
    expect(errorsWith(override)).toEqual(expected);
    const declared = errorsWith((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region: REGION });
      override(stack);
    });
    expect(declared).toEqual(expected);
  });

  test('synthesis fails when the stack overrides a resource or data source of the library', () => {
    const errors = errorsWith((stack, { bucket, dataSource }) => {
      stack.addOverride(`resource.aws_s3_bucket.${bucket.resource?.friendlyUniqueId}.bucket`, 'other');
      stack.addOverride(`data.faceliveness_session_pool.${dataSource?.friendlyUniqueId}.kms_key_id`, 'other');
    });
    expect(errors).toEqual([
      '[demo/kiosk/Storage/Bucket] the stack demo overrides demo/kiosk/Storage/Bucket/Resource, which the library cannot follow. ' +
        'Override the resource or data source itself, with its method addOverride',
      expect.stringContaining('the stack demo overrides demo/kiosk/Sessions'),
    ]);
  });

  test('other overrides of a stack are no error', () => {
    const errors = errorsWith((stack) => {
      new S3Bucket(stack, 'mine');
      new LivenessImageStorage(stack, 'images');
      stack.addOverride('resource.aws_s3_bucket.mine.bucket', 'mine');
      stack.addOverride('resource.aws_s3_bucket.text', 'text');
      stack.addOverride('data.aws_region.mine.region', REGION);
      stack.addOverride('provider.google.0.region', 'europe-west1');
      stack.addOverride('terraform.required_providers.faceliveness.source', 'acme/faceliveness');
    });
    expect(errors).toEqual([]);
  });
});

describe('the target of sessions', () => {
  type Sessions = bindings.SessionPool | bindings.DataFacelivenessSessionPool;

  /** Changes of the sessions of a pool, by its id, each with the argument in the error. */
  const CHANGES: Readonly<
    Record<string, readonly [change: (sessions: Sessions) => void, argument: string | undefined]>
  > = {
    bucket: [(each) => each.addOverride('settings.output_config.s3_bucket', 'other'), 'settings.output_config'],
    prefix: [(each) => each.addOverride('settings.output_config.s3_key_prefix', 'other/'), 'settings.output_config'],
    settings: [(each) => each.putSettings({ outputConfig: { s3Bucket: 'other' } }), 'settings.output_config'],
    key: [(each) => each.addOverride('kms_key_id', 'other'), 'kms_key_id'],
    'key-property': [(each) => Object.assign(each, { kmsKeyId: 'other' }), 'kms_key_id'],
    others: [(each) => each.addOverride('settings.audit_images_limit', 2), undefined],
  };

  test.for([true, false])('synthesis fails when the target of sessions is changed, managed %s', (managed) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const keyArn = `arn:aws:kms:${REGION}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const storage = LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces', keyArn });
      for (const [id, [change]] of Object.entries(CHANGES)) {
        const { dataSource, resource } = new LivenessSessionPool(stack, id, { managed, storage });
        change((dataSource ?? resource) as Sessions);
      }
    });
    expect(errors).toEqual(
      Object.entries(CHANGES)
        .filter(([, [, argument]]) => argument !== undefined)
        .map(
          ([id, [, argument]]) =>
            `[demo/${id}] invalid ${argument} of demo/${id}/Sessions: it was changed, and the outputs, grants, retention and ` +
            'regions of the pool do not follow. Pass storage, bucket, encryptionKey or imagePrefix instead',
        ),
    );
  });
});

describe('retention', () => {
  type Change = (lifecycle: S3BucketLifecycleConfiguration) => void;

  /** The errors of buckets whose lifecycle configurations an Aspect changes, by the ids of the buckets. */
  function errorsWhen(changes: Readonly<Record<string, Change>>, options: LivenessImageBucketOptions = {}): string[] {
    return errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const encryptionKey = new LivenessImageKey(stack, 'key');
      for (const id of Object.keys(changes)) new LivenessImageBucket(stack, id, { ...options, encryptionKey });
      Aspects.of(stack).add({
        visit: (node) =>
          node instanceof S3BucketLifecycleConfiguration && changes[node.node.scope?.node.id ?? '']?.(node),
      });
    });
  }

  const RULE: S3BucketLifecycleConfigurationRule = { id: 'mine', status: 'Enabled', expiration: [{ days: 90 }] };

  const KEEPING: Readonly<Record<string, Change>> = {
    'other-rules': (each) => each.putRule([{ id: 'mine', status: 'Enabled', transition: [] }]),
    'other-prefix': (each) => each.putRule([{ ...RULE, filter: [{ prefix: 'logs/' }] }]),
    'small-objects': (each) => each.putRule([{ ...RULE, filter: [{ objectSizeLessThan: 9 }] }]),
    'no-days': (each) => each.addOverride('rule.0.expiration.0.days', null),
    disabled: (each) => each.addOverride('rule.0.status', 'Disabled'),
    narrowed: (each) => each.addOverride('rule.0.filter.0.prefix', 'liveness/kiosk/'),
  };

  test('synthesis fails when an Aspect or an override has images kept without a limit', () => {
    expect(errorsWhen(KEEPING)).toEqual(
      Object.keys(KEEPING).map(
        (id) =>
          `[demo/${id}] invalid rules of demo/${id}/Lifecycle: no enabled rule deletes images under "liveness/" after some days, ` +
          'so they would be kept without a limit. Change the days with imageRetentionDays, and add rules with lifecycleRules',
      ),
    );
  });

  test('a rule for a literal prefix does not delete what is under a prefix that only Terraform knows', () => {
    const keyPrefix = `${reference('var.prefix')}/`;
    const narrowed: Change = (each) => each.addOverride('rule.0.filter.0.prefix', 'liveness/');
    expect(errorsWhen({ as: () => undefined, narrowed }, { keyPrefix })).toEqual([
      expect.stringContaining(
        '[demo/narrowed] invalid rules of demo/narrowed/Lifecycle: no enabled rule deletes images',
      ),
    ]);
  });

  test('synthesis fails when rules forget the old versions of a bucket with versioning', () => {
    expect(errorsWhen({ versions: (each) => each.putRule([RULE]) }, { versioning: true })).toEqual([
      expect.stringContaining('no enabled rule deletes old versions of images under "liveness/" after some days'),
    ]);
  });

  test('other rules that delete all images are no error', () => {
    const errors = errorsWhen({
      'other-days': (each) => each.addOverride('rule.0.expiration.0.days', 365),
      'no-prefix': (each) => each.addOverride('rule.0.filter.0.prefix', null),
      everything: (each) => each.putRule([RULE]),
      'shorter-prefix': (each) => each.putRule([{ ...RULE, filter: [{ prefix: 'live' }] }]),
    });
    expect(errors).toEqual([]);
  });
});
