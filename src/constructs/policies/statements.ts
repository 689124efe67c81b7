/** Encrypts an image. AWS lists no actions for Face Liveness; these are the actions that S3 needs to write with a KMS key. */
export const ENCRYPT_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** Writes an image. */
export const WRITE_IMAGE_ACTIONS = ['s3:PutObject'];

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
