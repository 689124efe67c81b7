import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Aspects } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageStorage, type LivenessImageStorageProps } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

function errorsWhen(
  change: (lifecycle: S3BucketLifecycleConfiguration) => void,
  props: LivenessImageStorageProps = {},
): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessImageStorage(stack, 'images', props);
    Aspects.of(stack).add({ visit: (node) => node instanceof S3BucketLifecycleConfiguration && change(node) });
  });
}

const RULE: S3BucketLifecycleConfigurationRule = { id: 'mine', status: 'Enabled', expiration: [{ days: 90 }] };

describe('synthesis fails when images are kept without a limit, because', () => {
  test.for<[string, (lifecycle: S3BucketLifecycleConfiguration) => void]>([
    ['an Aspect puts other rules', (each) => each.putRule([{ id: 'mine', status: 'Enabled', transition: [] }])],
    ['an Aspect puts rules for another prefix', (each) => each.putRule([{ ...RULE, filter: [{ prefix: 'logs/' }] }])],
    [
      'an Aspect puts rules for small objects',
      (each) => each.putRule([{ ...RULE, filter: [{ objectSizeLessThan: 9 }] }]),
    ],
    ['an override takes the days away', (each) => each.addOverride('rule.0.expiration.0.days', null)],
    ['an override disables the rule', (each) => each.addOverride('rule.0.status', 'Disabled')],
    ['an override narrows the rule', (each) => each.addOverride('rule.0.filter.0.prefix', 'liveness/kiosk/')],
  ])('%s', ([, change]) => {
    expect(errorsWhen(change)).toEqual([
      '[demo/images/Bucket] invalid rules of demo/images/Bucket/Lifecycle: no enabled rule deletes images under "liveness/" ' +
        'after some days, so they would be kept without a limit. Change the days with imageRetentionDays, and add rules with ' +
        'lifecycleRules',
    ]);
  });

  test('rules forget the old versions of a bucket with versioning', () => {
    expect(errorsWhen((each) => each.putRule([RULE]), { versioning: true })).toEqual([
      expect.stringContaining('no enabled rule deletes old versions of images under "liveness/" after some days'),
    ]);
  });
});

test.for<[string, (lifecycle: S3BucketLifecycleConfiguration) => void]>([
  ['other days', (each) => each.addOverride('rule.0.expiration.0.days', 365)],
  ['a rule whose prefix is taken away', (each) => each.addOverride('rule.0.filter.0.prefix', null)],
  ['a rule for everything', (each) => each.putRule([RULE])],
  ['a rule for a part of the prefix', (each) => each.putRule([{ ...RULE, filter: [{ prefix: 'live' }] }])],
])('%s is no error', ([, change]) => {
  expect(errorsWhen(change)).toEqual([]);
});
