import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import {
  TerraformDataSource,
  type TerraformElement,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { correctHcl } from '../hcl/hcl-output';

/** A permission for roles: one policy document for all of them, created on first use. */
export class Grant extends Construct {
  private policyDocument?: DataAwsIamPolicyDocument;

  /** @param statements creates the statements; called once, and only if the permission is granted */
  constructor(
    scope: Construct,
    id: string,
    private readonly provider: TerraformProvider | undefined,
    private readonly statements: () => DataAwsIamPolicyDocumentStatement[],
  ) {
    super(scope, id);
  }

  /** The policy document. */
  public get document(): DataAwsIamPolicyDocument {
    this.policyDocument ??= correctHcl(
      new DataAwsIamPolicyDocument(this, 'Document', { provider: this.provider, statement: this.statements() }),
    );
    return this.policyDocument;
  }

  /**
   * Grants the permission to a role; a second call for the same role has no effect.
   *
   * @throws Error when the element is not a role
   */
  public to(role: TerraformElement): IamRolePolicy {
    const name = roleName(role);
    // Create the document first: a scope of the role can have the id of the document, and is then created inside it.
    const policy = this.document.json;
    const place = this.placeOf(role);
    const granted = place.node.tryFindChild('Policy');
    if (granted instanceof IamRolePolicy) return granted;
    return correctHcl(new IamRolePolicy(place, 'Policy', { provider: this.provider, role: name, policy }));
  }

  /** The scope of a role's policy: the role's path below the stack of this grant, or its whole path in another stack. */
  private placeOf(role: TerraformElement): Construct {
    const stack = TerraformStack.of(this);
    const path = role.node.scopes.filter((scope) => !stack.node.scopes.includes(scope)).map(({ node }) => node.id);
    return path.reduce(
      (place: Construct, id) => (place.node.tryFindChild(id) as Construct | undefined) ?? new Construct(place, id),
      this,
    );
  }
}

/** Both the resource and the data source of a role have this attribute, in all versions of the AWS provider. */
function roleName(role: TerraformElement): string {
  const isRole = TerraformResource.isTerraformResource(role) || TerraformDataSource.isTerraformDataSource(role);
  if (isRole && role.terraformResourceType === 'aws_iam_role') {
    return Token.asString(role.interpolationForAttribute('name'));
  }
  const what = isRole ? `of the type ${role.terraformResourceType}` : 'no resource and no data source';
  throw new Error(
    `invalid role: ${role.node.path} is ${what}; a grant is for an IamRole or a DataAwsIamRole. Pass one of these, or ` +
      'use the policy document of the grant for anybody else',
  );
}
