import type { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import type { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import type { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import type { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import type { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import type { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import type { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { IConstruct } from 'constructs';
import type { BucketGuard } from '../../bindings/providers/faceliveness/bucket-guard';
import type { LivenessImageStorageGrants } from './liveness-image-storage-grants';

/** A KMS key that encrypts images of faces, made here or imported. */
export interface ILivenessImageKey extends IConstruct {
  /** The ARN of the key. */
  readonly keyArn: string;

  /**
   * The key itself, for changes that the props don't cover.
   *
   * @default - none: the key is imported
   */
  readonly resource?: KmsKey;

  /**
   * The policy of the key. The account's IAM policies decide, so grants work.
   *
   * @default - none: the key is imported
   */
  readonly policy?: KmsKeyPolicy;

  /**
   * The alias of the key.
   *
   * @default - none: the key is imported, or has no alias
   */
  readonly alias?: KmsAlias;
}

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
   * Object key prefix of all images in the bucket. Images under it are deleted at the end of their retention.
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
   * Blocks public access to the bucket and everything in it.
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
   * Encrypts with the key by default.
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
   * Deletes images at the end of their retention.
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
   * Refuses to destroy the bucket while it holds images, before anything that protects them is destroyed.
   *
   * @default - none: the bucket is imported
   */
  readonly guard?: BucketGuard;
}

/** The bucket, prefix and key that hold the images of sessions. */
export interface ILivenessImageStorage extends IConstruct {
  /** The bucket. */
  readonly bucket: ILivenessImageBucket;
  /** The key that encrypts the images. */
  readonly encryptionKey: ILivenessImageKey;
  /** Object key prefix of all images. Each pool has a folder under it. */
  readonly keyPrefix: string;
  /** Grants to roles, users and groups for the images of all pools. */
  readonly grants: LivenessImageStorageGrants;
}
