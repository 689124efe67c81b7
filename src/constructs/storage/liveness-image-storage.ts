import type { TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { DEFAULT_KEY_PREFIX } from '../limits';
import { checkIds } from '../validation/ids';
import { ImageStoragePropsValidation } from '../validation/storage/image-storage-props-validation';
import { assertBucket, assertKey } from '../validation/types';
import {
  type ILivenessImageBucket,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
} from './liveness-image-bucket';
import { type ILivenessImageKey, LivenessImageKey, type LivenessImageKeyProps } from './liveness-image-key';
import { LivenessImageStorageGrants } from './liveness-image-storage-grants';

/** Where the service puts images of faces: a bucket, a prefix in it, and a key. */
export interface ILivenessImageStorage extends IConstruct {
  /** The bucket. */
  readonly bucket: ILivenessImageBucket;
  /** The key that encrypts the images. */
  readonly encryptionKey: ILivenessImageKey;
  /** What the names of all images start with; those of each pool go on with a folder of the pool. */
  readonly keyPrefix: string;
  /** Lets roles use the images of all pools. */
  readonly grants: LivenessImageStorageGrants;
}

/** What can be said about an image storage. Nothing has to be. */
export interface LivenessImageStorageProps extends LivenessImageKeyProps, LivenessImageBucketOptions {
  /**
   * A bucket that exists, imported or declared elsewhere. Nothing about it is changed: its owner sees to encryption, privacy
   * and retention. Its key and its prefix apply where they are known. It must be in the account and the region of the
   * sessions; a limit of the service.
   *
   * @default - one is made
   */
  readonly bucket?: ILivenessImageBucket;

  /**
   * A key. Its policy is not changed: where it does not let the account's IAM policies decide, its owner
   * names the roles. It must be in the region of the sessions. It cannot be another one than the bucket's.
   *
   * @default - that of the bucket, otherwise one is made
   */
  readonly encryptionKey?: ILivenessImageKey;
}

/** An image storage that exists. */
export interface LivenessImageStorageAttributes {
  /** The name of the bucket. */
  readonly bucketName: string;
  /** The ARN of the key. */
  readonly keyArn: string;

  /**
   * What the names of all images start with.
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
 * Where the service puts images of faces: an S3 bucket and the KMS key that encrypts what is in it. Several pools can
 * share one, each with a folder of its own.
 *
 * The key rotates every year. The bucket is private, whatever ACLs its objects have, refuses connections without TLS, encrypts
 * with the key by default, and deletes images after 30 days. Destroying a bucket that still holds images fails.
 *
 * Each part can be reached, for changes that the props don't cover:
 * `storage.bucket.resource?.addOverride('object_lock_enabled', true)`. The ids of the parts don't change from version to
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
   * @throws Error when one of them is known now and malformed
   */
  public static fromAttributes(
    scope: Construct,
    id: string,
    attributes: LivenessImageStorageAttributes,
  ): ILivenessImageStorage {
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
    checkIds(this);
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
    this.node.addValidation(new ImageStoragePropsValidation(props));
  }
}
