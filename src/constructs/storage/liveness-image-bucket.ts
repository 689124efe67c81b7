import type { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Fn, type TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { correctHcl } from '../hcl/hcl-output';
import { BUCKET_ARN_PREFIX, DEFAULT_KEY_PREFIX, MAX_BUCKET_NAME_PREFIX_LENGTH } from '../limits';
import { assertBucketArn } from '../policies/arns';
import { BucketPolicyDocument } from '../policies/bucket-policy-document';
import { ImageBucketPropsValidation } from '../validation/image-bucket-props-validation';
import { requestErrors } from '../validation/request-errors';
import { isKnown } from '../validation/values';
import type { ILivenessImageKey } from './liveness-image-key';

/** The number of days after which images are deleted by default. */
const DEFAULT_IMAGE_RETENTION_DAYS = 30;

/** A bucket for images of faces, made here or imported. */
export interface ILivenessImageBucket extends IConstruct {
  /** The name of the bucket. */
  readonly bucketName: string;
  /** The ARN of the bucket. */
  readonly bucketArn: string;

  /**
   * The bucket itself, for changes that the props don't cover.
   *
   * @default - none: the bucket is imported
   */
  readonly resource?: S3Bucket;

  /**
   * Keeps the bucket and everything in it from being made public.
   *
   * @default - none: the bucket is imported
   */
  readonly publicAccessBlock?: S3BucketPublicAccessBlock;

  /**
   * Gives every object to the owner of the bucket and turns access control lists off.
   *
   * @default - none: the bucket is imported
   */
  readonly ownershipControls?: S3BucketOwnershipControls;

  /**
   * Encrypts with the key what is written without saying how.
   *
   * @default - none: the bucket is imported
   */
  readonly encryption?: S3BucketServerSideEncryptionConfigurationA;

  /**
   * Denies every request without TLS.
   *
   * @default - none: the bucket is imported
   */
  readonly policy?: S3BucketPolicy;

  /**
   * Deletes images when their time is up.
   *
   * @default - none: the bucket is imported
   */
  readonly lifecycle?: S3BucketLifecycleConfiguration;

  /**
   * Keeps old versions.
   *
   * @default - none: the bucket is imported, or has no versions
   */
  readonly versioning?: S3BucketVersioningA;

  /**
   * Writes access logs.
   *
   * @default - none: the bucket is imported, or has no access logs
   */
  readonly logging?: S3BucketLoggingA;
}

/** What can be said about a bucket, besides its key. Nothing has to be. */
export interface LivenessImageBucketOptions {
  /**
   * The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. All of AWS shares
   * one namespace for these, so the name may be taken.
   *
   * @default - the AWS provider makes up a unique one that starts with `liveness-` and the path of what the bucket
   * belongs to, shortened to fit, such as `liveness-demo-kiosk-storage-` for the pool `kiosk` in the stack `demo`. It is
   * kept in Terraform's state and so stays the same.
   */
  readonly bucketName?: string;

  /**
   * Put before the name of every image in the bucket as it is, so a folder ends in a slash. At most 950 characters
   * without whitespace; a limit of the service.
   *
   * @default - `liveness/`; for a pool `liveness/<name>/`, with a hyphen for everything in the name but letters, digits,
   * dots, hyphens, underscores and slashes, or `<name>/` under the prefix of the storage that it shares
   */
  readonly keyPrefix?: string;

  /**
   * After how many days images under the prefix are deleted: 1 to 36500. What is left of interrupted uploads goes after
   * one day, and so do old versions.
   *
   * Images of faces are biometric data, which must not stay longer than they are needed, so there is always a limit.
   *
   * @default 30
   */
  readonly imageRetentionDays?: number;

  /**
   * Whether the bucket keeps what is overwritten or deleted as an old version, for another day.
   *
   * @default false
   */
  readonly versioning?: boolean;

  /**
   * The name of a bucket that S3 writes access logs to. It must be in the same region and account, without encryption
   * with a KMS key, and allow `logging.s3.amazonaws.com` to write.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucketName?: string;

  /**
   * Put before the names of access logs.
   *
   * @default - the bucket's name and a slash
   */
  readonly serverAccessLogsPrefix?: string;

  /**
   * Whether destroying the bucket deletes the images that are still in it. Otherwise it fails.
   *
   * @default false
   */
  readonly forceDestroy?: boolean;

  /**
   * Whether Rekognition itself may write images under the prefix, for the sessions of this account. The service acts for
   * the one who creates a session, so this is needed only where an organization's rules take that away.
   *
   * @default false
   */
  readonly rekognitionServiceAccess?: boolean;

  /**
   * Whether Terraform refuses to destroy the bucket (`prevent_destroy`).
   *
   * @default false
   */
  readonly preventDestroy?: boolean;

  /**
   * Tags, besides the AWS provider's default tags: at most 50; a limit of AWS.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * The AWS provider of everything that is made here, grants on roles included.
   *
   * @default - the stack's AWS provider without an alias; for a pool in a storage that is shared within the stack, that of
   * the storage's bucket
   */
  readonly awsProvider?: TerraformProvider;
}

/** What can be said about a bucket. */
export interface LivenessImageBucketProps extends LivenessImageBucketOptions {
  /** Encrypts what is in the bucket. */
  readonly encryptionKey: ILivenessImageKey;
}

/**
 * A private S3 bucket for images of faces.
 *
 * It refuses the public, access control lists, and connections without TLS, encrypts with its key, and deletes images
 * when their time is up.
 */
export class LivenessImageBucket extends Construct implements ILivenessImageBucket {
  /**
   * A bucket that exists, by its name. Face Liveness is offered in the partition `aws` only, so the ARN is of that one.
   *
   * @throws Error when the name is known now and Face Liveness would refuse it
   */
  public static fromBucketName(scope: Construct, id: string, bucketName: string): ILivenessImageBucket {
    // The rules for buckets that are new are narrower than those for buckets that exist.
    const [error] = requestErrors({ OutputConfig: { S3Bucket: bucketName } });
    if (error !== undefined) throw new Error(error);
    return new ImportedBucket(scope, id, bucketName, `${BUCKET_ARN_PREFIX}${bucketName}`);
  }

  /**
   * A bucket that exists, by its ARN.
   *
   * @throws Error when it is known now and not the ARN of a bucket
   */
  public static fromBucketArn(scope: Construct, id: string, bucketArn: string): ILivenessImageBucket {
    assertBucketArn(bucketArn);
    const bucketName = isKnown(bucketArn) ? bucketArn.split(':::')[1] : Fn.element(Fn.split(':::', bucketArn), 1);
    return new ImportedBucket(scope, id, String(bucketName), bucketArn);
  }

  /** A bucket that exists, by a data source that looks it up. */
  public static fromDataSource(scope: Construct, id: string, bucket: DataAwsS3Bucket): ILivenessImageBucket {
    return new ImportedBucket(scope, id, bucket.bucket, bucket.arn);
  }

  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly resource?: S3Bucket;
  public readonly publicAccessBlock?: S3BucketPublicAccessBlock;
  public readonly ownershipControls?: S3BucketOwnershipControls;
  public readonly encryption?: S3BucketServerSideEncryptionConfigurationA;
  public readonly policy?: S3BucketPolicy;
  public readonly lifecycle?: S3BucketLifecycleConfiguration;
  public readonly versioning?: S3BucketVersioningA;
  public readonly logging?: S3BucketLoggingA;

  constructor(scope: Construct, id: string, props: LivenessImageBucketProps) {
    super(scope, id);
    const { bucketName, keyPrefix = DEFAULT_KEY_PREFIX, preventDestroy, awsProvider: provider } = props;

    const resource = new S3Bucket(this, 'Resource', {
      provider,
      ...(bucketName === undefined ? { bucketPrefix: bucketNamePrefix(scope) } : { bucket: bucketName }),
      forceDestroy: props.forceDestroy,
      tags: props.tags,
      lifecycle: preventDestroy ? { preventDestroy } : undefined,
    });
    const bucket = resource.id;
    this.resource = resource;
    this.bucketName = bucket;
    this.bucketArn = resource.arn;

    this.publicAccessBlock = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      provider,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.ownershipControls = new S3BucketOwnershipControls(this, 'OwnershipControls', {
      provider,
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      provider,
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.encryptionKey.keyArn },
          // One call to KMS for many objects instead of one for each.
          bucketKeyEnabled: true,
        },
      ],
    });
    this.policy = new S3BucketPolicy(this, 'Policy', {
      provider,
      bucket,
      policy: new BucketPolicyDocument(this, 'PolicyDocument', {
        bucketArn: this.bucketArn,
        keyPrefix,
        rekognitionServiceAccess: props.rekognitionServiceAccess,
        provider,
      }).json,
      // S3 refuses one of two changes to a bucket's access that come at the same time.
      dependsOn: [this.publicAccessBlock],
    });
    if (props.versioning) {
      this.versioning = new S3BucketVersioningA(this, 'Versioning', {
        provider,
        bucket,
        versioningConfiguration: { status: 'Enabled' },
      });
    }
    this.lifecycle = new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      provider,
      bucket,
      rule: [expireImages(keyPrefix, props.imageRetentionDays ?? DEFAULT_IMAGE_RETENTION_DAYS)],
      // By the rules of the AWS provider: versioning first where rules are about old versions.
      dependsOn: this.versioning && [this.versioning],
    });
    if (props.serverAccessLogsBucketName !== undefined) {
      this.logging = new S3BucketLoggingA(this, 'Logging', {
        provider,
        bucket,
        targetBucket: props.serverAccessLogsBucketName,
        targetPrefix: props.serverAccessLogsPrefix ?? `${bucket}/`,
      });
    }
    this.node.addValidation(new ImageBucketPropsValidation(props));
    correctHcl(this);
  }
}

class ImportedBucket extends Construct implements ILivenessImageBucket {
  constructor(
    scope: Construct,
    id: string,
    readonly bucketName: string,
    readonly bucketArn: string,
  ) {
    super(scope, id);
  }
}

/** The prefix of the generated name of a bucket, from the path of the construct that it belongs to. */
function bucketNamePrefix(construct: Construct): string {
  const words = `liveness-${construct.node.path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.slice(0, MAX_BUCKET_NAME_PREFIX_LENGTH - 1).replace(/-$/, '')}-`;
}

/** Deletes objects under a prefix after some days, with their old versions and incomplete uploads. */
function expireImages(keyPrefix: string, days: number): S3BucketLifecycleConfigurationRule {
  return {
    id: 'expire-images',
    status: 'Enabled',
    filter: [{ prefix: keyPrefix }],
    // Also removes delete markers without versions behind them.
    expiration: [{ days }],
    noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
  };
}
