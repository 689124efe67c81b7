import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import type { ILivenessImageBucket } from './interfaces';

const EXPIRE_IMAGES = 'expire-images';

const ABORT_UPLOADS = 'abort-uploads';

/** The ids of the lifecycle rules of every bucket. */
export const IMAGE_RULE_IDS: readonly string[] = [EXPIRE_IMAGES, ABORT_UPLOADS];

/** A filter of a lifecycle rule for the whole bucket. */
const EVERYTHING = [{ prefix: '' }];

/** Deletes objects under a prefix after some days, their old versions after another day, and incomplete uploads anywhere. */
export function expireImages(keyPrefix: string, days: number): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: EXPIRE_IMAGES,
      status: 'Enabled',
      filter: [{ prefix: keyPrefix }],
      // Also removes delete markers without versions behind them.
      expiration: [{ days }],
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    },
    {
      id: ABORT_UPLOADS,
      status: 'Enabled',
      filter: EVERYTHING,
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
    },
  ];
}

/**
 * Lets everything in a bucket expire: for a bucket that is made for one pool, so that the images of a former name or prefix
 * of the pool are not kept.
 */
export function expireEverything({ lifecycle }: ILivenessImageBucket): void {
  const rules = lifecycle?.ruleInput;
  if (!Array.isArray(rules)) return;
  lifecycle?.putRule(rules.map((rule) => (rule.id === EXPIRE_IMAGES ? { ...rule, filter: EVERYTHING } : rule)));
}
