/**
 * What with-library.ts declares, written by hand: with the same scopes and ids, so that the stacks are the same.
 * The bindings are the library's own, compiled: less to type-check than what `cdktf get` leaves in a user's project.
 */
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
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
const key = new KmsKey(storage, 'Key', {
  description: 'Face Liveness images of liveness/kiosk/Storage',
  enableKeyRotation: true,
});
const bucket = new S3Bucket(storage, 'Bucket', { bucketPrefix: 'liveness-liveness-kiosk-storage-' });
const publicAccessBlock = new S3BucketPublicAccessBlock(storage, 'PublicAccessBlock', {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new S3BucketOwnershipControls(storage, 'OwnershipControls', {
  bucket: bucket.id,
  rule: { objectOwnership: 'BucketOwnerEnforced' },
});
new S3BucketServerSideEncryptionConfigurationA(storage, 'Encryption', {
  bucket: bucket.id,
  rule: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new S3BucketPolicy(storage, 'BucketPolicy', {
  bucket: bucket.id,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucket.arn, `${bucket.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  }),
  dependsOn: [publicAccessBlock],
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
