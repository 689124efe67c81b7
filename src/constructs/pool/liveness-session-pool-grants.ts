import type { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { type Granter, grant } from '../policies/grants/grant';
import { type Permission, readImages, useActions, useSessions, writeImages } from '../policies/grants/permissions';
import { policyDocument } from '../policies/policy-statement';

/**
 * Grants access to sessions and to the images of a pool: to sessions in the region of its key, to the objects under its image
 * prefix, and to its key. Face Liveness cannot tell the sessions of one pool from those of another.
 *
 * Each method takes an `IamRole`, `IamUser` or `IamGroup`, a data source of one, or a `LivenessGrantee`. All grants to one
 * grantee are in one policy a stack, without repetition. It is made in the stack of the grantee, for an ARN in the stack of the
 * pool. Each method returns the resource with which the grantee has the permissions, for `dependsOn`.
 *
 * Each document is a policy as JSON, for identities that Terraform cannot attach a policy to, such as permission sets.
 */
export class LivenessSessionPoolGrants {
  /** @internal */
  public static _of(granter: Granter): LivenessSessionPoolGrants {
    return new LivenessSessionPoolGrants(granter);
  }

  private constructor(private readonly granter: Granter) {}

  /**
   * Allows a grantee to create sessions whose images go to the pool's bucket and prefix, as a backend does for a user. The
   * service writes the images on behalf of the caller, so this allows writing them as well.
   *
   * @throws Error when it is no grantee
   */
  public createSessions(grantee: IConstruct): TerraformResource {
    return grant(this.granter, grantee, this.creation);
  }

  /** The policy that `createSessions` grants, as JSON. */
  public get createSessionsDocument(): string {
    return policyDocument(this.creation);
  }

  /**
   * Allows a grantee to get the results of sessions.
   *
   * @throws Error when it is no grantee
   */
  public readResults(grantee: IConstruct): TerraformResource {
    return grant(this.granter, grantee, this.results);
  }

  /** The policy that `readResults` grants, as JSON. */
  public get readResultsDocument(): string {
    return policyDocument(this.results);
  }

  /**
   * Allows a grantee to read the pool's images, whose object keys are in the results of sessions.
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
   * Allows a grantee to take checks, as a browser or a device does. With the id of an open session, it can take the check of
   * that session.
   *
   * @throws Error when it is no grantee
   */
  public startSessions(grantee: IConstruct): TerraformResource {
    return grant(this.granter, grantee, this.start);
  }

  /** The policy that `startSessions` grants, as JSON. */
  public get startSessionsDocument(): string {
    return policyDocument(this.start);
  }

  /**
   * Allows a grantee other actions: those of `s3:` on the objects under the image prefix, those of `kms:` on the key, and those
   * of `rekognition:` in the region of the key, on all resources.
   *
   * @param actions such as `s3:DeleteObject`; wildcards are allowed
   * @throws Error when it is no grantee, or when an action is not one on these resources
   */
  public actions(grantee: IConstruct, actions: string[]): TerraformResource {
    return grant(this.granter, grantee, useActions(actions, this.granter));
  }

  private get creation(): Permission[] {
    return [...useSessions(['rekognition:CreateFaceLivenessSession'], this.granter), ...writeImages(this.granter)];
  }

  private get results(): Permission[] {
    return useSessions(['rekognition:GetFaceLivenessSessionResults'], this.granter);
  }

  private get start(): Permission[] {
    return useSessions(['rekognition:StartFaceLivenessSession'], this.granter);
  }
}
