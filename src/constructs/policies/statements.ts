import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type {
  DataAwsIamPolicyDocumentStatementCondition,
  DataAwsIamPolicyDocumentStatementPrincipals,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

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

/**
 * The principal Rekognition, restricted to sessions of one account. Without the condition, Rekognition could be made to act
 * for any other account (the confused deputy problem).
 */
export function rekognitionFor(accountId: string): {
  readonly principals: DataAwsIamPolicyDocumentStatementPrincipals[];
  readonly condition: DataAwsIamPolicyDocumentStatementCondition[];
} {
  return {
    principals: [{ type: 'Service', identifiers: ['rekognition.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }],
  };
}

/** The id of the account of an AWS provider, which a data source looks up. */
export function accountIdOf(scope: Construct, provider: TerraformProvider | undefined): string {
  return new DataAwsCallerIdentity(scope, 'Account', { provider }).accountId;
}
