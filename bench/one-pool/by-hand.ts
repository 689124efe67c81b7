/**
 * The stack of with-library.ts without the library, with the same scopes and ids, so that the stacks are identical. It uses
 * the compiled bindings of the library, which are smaller than those that `cdktf get` generates in a user's project.
 */
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { DataFacelivenessSessionPool } from '../../src/bindings/providers/faceliveness/data-faceliveness-session-pool';
import { FacelivenessProvider } from '../../src/bindings/providers/faceliveness/provider';

const region = 'us-east-1';
const keyPrefix = 'liveness/liveness/kiosk/';

const app = new App();
const stack = new TerraformStack(app, 'liveness');
new AwsProvider(stack, 'aws', { region });
new FacelivenessProvider(stack, 'FacelivenessProvider', { region });

const kiosk = new Construct(stack, 'kiosk');
const storage = new Construct(kiosk, 'Storage');
const key = new KmsKey(new Construct(storage, 'Key'), 'Resource', {
  description: 'Face Liveness images of liveness/kiosk/Storage',
  enableKeyRotation: true,
});
const images = new Construct(storage, 'Bucket');
const bucket = new S3Bucket(images, 'Resource', { bucketPrefix: 'liveness-liveness-kiosk-storage-' });
const publicAccessBlock = new S3BucketPublicAccessBlock(images, 'PublicAccessBlock', {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new S3BucketOwnershipControls(images, 'OwnershipControls', {
  bucket: bucket.id,
  rule: { objectOwnership: 'BucketOwnerEnforced' },
});
new S3BucketServerSideEncryptionConfigurationA(images, 'Encryption', {
  bucket: bucket.id,
  rule: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
const policy = new DataAwsIamPolicyDocument(images, 'PolicyDocument', {
  statement: [
    {
      sid: 'DenyWithoutTls',
      effect: 'Deny',
      principals: [{ type: '*', identifiers: ['*'] }],
      actions: ['s3:*'],
      resources: [bucket.arn, `${bucket.arn}/*`],
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
  ],
});
new S3BucketPolicy(images, 'Policy', { bucket: bucket.id, policy: policy.json, dependsOn: [publicAccessBlock] });
new S3BucketLifecycleConfiguration(images, 'Lifecycle', {
  bucket: bucket.id,
  rule: [
    {
      id: 'expire-images',
      status: 'Enabled',
      filter: [{ prefix: keyPrefix }],
      expiration: [{ days: 30 }],
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
    },
  ],
});
const sessions = new DataFacelivenessSessionPool(kiosk, 'Sessions', {
  name: 'liveness/kiosk',
  size: 3,
  kmsKeyId: key.arn,
  settings: { outputConfig: { s3Bucket: bucket.id, s3KeyPrefix: keyPrefix } },
});

new TerraformOutput(stack, 'kiosk_bucket', {
  value: bucket.id,
  description: 'The bucket that the images are written to.',
});
new TerraformOutput(stack, 'kiosk_key_prefix', {
  value: keyPrefix,
  description: 'What stands before the name of every image in the bucket.',
});
new TerraformOutput(stack, 'kiosk_kms_key_arn', {
  value: key.arn,
  description: 'The key that encrypts the images.',
});
new TerraformOutput(stack, 'kiosk_client_request_tokens', {
  value: sessions.getListAttribute('sessions[*].client_request_token'),
  description: 'The tokens that the sessions were created with, in the order of the slots.',
});
new TerraformOutput(stack, 'kiosk_session_ids', {
  value: sessions.sessionIds,
  description: 'The ids of the sessions, in the order of the slots.',
  sensitive: true,
});

app.synth();
