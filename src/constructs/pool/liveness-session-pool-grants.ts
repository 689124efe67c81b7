import type { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import type { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import { correctHcl } from '../hcl/hcl-output';
import { Grant } from '../policies/grant';
import { readImages, sessionStatement, writeImages } from '../policies/statements';
import type { LivenessImageStorageGrantsProps } from '../storage/liveness-image-storage-grants';

/**
 * Lets roles of the account work with sessions and their images, and no more: sessions in the region of the pool, objects
 * under its prefix, its key. Face Liveness itself can't tell the sessions of one pool from those of another.
 *
 * Each method takes an `IamRole` or a `DataAwsIamRole` and adds a policy to the role; once, however often it is called.
 * For users, groups, permission sets and roles elsewhere, the same as a policy document:
 * `grants.createSessionsDocument.json`. So too for a role in another stack that needs this one: the policy of a role is
 * made here, and needs the role.
 */
export class LivenessSessionPoolGrants extends Construct {
  private readonly create: Grant;
  private readonly results: Grant;
  private readonly images: Grant;
  private readonly start: Grant;

  constructor(scope: Construct, id: string, props: LivenessImageStorageGrantsProps) {
    super(scope, id);
    const { awsProvider } = props;
    // Looked up once, and only where something is granted. Its id is the region in all versions of the AWS provider.
    let lookedUp: DataAwsRegion | undefined;
    const region = () => {
      lookedUp ??= correctHcl(new DataAwsRegion(this, 'Region', { provider: awsProvider }));
      return lookedUp.id;
    };
    this.create = new Grant(this, 'CreateSessions', awsProvider, () => [
      sessionStatement('CreateSessions', 'rekognition:CreateFaceLivenessSession', region()),
      ...writeImages(props),
    ]);
    this.results = new Grant(this, 'ReadResults', awsProvider, () => [
      sessionStatement('ReadResults', 'rekognition:GetFaceLivenessSessionResults', region()),
    ]);
    this.images = new Grant(this, 'ReadImages', awsProvider, () => readImages(props));
    this.start = new Grant(this, 'StartSessions', awsProvider, () => [
      sessionStatement('StartSessions', 'rekognition:StartFaceLivenessSession', region()),
    ]);
  }

  /**
   * Lets a role create sessions whose images go to the pool's bucket and prefix, as a backend does for a user. The service
   * writes the images for that role, so it may write them, too.
   *
   * @throws Error when it is not a role
   */
  public createSessions(role: TerraformElement): IamRolePolicy {
    return this.create.to(role);
  }

  /** What `createSessions` allows, as a policy document. */
  public get createSessionsDocument(): DataAwsIamPolicyDocument {
    return this.create.document;
  }

  /**
   * Lets a role get the results of sessions.
   *
   * @throws Error when it is not a role
   */
  public readResults(role: TerraformElement): IamRolePolicy {
    return this.results.to(role);
  }

  /** What `readResults` allows, as a policy document. */
  public get readResultsDocument(): DataAwsIamPolicyDocument {
    return this.results.document;
  }

  /**
   * Lets a role read the pool's images, whose names are in the results of sessions.
   *
   * @throws Error when it is not a role
   */
  public readImages(role: TerraformElement): IamRolePolicy {
    return this.images.to(role);
  }

  /** What `readImages` allows, as a policy document. */
  public get readImagesDocument(): DataAwsIamPolicyDocument {
    return this.images.document;
  }

  /**
   * Lets a role take a check: the role of a browser or a device. Whoever has it and knows the id of an open session can
   * take that session's check.
   *
   * @throws Error when it is not a role
   */
  public startSessions(role: TerraformElement): IamRolePolicy {
    return this.start.to(role);
  }

  /** What `startSessions` allows, as a policy document. */
  public get startSessionsDocument(): DataAwsIamPolicyDocument {
    return this.start.document;
  }
}
