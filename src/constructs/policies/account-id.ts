import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

/** The id of the account that an AWS provider works in, which it looks up. */
export function accountIdOf(scope: Construct, provider: TerraformProvider | undefined): string {
  return new DataAwsCallerIdentity(scope, 'Account', { provider }).accountId;
}
