import { type TerraformProvider, type TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { explainCircularDependency } from './circular-grants';
import { LivenessGrantee } from './grantee';
import { GranteePolicy } from './grantee-policy';
import type { ImagesUnderPrefix, Permission } from './permissions';

/** Who grants, and what the grants are about. */
export interface Granter extends ImagesUnderPrefix {
  readonly bucket: ImagesUnderPrefix['bucket'] & IConstruct;
  readonly encryptionKey: ImagesUnderPrefix['encryptionKey'] & IConstruct;
  /** The construct that grants: a pool or a storage. */
  readonly scope: Construct;
  /** The AWS provider of policies of grantees that are not elements of the app. */
  readonly awsProvider?: TerraformProvider | undefined;
}

/**
 * Grants permissions to a grantee, in the one policy that it has in a stack.
 *
 * @returns the resource with which the grantee has them
 * @throws Error when it is no grantee
 */
export function grant(
  { scope, bucket, encryptionKey, awsProvider }: Granter,
  grantee: IConstruct,
  permissions: readonly Permission[],
): TerraformResource {
  const policy = GranteePolicy.of(LivenessGrantee._from(grantee), scope, awsProvider);
  explainCircularDependency({
    grantee: policy.node.scope?.node.path ?? '',
    dependent: TerraformStack.of(policy),
    dependencies: [TerraformStack.of(scope), TerraformStack.of(bucket), TerraformStack.of(encryptionKey)],
  });
  policy.add(permissions);
  return policy.attachment;
}
