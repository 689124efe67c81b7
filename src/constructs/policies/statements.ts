import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';

/** Encrypts an image. AWS lists no actions for Face Liveness; these are the actions that S3 needs to write with a KMS key. */
export const ENCRYPT_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** Writes an image. */
export const WRITE_IMAGE_ACTIONS = ['s3:PutObject'];

/** Decrypts an image. */
const DECRYPT_ACTIONS = ['kms:Decrypt'];

/** Reads an image. In a bucket with versioning, the results of a session name a version. */
const READ_IMAGE_ACTIONS = ['s3:GetObject', 's3:GetObjectVersion'];

/** Administer a key without using it: "Allows key administrators" in the developer guide of AWS KMS. */
export const ADMINISTER_KEY_ACTIONS = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:RotateKeyOnDemand',
];

/** Images under a key prefix, and the key that encrypts them. */
export interface ImagesUnderPrefix {
  readonly bucket: { readonly bucketArn: string };
  readonly encryptionKey: { readonly keyArn: string };
  readonly keyPrefix: string;
}

/** Allows writing images. */
export function writeImages(images: ImagesUnderPrefix): DataAwsIamPolicyDocumentStatement[] {
  return [
    { sid: 'WriteImages', actions: WRITE_IMAGE_ACTIONS, resources: [objectsOf(images)] },
    { sid: 'EncryptImages', actions: ENCRYPT_ACTIONS, resources: [images.encryptionKey.keyArn] },
  ];
}

/** Allows reading images whose object keys are known. */
export function readImages(images: ImagesUnderPrefix): DataAwsIamPolicyDocumentStatement[] {
  return [
    { sid: 'ReadImages', actions: READ_IMAGE_ACTIONS, resources: [objectsOf(images)] },
    { sid: 'DecryptImages', actions: DECRYPT_ACTIONS, resources: [images.encryptionKey.keyArn] },
  ];
}

function objectsOf({ bucket, keyPrefix }: ImagesUnderPrefix): string {
  return `${bucket.bucketArn}/${keyPrefix}*`;
}

/**
 * Allows an operation of Face Liveness in one region. Its operations have no resource types and no condition keys of
 * their own ("Actions, resources, and condition keys for Amazon Rekognition" in the Service Authorization Reference).
 */
export function sessionStatement(sid: string, action: string, region: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid,
    actions: [action],
    resources: ['*'],
    condition: [{ test: 'StringEquals', variable: 'aws:RequestedRegion', values: [region] }],
  };
}
