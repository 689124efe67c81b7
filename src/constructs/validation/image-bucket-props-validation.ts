import type { IValidation } from 'constructs';
import { MAX_IMAGE_RETENTION_DAYS } from '../storage/image-retention';
import { newBucketNameErrors } from './bucket-name-errors';
import { requestErrors } from './request-errors';
import { tagsProblems } from './tags-problems';
import { wholeNumberProblem } from './whole-number-problem';

/** The values of a bucket that have limits. */
interface LimitedBucketProps {
  readonly bucketName?: string;
  readonly keyPrefix?: string;
  readonly imageRetentionDays?: number;
  readonly serverAccessLogsBucketName?: string;
  readonly serverAccessLogsPrefix?: string;
  readonly forceDestroy?: boolean;
  readonly preventDestroy?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Finds everything in a bucket's props that S3 or the service would refuse. */
export class ImageBucketPropsValidation implements IValidation {
  constructor(private readonly props: LimitedBucketProps) {}

  public validate(): string[] {
    const { bucketName, keyPrefix, tags } = this.props;
    return [
      ...newBucketNameErrors(bucketName),
      ...requestErrors({ OutputConfig: { S3KeyPrefix: keyPrefix } }),
      ...this.retentionErrors(),
      ...this.accessLogErrors(),
      ...this.destroyErrors(),
      ...tagsProblems(tags),
    ];
  }

  private retentionErrors(): string[] {
    const problem = wholeNumberProblem(
      this.props.imageRetentionDays,
      'the retention of images in days',
      1,
      MAX_IMAGE_RETENTION_DAYS,
    );
    return problem === undefined ? [] : [`invalid imageRetentionDays: ${problem}`];
  }

  private accessLogErrors(): string[] {
    const { serverAccessLogsBucketName: name, serverAccessLogsPrefix: prefix } = this.props;
    return prefix !== undefined && name === undefined
      ? [
          `invalid serverAccessLogsPrefix: ${JSON.stringify(prefix)} was given without serverAccessLogsBucketName; ` +
            'without a bucket there are no access logs. Name the bucket, or leave the prefix out',
        ]
      : [];
  }

  private destroyErrors(): string[] {
    return this.props.forceDestroy && this.props.preventDestroy
      ? [
          'invalid forceDestroy: it contradicts preventDestroy, with which Terraform never destroys the bucket. ' +
            'Leave one of them out',
        ]
      : [];
  }
}
