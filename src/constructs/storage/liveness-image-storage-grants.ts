import type { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { TerraformElement, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { Grant } from '../policies/grant';
import { readImages, writeImages } from '../policies/statements';
import type { ILivenessImageBucket } from './liveness-image-bucket';
import type { ILivenessImageKey } from './liveness-image-key';

/** What the grants on images are about. */
export interface LivenessImageStorageGrantsProps {
  /** The bucket of the images. */
  readonly bucket: ILivenessImageBucket;
  /** The key that encrypts the images. */
  readonly encryptionKey: ILivenessImageKey;
  /** What the names of the images start with. */
  readonly keyPrefix: string;

  /**
   * The AWS provider of the roles.
   *
   * @default - the stack's AWS provider without an alias
   */
  readonly awsProvider?: TerraformProvider;
}

/**
 * Lets roles of the account use images, and no more: objects under the prefix, with the one key.
 *
 * Each method takes an `IamRole` or a `DataAwsIamRole` and adds a policy to the role; once, however often it is called.
 * For users, groups, permission sets and roles elsewhere, the same as a policy document: `grants.readImagesDocument.json`.
 * So too for a role in another stack that needs this one, such as that of a pool on this storage: the policy of a role is
 * made here, and needs the role.
 */
export class LivenessImageStorageGrants extends Construct {
  private readonly write: Grant;
  private readonly read: Grant;

  constructor(scope: Construct, id: string, props: LivenessImageStorageGrantsProps) {
    super(scope, id);
    this.write = new Grant(this, 'WriteImages', props.awsProvider, () => writeImages(props));
    this.read = new Grant(this, 'ReadImages', props.awsProvider, () => readImages(props));
  }

  /**
   * Lets a role write images, as the service does for the role that creates a session.
   *
   * @throws Error when it is not a role
   */
  public writeImages(role: TerraformElement): IamRolePolicy {
    return this.write.to(role);
  }

  /** What `writeImages` allows, as a policy document. */
  public get writeImagesDocument(): DataAwsIamPolicyDocument {
    return this.write.document;
  }

  /**
   * Lets a role read images whose names it knows, as the results of a session tell them.
   *
   * @throws Error when it is not a role
   */
  public readImages(role: TerraformElement): IamRolePolicy {
    return this.read.to(role);
  }

  /** What `readImages` allows, as a policy document. */
  public get readImagesDocument(): DataAwsIamPolicyDocument {
    return this.read.document;
  }
}
