/*
 * What AWS calls the things that grants and policies allow. Face Liveness has no resource types and no condition keys of
 * its own ("Actions, resources, and condition keys for Amazon Rekognition" in the Service Authorization Reference).
 */

/** Encrypting an image. AWS has no exact list for Face Liveness; these are what S3 needs to write with a KMS key. */
export const ENCRYPT_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** Decrypting an image. */
export const DECRYPT_ACTIONS = ['kms:Decrypt'];

/** Writing an image. */
export const WRITE_IMAGE_ACTIONS = ['s3:PutObject'];

/** Reading an image. The results of a session name a version where the bucket has versions. */
export const READ_IMAGE_ACTIONS = ['s3:GetObject', 's3:GetObjectVersion'];

/** Administering a key without using it, as "Allows key administrators" in KMS's developer guide has it. */
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
