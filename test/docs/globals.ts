/** All that snippets use without importing it. */
export { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
export { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
export { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
export { IamRole } from '@cdktf/provider-aws/lib/iam-role';
export { IamUser } from '@cdktf/provider-aws/lib/iam-user';
export { AwsProvider } from '@cdktf/provider-aws/lib/provider';
export { TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
export { Construct } from 'constructs';
export * from '../../src/constructs';
