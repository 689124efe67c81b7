import { TerraformDataSource, type TerraformElement, TerraformResource } from 'cdktf';
import { type IConstruct, RootConstruct } from 'constructs';
import { IDENTITY_ARN } from '../../limits';
import { isKnown } from '../../validation/values';

/** The kinds of identities that IAM attaches policies to. */
export const IDENTITY_KINDS = ['role', 'user', 'group'] as const;

/** A kind of identities. */
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** A role, a user or a group in a stack: the resource that makes it, or the data source that looks it up. */
export type IdentityElement = TerraformResource | TerraformDataSource;

/**
 * Who gets a grant: a role, a user or a group of IAM. Wherever a grant takes a grantee, it takes the element of a role, user
 * or group itself as well.
 *
 * @example
 * pool.grants.readImages(LivenessGrantee.fromArn('arn:aws:iam::111122223333:role/auditor'));
 */
export class LivenessGrantee extends RootConstruct {
  /**
   * A role, a user or a group of the app: an `IamRole`, `IamUser` or `IamGroup`, or a data source of one. Its policy is made
   * in its stack, with its AWS provider.
   *
   * @throws Error when it is another element
   */
  public static of(element: TerraformElement): LivenessGrantee {
    return LivenessGrantee._from(element);
  }

  /**
   * A role, a user or a group by its ARN. It must be in the account of the AWS provider of the pool or the storage that
   * grants. Its policy is made in the stack of that one.
   *
   * @throws Error when the text is known at synthesis and is not the ARN of a role, a user or a group
   */
  public static fromArn(arn: string): LivenessGrantee {
    const error = arnError(arn);
    if (error !== undefined) throw new Error(`invalid arn: ${error}`);
    return new LivenessGrantee(undefined, arn);
  }

  /**
   * The grantee that an argument of a grant is.
   *
   * @internal
   */
  public static _from(grantee: IConstruct): LivenessGrantee {
    if (grantee instanceof LivenessGrantee) return grantee;
    if (isIdentity(grantee)) return new LivenessGrantee(grantee, undefined);
    throw new Error(`invalid grantee: ${describe(grantee)}`);
  }

  private constructor(
    /** @internal */ public readonly _element: IdentityElement | undefined,
    /** @internal */ public readonly _arn: string | undefined,
  ) {
    super();
  }
}

/** The kind of the identity that an element is. */
export function kindOf({ terraformResourceType }: IdentityElement): IdentityKind | undefined {
  return IDENTITY_KINDS.find((kind) => terraformResourceType === `aws_iam_${kind}`);
}

/** The attribute with the name of an identity, in all versions of the AWS provider. */
export function nameAttribute(element: IdentityElement): string {
  const kind = kindOf(element);
  return kind === 'role' || TerraformResource.isTerraformResource(element) ? 'name' : `${kind}_name`;
}

function isIdentity(value: unknown): value is IdentityElement {
  const isElement = TerraformResource.isTerraformResource(value) || TerraformDataSource.isTerraformDataSource(value);
  return isElement && kindOf(value) !== undefined;
}

function describe(value: unknown): string {
  const rule = 'a grant is for an IamRole, IamUser or IamGroup, a data source of one, or a LivenessGrantee';
  if (typeof value === 'string') {
    const text = isKnown(value) ? JSON.stringify(value) : 'a reference';
    return `${text} is a text; ${rule}. Pass LivenessGrantee.fromArn with the ARN`;
  }
  if (TerraformResource.isTerraformResource(value) || TerraformDataSource.isTerraformDataSource(value)) {
    return (
      `${value.node.path} is of the type ${value.terraformResourceType}; ${rule}. Pass one of these, or attach the document ` +
      'of the grant, such as grants.readImagesDocument'
    );
  }
  const what = isConstruct(value) ? `${value.node.path} is no resource and no data source` : `${value} was received`;
  return `${what}; ${rule}. Pass one of these`;
}

function isConstruct(value: unknown): value is IConstruct {
  return typeof value === 'object' && value !== null && 'node' in value;
}

/** The error in the ARN of a grantee, as a clause; undefined when it is valid or not known. */
function arnError(arn: string): string | undefined {
  if (typeof arn !== 'string') return `${arn} was received; give the ARN of a role, a user or a group`;
  if (!isKnown(arn)) return undefined;
  const place = `${JSON.stringify(arn)} is`;
  if (/:sts:.*:assumed-role\//.test(arn)) {
    return `${place} a session of a role, and policies belong to the role. Give its ARN, with :iam:: and :role/`;
  }
  if (/:role\/aws-(reserved|service-role)\//.test(arn)) {
    return (
      `${place} a role that AWS manages; its policies cannot be changed. Put the document of the grant, such as ` +
      'grants.readImagesDocument, into the permission set that the role is made from, or grant to another role'
    );
  }
  if (IDENTITY_ARN.test(arn)) return undefined;
  return `${place} not the ARN of a role, a user or a group of IAM, such as arn:aws:iam::111122223333:role/auditor. Give that`;
}
