import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Aspects } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageBucket, type LivenessImageBucketOptions, LivenessImageKey } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

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
