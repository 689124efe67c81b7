import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
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
import { Fn, type TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
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
import { checkArguments } from '../validation/arguments';
import { checkIds } from '../validation/ids';
import { validateElements } from '../validation/own-elements';
import { requestErrors } from '../validation/request-errors';
import { AccessLogsValidation } from '../validation/storage/access-logs-validation';
import { BucketAdoptionValidation } from '../validation/storage/bucket-adoption-validation';
import { BUCKET_PROPS, ImageBucketPropsValidation } from '../validation/storage/image-bucket-props-validation';
import { RetentionValidation } from '../validation/storage/retention-validation';
import { assertAttributes, assertElement, assertKey, wellTyped } from '../validation/types';
import { assertText, isKnown } from '../validation/values';
import { guardBucket } from './bucket-guard';
import { expireImages } from './image-expiry';
import type { ILivenessImageBucket, ILivenessImageKey } from './interfaces';

/** Properties of a bucket besides its key. All are optional. */
export interface LivenessImageBucketOptions {
  /**
   * The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. Names are unique in
   * all of AWS.
   *
   * To import an existing bucket into the state, give its name: Terraform would replace the bucket otherwise.
   *
   * @default - a unique name that starts with `bucketNamePrefix`. Terraform keeps it in its state.
   */
  readonly bucketName?: string;

  /**
   * The start of the generated name: at most 37 lower-case letters, digits, dots and hyphens, to which the AWS provider adds
   * 26 characters. Another prefix replaces the bucket, so the default does not depend on where the bucket is declared.
   *
   * @default `liveness-`
   */
  readonly bucketNamePrefix?: string;

  /**
   * Object key prefix of all images in the bucket, used verbatim; end it with a slash. Images under it are deleted at the end
   * of their retention. At most 950 characters without whitespace; a limit of the service.
   *
   * @default `liveness/`
   */
  readonly keyPrefix?: string;

  /**
   * The days after which images under the prefix are deleted: 1 to 36500. Parts of interrupted uploads and old versions of
   * images are deleted after one day. In a bucket that a pool creates for itself, everything is deleted, under any prefix.
   *
   * Images of faces are biometric data, so there is no way to keep them without a limit.
   *
   * @default 30
   */
  readonly imageRetentionDays?: number;

  /**
   * Lifecycle rules that are added to those that delete images and interrupted uploads, each with an id of its own. A bucket
   * has one lifecycle configuration only.
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
   * Whether the bucket keeps overwritten and deleted objects as old versions, for one day.
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
   * Object key prefix of access logs.
   *
   * @default - the name of the bucket and a slash
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
   * Whether the service principal of Rekognition can write images under the prefix, for sessions in the bucket's account. The service
   * normally uses the permissions of the caller that creates a session, so this is needed only where a policy of the
   * organization denies that.
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
   * The AWS provider of all resources that the construct creates, and of the policies of grants to ARNs.
   *
   * @default - the stack's AWS provider without an alias; for a pool in a storage that is shared within the stack, that of
   * the storage's bucket
   */
  readonly awsProvider?: TerraformProvider;
}

/** Properties of `LivenessImageBucket`. */
export interface LivenessImageBucketProps extends LivenessImageBucketOptions {
  /** The key that encrypts what is in the bucket. */
  readonly encryptionKey: ILivenessImageKey;
}

/** Attributes of an existing bucket. */
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
   * Object key prefix of all images in the bucket. Pools and storages in the bucket stay under it.
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
 * It blocks public access, turns access control lists off, denies requests without TLS, encrypts with its key, and deletes
 * images at the end of their retention. Its guard refuses to destroy it while it holds images.
 */
export class LivenessImageBucket extends Construct implements ILivenessImageBucket {
  /**
   * A bucket that exists, by its name. Face Liveness is offered in the partition `aws` only, so the ARN is of that one.
   *
   * @throws Error when the name is known at synthesis and Face Liveness would refuse it
   */
  public static fromBucketName(scope: Construct, id: string, bucketName: string): ILivenessImageBucket {
    return LivenessImageBucket.fromBucketAttributes(scope, id, { bucketName });
  }

  /**
   * A bucket that exists, by its ARN.
   *
   * @throws Error when the text is known at synthesis and is not the ARN of a bucket
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
   * @throws Error when the name is known at synthesis and Face Liveness would refuse it
   */
  public static fromBucketAttributes(
    scope: Construct,
    id: string,
    attributes: LivenessImageBucketAttributes,
  ): ILivenessImageBucket {
    assertAttributes(attributes);
    const { bucketName, encryptionKey, keyPrefix, region } = attributes;
    assertText('bucketName', bucketName);
    if (region !== undefined) assertRegion(region);
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
    checkArguments(this, props);
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
          rekognitionAccountId: given.rekognitionServiceAccess ? this.accountId(encryptionKey, provider) : undefined,
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
    this.guard = guardBucket(this, { encryptionKey, awsProvider: provider });
    this.node.addValidation(new ImageBucketPropsValidation(props));
    this.node.addValidation(new BucketAdoptionValidation(this));
    this.node.addValidation(new RetentionValidation(this));
    this.node.addValidation(new AccessLogsValidation(this));
    this.node.addValidation(new BucketSettingsValidation(this));
    this.node.addValidation(new BucketNameConflictsValidation(this));
    validateElements(this);
    correctHcl(this);
  }

  /** The id of the account of the bucket. That of a key is an expression without a look-up, and the key can be in another account. */
  private accountId(key: ILivenessImageKey, provider: TerraformProvider | undefined): string {
    const { resource } = key;
    const isOfSameProvider = resource !== undefined && resource.provider === provider;
    return isOfSameProvider && TerraformStack.of(resource) === TerraformStack.of(this)
      ? accountOfKey(key)
      : new DataAwsCallerIdentity(this, 'Caller', { provider }).accountId;
  }
}

/** @throws Error when the text is known at synthesis and cannot be the name of a region */
function assertRegion(region: string): void {
  assertText('region', region);
  if (!isKnown(region) || /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) return;
  throw new Error(
    `invalid region: ${JSON.stringify(region)} is not the code of a region, such as eu-west-1. Give that`,
  );
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
    checkIds(this);
    this.bucketName = attributes.bucketName;
    this.encryptionKey = attributes.encryptionKey;
    this.keyPrefix = attributes.keyPrefix;
    setPlace(this, { element: lookedUp, region: attributes.region });
  }
}
