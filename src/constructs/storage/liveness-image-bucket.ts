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
import { Fn, type TerraformProvider, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { BucketGuard } from '../../bindings/providers/faceliveness/bucket-guard';
import { functionArgument } from '../hcl/function-argument';
import { correctHcl } from '../hcl/hcl-output';
import {
  BUCKET_ARN_PREFIX,
  DEFAULT_BUCKET_NAME_PREFIX,
  DEFAULT_IMAGE_RETENTION_DAYS,
  DEFAULT_KEY_PREFIX,
} from '../limits';
import { accountOfKey, assertBucketArn } from '../policies/arns';
import { bucketPolicy } from '../policies/bucket-policy';
import { type LivenessPolicyStatement, policyDocument } from '../policies/policy-statement';
import { setPlace } from '../providers/place';
import { BucketNameConflictsValidation } from '../validation/app-wide/name-conflicts-validation';
import { BucketSettingsValidation } from '../validation/app-wide/setting-conflicts-validation';
import { checkIds } from '../validation/ids';
import { requestErrors } from '../validation/request-errors';
import { BucketAdoptionValidation } from '../validation/storage/bucket-adoption-validation';
import { BUCKET_PROPS, ImageBucketPropsValidation } from '../validation/storage/image-bucket-props-validation';
import { assertElement, assertKey, wellTyped } from '../validation/types';
import { isKnown } from '../validation/values';
import { guardBucket } from './bucket-guard';
import { expireImages } from './image-expiry';
import type { ILivenessImageKey } from './liveness-image-key';

/** A bucket for images of faces, made here or imported. */
export interface ILivenessImageBucket extends IConstruct {
  /** The name of the bucket. */
  readonly bucketName: string;
  /** The ARN of the bucket. */
  readonly bucketArn: string;

  /**
   * The key that encrypts what is in the bucket.
   *
   * @default - not known: the bucket is imported
   */
  readonly encryptionKey?: ILivenessImageKey;

  /**
   * What the keys of all images in the bucket start with. Images are deleted under it.
   *
   * @default - not known: the bucket is imported
   */
  readonly keyPrefix?: string;

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

  /**
   * Refuses that the bucket is destroyed while it holds images, before anything that protects them is.
   *
   * @default - none: the bucket is imported
   */
  readonly guard?: BucketGuard;
}

/** What can be said about a bucket, besides its key. Nothing has to be. */
export interface LivenessImageBucketOptions {
  /**
   * The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. All of AWS shares
   * one namespace for these, so the name may be taken.
   *
   * A bucket that exists and is imported into the state must be named: Terraform would replace it otherwise.
   *
   * @default - the AWS provider makes up a unique one that starts with bucketNamePrefix. It is kept in Terraform's state and
   * so stays the same.
   */
  readonly bucketName?: string;

  /**
   * The start of the name that the AWS provider makes up: at most 37 lower-case letters, digits, dots and hyphens, to which
   * it adds 26 characters. Another prefix replaces the bucket, so the default is the same wherever the bucket is declared.
   *
   * @default `liveness-`
   */
  readonly bucketNamePrefix?: string;

  /**
   * What the keys of all images in the bucket start with, verbatim: end it with a slash. Images are deleted under it. At
   * most 950 characters without whitespace; a limit of the service.
   *
   * @default `liveness/`
   */
  readonly keyPrefix?: string;

  /**
   * After how many days images under the prefix are deleted: 1 to 36500. What is left of interrupted uploads in the bucket
   * goes after one day, and so do old versions of images.
   *
   * Images of faces are biometric data, which must not stay longer than they are needed, so there is always a limit.
   *
   * @default 30
   */
  readonly imageRetentionDays?: number;

  /**
   * Lifecycle rules that are added to those that delete images and interrupted uploads. A bucket has one lifecycle
   * configuration only.
   *
   * @default - none
   */
  readonly lifecycleRules?: S3BucketLifecycleConfigurationRule[];

  /**
   * Statements that are added to the policy of the bucket, which denies requests without TLS. A bucket has one policy only.
   *
   * @default - none
   */
  readonly bucketPolicyStatements?: LivenessPolicyStatement[];

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
   * Whether destroying the bucket deletes the images that are still in it. It must be applied before the bucket is destroyed.
   * Otherwise the guard of the bucket refuses, and nothing that protects the images is destroyed.
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

/** What is known of a bucket that exists. */
export interface LivenessImageBucketAttributes {
  /** The name of the bucket. */
  readonly bucketName: string;

  /**
   * The key that encrypts what is in the bucket. Pools and storages in the bucket use it.
   *
   * @default - not known: pools and storages in the bucket need one, or make one
   */
  readonly encryptionKey?: ILivenessImageKey;

  /**
   * What the keys of all images in the bucket start with. Pools and storages in the bucket stay under it.
   *
   * @default - not known
   */
  readonly keyPrefix?: string;

  /**
   * The region of the bucket, which must be that of the sessions.
   *
   * @default - not known, so not compared with that of the sessions
   */
  readonly region?: string;
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
    return LivenessImageBucket.fromBucketAttributes(scope, id, { bucketName });
  }

  /**
   * A bucket that exists, by its ARN.
   *
   * @throws Error when it is known now and not the ARN of a bucket
   */
  public static fromBucketArn(scope: Construct, id: string, bucketArn: string): ILivenessImageBucket {
    assertBucketArn(bucketArn);
    const bucketName = isKnown(bucketArn)
      ? String(bucketArn.split(':::')[1])
      : Token.asString(Fn.element(Fn.split(':::', functionArgument(bucketArn)), 1));
    return new ImportedBucket(scope, id, { bucketName }, bucketArn);
  }

  /**
   * A bucket that exists, by its name and what else is known of it. With the key and the prefix, pools in the bucket use
   * them, and a pool outside the prefix is an error.
   *
   * @throws Error when the name is known now and Face Liveness would refuse it
   */
  public static fromBucketAttributes(
    scope: Construct,
    id: string,
    attributes: LivenessImageBucketAttributes,
  ): ILivenessImageBucket {
    const { bucketName, encryptionKey, keyPrefix } = attributes;
    // The rules for buckets that are new are narrower than those for buckets that exist.
    const [error] = requestErrors({ OutputConfig: { S3Bucket: bucketName, S3KeyPrefix: keyPrefix } });
    if (error !== undefined) throw new Error(error);
    if (encryptionKey !== undefined) assertKey('encryptionKey', encryptionKey);
    return new ImportedBucket(scope, id, attributes, `${BUCKET_ARN_PREFIX}${bucketName}`);
  }

  /** A bucket that exists, by a data source that looks it up. */
  public static fromDataSource(scope: Construct, id: string, bucket: DataAwsS3Bucket): ILivenessImageBucket {
    assertElement('bucket', bucket, 'aws_s3_bucket', 'a DataAwsS3Bucket');
    return new ImportedBucket(scope, id, { bucketName: bucket.bucket }, bucket.arn, bucket);
  }

  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly encryptionKey?: ILivenessImageKey;
  public readonly keyPrefix?: string;
  public readonly resource?: S3Bucket;
  public readonly publicAccessBlock?: S3BucketPublicAccessBlock;
  public readonly ownershipControls?: S3BucketOwnershipControls;
  public readonly encryption?: S3BucketServerSideEncryptionConfigurationA;
  public readonly policy?: S3BucketPolicy;
  public readonly lifecycle?: S3BucketLifecycleConfiguration;
  public readonly versioning?: S3BucketVersioningA;
  public readonly logging?: S3BucketLoggingA;
  public readonly guard?: BucketGuard;

  constructor(scope: Construct, id: string, props: LivenessImageBucketProps) {
    super(scope, id);
    checkIds(this);
    const { encryptionKey } = props;
    assertKey('encryptionKey', encryptionKey);
    const { bucketName, keyPrefix = DEFAULT_KEY_PREFIX, preventDestroy, ...given } = wellTyped(props, BUCKET_PROPS);
    const { awsProvider: provider, bucketNamePrefix = DEFAULT_BUCKET_NAME_PREFIX } = given;

    const resource = new S3Bucket(this, 'Resource', {
      provider,
      ...(bucketName === undefined ? { bucketPrefix: bucketNamePrefix } : { bucket: bucketName }),
      forceDestroy: given.forceDestroy,
      tags: given.tags,
      lifecycle: preventDestroy ? { preventDestroy } : undefined,
    });
    const bucket = resource.id;
    this.resource = resource;
    this.bucketName = bucket;
    this.bucketArn = resource.arn;
    this.encryptionKey = encryptionKey;
    this.keyPrefix = keyPrefix;
    setPlace(this, { element: resource });

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
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryptionKey.keyArn },
          // One call to KMS for many objects instead of one for each.
          bucketKeyEnabled: true,
        },
      ],
    });
    this.policy = new S3BucketPolicy(this, 'Policy', {
      provider,
      bucket,
      policy: policyDocument([
        ...bucketPolicy({
          bucketArn: this.bucketArn,
          keyPrefix,
          rekognitionAccountId: given.rekognitionServiceAccess ? accountOfKey(encryptionKey) : undefined,
        }),
        ...(given.bucketPolicyStatements ?? []),
      ]),
      // S3 refuses one of two changes to a bucket's access that come at the same time.
      dependsOn: [this.publicAccessBlock],
    });
    if (given.versioning) {
      this.versioning = new S3BucketVersioningA(this, 'Versioning', {
        provider,
        bucket,
        versioningConfiguration: { status: 'Enabled' },
      });
    }
    this.lifecycle = new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      provider,
      bucket,
      rule: [
        ...expireImages(keyPrefix, given.imageRetentionDays ?? DEFAULT_IMAGE_RETENTION_DAYS),
        ...(given.lifecycleRules ?? []),
      ],
      // By the rules of the AWS provider: versioning first where rules are about old versions.
      dependsOn: this.versioning && [this.versioning],
    });
    if (given.serverAccessLogsBucketName !== undefined) {
      this.logging = new S3BucketLoggingA(this, 'Logging', {
        provider,
        bucket,
        targetBucket: given.serverAccessLogsBucketName,
        targetPrefix: given.serverAccessLogsPrefix ?? `${bucket}/`,
      });
    }
    this.guard = guardBucket(this, { encryptionKey, forceDestroy: given.forceDestroy, awsProvider: provider });
    this.node.addValidation(new ImageBucketPropsValidation(props));
    this.node.addValidation(new BucketAdoptionValidation(this));
    this.node.addValidation(new BucketSettingsValidation(this));
    this.node.addValidation(new BucketNameConflictsValidation(this));
    correctHcl(this);
  }
}

class ImportedBucket extends Construct implements ILivenessImageBucket {
  readonly bucketName: string;
  readonly encryptionKey?: ILivenessImageKey;
  readonly keyPrefix?: string;

  constructor(
    scope: Construct,
    id: string,
    attributes: LivenessImageBucketAttributes,
    readonly bucketArn: string,
    lookedUp?: DataAwsS3Bucket,
  ) {
    super(scope, id);
    this.bucketName = attributes.bucketName;
    this.encryptionKey = attributes.encryptionKey;
    this.keyPrefix = attributes.keyPrefix;
    setPlace(this, { element: lookedUp, region: attributes.region });
  }
}
