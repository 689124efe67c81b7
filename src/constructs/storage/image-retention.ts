import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';

/** After how many days images are deleted where nothing is said. */
export const DEFAULT_IMAGE_RETENTION_DAYS = 30;

/** Most days that images may be kept, which is a hundred years: S3 itself takes any 32-bit number. */
export const MAX_IMAGE_RETENTION_DAYS = 36_500;

/** Deletes what is under a prefix after some days, with all that may be left of it. */
export function expireImages(keyPrefix: string, days: number): S3BucketLifecycleConfigurationRule {
  return {
    id: 'expire-images',
    status: 'Enabled',
    filter: [{ prefix: keyPrefix }],
    // Removes the markers of deleted objects as well, once no version is behind them.
    expiration: [{ days }],
    noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
  };
}
