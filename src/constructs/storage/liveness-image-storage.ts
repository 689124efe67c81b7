import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { DEFAULT_KEY_PREFIX } from '../limits';
import { checkArguments } from '../validation/arguments';
import { ImageStoragePropsValidation } from '../validation/storage/image-storage-props-validation';
import { assertAttributes, assertBucket, assertKey } from '../validation/types';
import type { ILivenessImageBucket, ILivenessImageKey, ILivenessImageStorage } from './interfaces';
import { LivenessImageBucket, type LivenessImageBucketOptions } from './liveness-image-bucket';
import { LivenessImageKey, type LivenessImageKeyProps } from './liveness-image-key';
import { LivenessImageStorageGrants } from './liveness-image-storage-grants';

/** Properties of `LivenessImageStorage`. All are optional. */
export interface LivenessImageStorageProps extends LivenessImageKeyProps, LivenessImageBucketOptions {
  /**
   * An existing bucket, imported or declared elsewhere, which is not changed: its owner configures encryption, public access
   * and retention. Its key and its prefix apply where they are known. It must be in the account and the region of the
   * sessions; a limit of the service.
   *
   * @default - one is made
   */
  readonly bucket?: ILivenessImageBucket;

  /**
   * An existing key, which is not changed: where its policy does not let the IAM policies of the account decide, its owner
   * names the roles in it. It must be in the region of the sessions, and it must be the key of the bucket where that is known.
   *
   * @default - that of the bucket, otherwise one is made
   */
  readonly encryptionKey?: ILivenessImageKey;
}

/** Attributes of an existing image storage. */
export interface LivenessImageStorageAttributes {
  /** The name of the bucket. */
  readonly bucketName: string;
  /** The ARN of the key. */
  readonly keyArn: string;

  /**
   * Object key prefix of all images.
   *
   * @default `liveness/`
   */
  readonly keyPrefix?: string;

  /**
   * The AWS provider of grants.
   *
   * @default - the stack's AWS provider without an alias
   */
  readonly awsProvider?: TerraformProvider;
}

/**
 * An S3 bucket for images of sessions, and the KMS key that encrypts it. Several pools can share a storage, each with a
 * folder of its own.
 *
 * The key rotates every year. The bucket is private, denies requests without TLS, encrypts with the key by default, and
 * deletes images after 30 days. Destroying a bucket that holds images fails.
 *
 * The resources are members, for changes that the props do not cover:
 * `storage.bucket.resource?.addOverride('object_lock_enabled', true)`. Their ids do not change from version to
 * version.
 *
 * @example
 * const storage = new LivenessImageStorage(stack, 'images', { imageRetentionDays: 7 });
 * new LivenessSessionPool(stack, 'front', { storage });
 * new LivenessSessionPool(stack, 'back', { storage });
 */
export class LivenessImageStorage extends Construct implements ILivenessImageStorage {
  /**
   * A storage that exists, by the name of its bucket and the ARN of its key. Nothing about it is changed.
   *
   * @throws Error when one of them is known at synthesis and malformed
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: LivenessImageStorageAttributes,
  ): ILivenessImageStorage {
    assertAttributes(attributes);
    const { bucketName, keyArn, keyPrefix, awsProvider } = attributes;
    const imported = new Construct(scope, id);
    return new LivenessImageStorage(imported, 'Storage', {
      bucket: LivenessImageBucket.fromBucketName(imported, 'Bucket', bucketName),
      encryptionKey: LivenessImageKey.fromKeyArn(imported, 'Key', keyArn),
      keyPrefix,
      awsProvider,
    });
  }

  public readonly bucket: ILivenessImageBucket;
  public readonly encryptionKey: ILivenessImageKey;
  public readonly keyPrefix: string;
  public readonly grants: LivenessImageStorageGrants;

  constructor(scope: Construct, id: string, props: LivenessImageStorageProps = {}) {
    super(scope, id);
    checkArguments(this, props);
    const { bucket: given } = props;
    if (given !== undefined) assertBucket('bucket', given);
    if (props.encryptionKey !== undefined) assertKey('encryptionKey', props.encryptionKey);
    this.keyPrefix = props.keyPrefix ?? given?.keyPrefix ?? DEFAULT_KEY_PREFIX;
    this.encryptionKey = props.encryptionKey ?? given?.encryptionKey ?? new LivenessImageKey(this, 'Key', props);
    this.bucket = given ?? new LivenessImageBucket(this, 'Bucket', { ...props, encryptionKey: this.encryptionKey });
    const { encryptionKey, bucket, keyPrefix } = this;
    this.grants = LivenessImageStorageGrants._of({
      ...{ scope: this, encryptionKey, bucket, keyPrefix },
      awsProvider: props.awsProvider,
    });
    this.node.addValidation(new ImageStoragePropsValidation(this, props));
  }
}
