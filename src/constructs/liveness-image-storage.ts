import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { BucketNameValidation } from './private/bucket-name-validation';
import { bucketNamePrefix } from './private/names';
import { tlsOnly } from './private/tls-only';

/** What can be said about an image storage. */
export interface LivenessImageStorageProps {
  /**
   * The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. All of AWS shares
   * one namespace for these, so the name may be taken.
   *
   * @default - the AWS provider makes up a unique one that starts with `liveness-` and the construct's path, shortened
   * to fit, such as `liveness-demo-images-` for the storage `images` in the stack `demo`. It is kept in Terraform's
   * state and so stays the same.
   */
  readonly bucketName?: string;

  /**
   * The AWS provider of the key and the bucket.
   *
   * @default - the stack's AWS provider without an alias
   */
  readonly awsProvider?: TerraformProvider;
}

/**
 * Where the service puts images of faces: an S3 bucket and the KMS key that encrypts what is in it.
 *
 * The key rotates every year. The bucket is private whatever its objects say, refuses connections without TLS, and
 * encrypts with the key by default. Destroying a bucket that still holds images fails.
 *
 * Each part is a public member, for changes that the props don't cover:
 * `storage.bucket.addOverride('force_destroy', true)`.
 */
export class LivenessImageStorage extends Construct {
  /** Encrypts the images. Its policy is AWS's default: the account decides with IAM who may use it. */
  public readonly key: KmsKey;
  /** Holds the images. */
  public readonly bucket: S3Bucket;
  /** Keeps the bucket and everything in it from being made public. */
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  /** Gives every object to the owner of the bucket and turns access control lists off. */
  public readonly ownershipControls: S3BucketOwnershipControls;
  /** Encrypts with the key what is written without saying how. */
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** Denies every request without TLS. */
  public readonly bucketPolicy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: LivenessImageStorageProps = {}) {
    super(scope, id);
    const provider = props.awsProvider;

    this.key = new KmsKey(this, 'Key', {
      provider,
      description: `Face Liveness images of ${this.node.path}`,
      enableKeyRotation: true,
    });
    this.bucket = new S3Bucket(this, 'Bucket', {
      provider,
      ...(props.bucketName === undefined ? { bucketPrefix: bucketNamePrefix(this) } : { bucket: props.bucketName }),
    });
    this.publicAccessBlock = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      provider,
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.ownershipControls = new S3BucketOwnershipControls(this, 'OwnershipControls', {
      provider,
      bucket: this.bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      provider,
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: this.key.arn },
          // One call to KMS for many objects instead of one for each.
          bucketKeyEnabled: true,
        },
      ],
    });
    this.bucketPolicy = new S3BucketPolicy(this, 'BucketPolicy', {
      provider,
      bucket: this.bucket.id,
      policy: tlsOnly(this.bucket.arn),
      // S3 refuses one of two changes to a bucket's access that come at the same time.
      dependsOn: [this.publicAccessBlock],
    });

    if (props.bucketName !== undefined) this.node.addValidation(new BucketNameValidation(props.bucketName));
  }
}
