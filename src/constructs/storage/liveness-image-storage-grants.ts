import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { type Granter, grant } from '../policies/grants/grant';
import { readImages, useActions, writeImages } from '../policies/grants/permissions';
import { policyDocument } from '../policies/policy-statement';

/**
 * Grants access to the images of a storage: to the objects under its key prefix, and to its key.
 *
 * Each method takes an `IamRole`, `IamUser` or `IamGroup`, a data source of one, or a `LivenessGrantee`. All grants to one
 * grantee are in one policy a stack, without repetition. It is made in the stack of the grantee, for an ARN in the stack of the
 * storage. Each method returns the resource with which the grantee has the permissions, for `dependsOn`.
 *
 * Each document is a policy as JSON, for identities that Terraform cannot attach a policy to, such as permission sets.
 */
export class LivenessImageStorageGrants {
  /** @internal */
  public static _of(granter: Granter): LivenessImageStorageGrants {
    return new LivenessImageStorageGrants(granter);
  }

  private constructor(private readonly granter: Granter) {}

  /**
   * Allows a grantee to write images, as the service does on behalf of the caller that creates a session.
   *
   * @throws Error when it is no grantee
   */
  public writeImages(grantee: IConstruct): TerraformResource {
    return grant(this.granter, grantee, writeImages(this.granter));
  }

  /** The policy that `writeImages` grants, as JSON. */
  public get writeImagesDocument(): string {
    return policyDocument(writeImages(this.granter));
  }

  /**
   * Allows a grantee to read images whose object keys it knows, such as from the results of sessions.
   *
   * @throws Error when it is no grantee
   */
  public readImages(grantee: IConstruct): TerraformResource {
    return grant(this.granter, grantee, readImages(this.granter));
  }

  /** The policy that `readImages` grants, as JSON. */
  public get readImagesDocument(): string {
    return policyDocument(readImages(this.granter));
  }

  /**
   * Allows a grantee other actions: those of `s3:` on the objects under the key prefix, those of `kms:` on the key, and those
   * of `rekognition:` in the region of the key, on all resources.
   *
   * @param actions such as `s3:DeleteObject`; wildcards are allowed
   * @throws Error when it is no grantee, or when an action is not one on these resources
   */
  public actions(grantee: IConstruct, actions: string[]): TerraformResource {
    return grant(this.granter, grantee, useActions(actions, this.granter));
  }
}
