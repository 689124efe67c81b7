/**
 * The stack of with-library.ts without the library, with the same scopes and ids, so that the stacks are identical. It uses
 * the compiled bindings of the library, which are smaller than those that `cdktf get` generates in a user's project.
 */
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { App, Fn, TerraformLocal, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { BucketGuard } from '../../src/bindings/providers/faceliveness/bucket-guard';
import { DataFacelivenessSessionPool } from '../../src/bindings/providers/faceliveness/data-faceliveness-session-pool';
import { FacelivenessProvider } from '../../src/bindings/providers/faceliveness/provider';

const [count = '1'] = process.argv.slice(2);
const region = 'us-east-1';

const app = new App();
const stack = new TerraformStack(app, 'liveness');
new AwsProvider(stack, 'aws', { region });
new FacelivenessProvider(stack, 'FacelivenessProvider', { region });
for (let n = 1; n <= Number(count); n += 1) declarePool(`kiosk${n}`);
app.synth();

function declarePool(id: string): void {
  const name = `liveness/${id}`;
  const imagePrefix = `liveness/${name}/`;
  const pool = new Construct(stack, id);
  const storage = new Construct(pool, 'Storage');

  const keyScope = new Construct(storage, 'Key');
  const key = new KmsKey(keyScope, 'Resource', { description: 'Face Liveness images', enableKeyRotation: true });
  const account = Fn.element(Fn.split(':', key.arn), 4);
  const keyPolicy = new KmsKeyPolicy(keyScope, 'Policy', {
    keyId: key.keyId,
    policy: policyDocument({
      Sid: 'AllowAccount',
      Effect: 'Allow',
      Principal: { AWS: [`arn:aws:iam::${account}:root`] },
      Action: ['kms:*'],
      Resource: ['*'],
    }),
  });

  const images = new Construct(storage, 'Bucket');
  const { id: bucket, arn: bucketArn } = new S3Bucket(images, 'Resource', { bucketPrefix: 'liveness-' });
  const publicAccessBlock = new S3BucketPublicAccessBlock(images, 'PublicAccessBlock', {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownershipControls = new S3BucketOwnershipControls(images, 'OwnershipControls', {
    bucket,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(images, 'Encryption', {
    bucket,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  const policy = new S3BucketPolicy(images, 'Policy', {
    bucket,
    policy: policyDocument({
      Sid: 'DenyWithoutTls',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*'],
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
    }),
    dependsOn: [publicAccessBlock],
  });
  const everything = [{ prefix: '' }];
  const lifecycle = new S3BucketLifecycleConfiguration(images, 'Lifecycle', {
    bucket,
    rule: [
      {
        id: 'expire-images',
        status: 'Enabled',
        filter: everything,
        expiration: [{ days: 30 }],
        noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
      },
      {
        id: 'abort-uploads',
        status: 'Enabled',
        filter: everything,
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
      },
    ],
  });
  const protection = [policy, encryption, publicAccessBlock, ownershipControls, lifecycle, keyPolicy];
  const { fqn: awsRegion } = new DataAwsRegion(images, 'Region');
  new BucketGuard(images, 'Guard', {
    bucket,
    dependsOn: [...protection, key],
    lifecycle: {
      postcondition: [
        {
          condition: `\${self.region == ${awsRegion}.id}`,
          errorMessage:
            `The bucket is in \${${awsRegion}.id}, the region of the provider aws, and the provider faceliveness is in ` +
            '$' +
            '{self.region}: sessions could not write to the bucket. Give both providers the same region. A module gets ' +
            'both, under the same alias: providers = { aws = aws.x, faceliveness = faceliveness.x }.',
        },
      ],
    },
  });

  const ids = protection.map(({ fqn }) => Fn.lookup(fqn, 'id', '-'));
  const list = Fn.split('|', Fn.join('|', [bucket, key.arn, ...ids]));
  const { asList: onceProtected } = new TerraformLocal(pool, 'Protected', list);
  const sessions = new DataFacelivenessSessionPool(pool, 'Sessions', {
    name,
    size: 3,
    kmsKeyId: Fn.element(onceProtected, 1),
    settings: { outputConfig: { s3Bucket: Fn.element(onceProtected, 0), s3KeyPrefix: imagePrefix } },
  });

  new TerraformOutput(stack, `${id}_bucket`, {
    value: bucket,
    description: 'Name of the bucket for session images.',
  });
  new TerraformOutput(stack, `${id}_image_prefix`, {
    value: imagePrefix,
    description: 'Object key prefix of session images.',
  });
  new TerraformOutput(stack, `${id}_kms_key_arn`, {
    value: key.arn,
    description: 'ARN of the KMS key that encrypts session images.',
  });
  new TerraformOutput(stack, `${id}_client_request_tokens`, {
    value: sessions.getListAttribute('sessions[*].client_request_token'),
    description: 'Client request tokens of the sessions, by slot.',
  });
  new TerraformOutput(stack, `${id}_session_ids`, {
    value: sessions.sessionIds,
    description: 'Ids of the sessions, by slot.',
    sensitive: true,
  });
}

function policyDocument(statement: object): string {
  return Fn.jsonencode({ Version: '2012-10-17', Statement: [statement] });
}
