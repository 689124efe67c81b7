import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamPolicyAttachment } from '@cdktf/provider-aws/lib/iam-policy-attachment';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import {
  Fn,
  type IResolveContext,
  Lazy,
  Op,
  type TerraformProvider,
  type TerraformResource,
  TerraformSelf,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { functionArgument } from '../../hcl/function-argument';
import { correctHcl } from '../../hcl/hcl-output';
import { referenceId } from '../../hcl/reference-id';
import { IDENTITY_ARN, MAX_MANAGED_POLICY_LENGTH, MAX_ROLE_POLICY_LENGTH } from '../../limits';
import { unfollowedProviderErrors } from '../../providers/provide-liveness';
import { isKnown } from '../../validation/values';
import { policyDocument } from '../policy-statement';
import { type IdentityElement, type IdentityKind, kindOf, type LivenessGrantee, nameAttribute } from './grantee';
import { merged } from './merged-statements';
import type { Permission } from './permissions';

/** The id of the policy of an element below it, and of the scope of the policies of ARNs in a stack. */
const ID = 'LivenessGrants';

/** IAM's names of the policies start with this. */
const NAME_PREFIX = 'liveness-';

/** The policy of a grantee, with the permissions of all grants to it, also those that are added after it. */
export class GranteePolicy extends Construct {
  /**
   * The policy of a grantee: below its element, or for an ARN in the stack of who grants.
   *
   * @param granter a construct in the stack of who grants
   * @param provider the AWS provider of the policy of an ARN
   */
  public static of(
    { _element: element, _arn: arn = '' }: LivenessGrantee,
    granter: Construct,
    provider: TerraformProvider | undefined,
  ): GranteePolicy {
    if (element !== undefined) {
      const child = childOf(element, ID);
      if (child !== undefined && !(child instanceof GranteePolicy)) {
        throw new Error(
          `invalid id: ${JSON.stringify(ID)} of ${child.node.path} is the id of the policy of a grantee. Use another id`,
        );
      }
      return child ?? new GranteePolicy(element, ID, (policy) => attachToElement(policy, element));
    }
    const stack = TerraformStack.of(granter);
    const scope = childOf(stack, ID) ?? new Construct(stack, ID);
    const id = isKnown(arn) ? arn : referenceId(scope, arn);
    return childOf(scope, id) ?? new GranteePolicy(scope, id, (policy) => attachToArn(policy, arn, provider));
  }

  /** The policy document. */
  public readonly document: string;
  /** The resource with which the grantee has the policy. */
  public readonly attachment: TerraformResource;

  private readonly permissions: Permission[] = [];

  private constructor(scope: Construct, id: string, attach: (policy: GranteePolicy) => TerraformResource) {
    super(scope, id);
    this.document = Lazy.stringValue({
      produce: (context) => policyDocument(merged(this.permissions, identifier(context))),
    });
    this.attachment = attach(this);
    this.node.addValidation({ validate: () => this.lengthErrors() });
    correctHcl(this);
  }

  /** Adds permissions to the policy. */
  public add(permissions: readonly Permission[]): void {
    this.permissions.push(...permissions);
  }

  /** Only what IAM certainly refuses is an error: a reference stands for one character at least. */
  private lengthErrors(): string[] {
    const known = (value: unknown) => String(JSON.stringify(value)).replace(/\$\{[^}]*\}/g, '-');
    const { length } = known(merged(this.permissions, known));
    const [most, kind] =
      this.attachment instanceof IamRolePolicy
        ? [MAX_ROLE_POLICY_LENGTH, 'the inline policies of a role']
        : [MAX_MANAGED_POLICY_LENGTH, 'a managed policy'];
    if (length <= most) return [];
    return [
      `invalid grants: the policy of the grantee has more than ${length} characters, and ${kind} can have ${most}. Grant on a ` +
        'storage whose key prefix covers the pools, such as storage.grants.readImages, or to several grantees',
    ];
  }
}

/** Identifies values by their resolved texts. To resolve a token takes longer than to find that it was resolved before. */
function identifier(context: IResolveContext): (value: unknown) => string {
  const resolved = new Map<string, string>();
  return (value) => {
    const text = String(JSON.stringify(value));
    const known = resolved.get(text) ?? String(JSON.stringify(context.resolve(value)));
    resolved.set(text, known);
    return known;
  };
}

/** The child that was made here before. */
function childOf<T extends Construct>(scope: Construct, id: string): T | undefined {
  return scope.node.tryFindChild(id) as T | undefined;
}

function attachToElement(policy: GranteePolicy, element: IdentityElement): TerraformResource {
  const { provider } = element;
  // The logical id and with it the reference can still change.
  const name = Lazy.stringValue({
    produce: () => Token.asString(element.interpolationForAttribute(nameAttribute(element))),
  });
  policy.node.addValidation({ validate: () => multiplicityErrors(element) });
  if (kindOf(element) !== 'role') return attachManaged(policy, { provider, [`${kindOf(element)}s`]: [name] });
  return new IamRolePolicy(policy, 'Policy', {
    provider,
    namePrefix: NAME_PREFIX,
    role: name,
    policy: policy.document,
  });
}

/** Attaches by name, so the policy is made in the account of the provider: it must be the one that the ARN names. */
function attachToArn(policy: GranteePolicy, arn: string, provider: TerraformProvider | undefined): TerraformResource {
  const account = isKnown(arn) ? IDENTITY_ARN.exec(arn)?.[1] : accountOf(functionArgument(arn));
  const ofPolicy = accountOf(TerraformSelf.getString('arn'));
  const lifecycle = {
    postcondition: [
      {
        condition: Op.eq(ofPolicy, account),
        errorMessage: `The grantee ${arn} is in another account than the policy ${TerraformSelf.getString('arn')}. Grant with an AWS provider of the account of the grantee.`,
      },
    ],
  };
  return attachManaged(policy, {
    ...{ provider, lifecycle },
    ...{ roles: namesIn(arn, 'role'), users: namesIn(arn, 'user'), groups: namesIn(arn, 'group') },
  });
}

function accountOf(arn: string): string {
  return Token.asString(Fn.element(Fn.split(':', arn), 4));
}

/** The name of the identity that an ARN names, if it is of the kind. */
function namesIn(arn: string, kind: IdentityKind): string[] | undefined {
  if (!isKnown(arn)) {
    return Token.asList(Fn.flatten(Fn.regexall(`:${kind}/(?:[^/]*/)*([^/]+)$`, functionArgument(arn))));
  }
  const [, , kindOfArn, name = ''] = IDENTITY_ARN.exec(arn) ?? [];
  return kindOfArn === kind ? [name] : undefined;
}

interface ManagedPolicyProps {
  readonly provider: TerraformProvider | undefined;
  readonly lifecycle?: { readonly postcondition: { readonly condition: unknown; readonly errorMessage: string }[] };
  readonly roles?: string[] | undefined;
  readonly users?: string[] | undefined;
  readonly groups?: string[] | undefined;
}

/**
 * A managed policy, which can have 6,144 characters: more than the inline policies of users and groups. The attachment removes
 * the policy from all other identities; it is the only one of this policy.
 */
function attachManaged(
  policy: GranteePolicy,
  { provider, lifecycle, ...grantee }: ManagedPolicyProps,
): TerraformResource {
  const resource = new IamPolicy(policy, 'Policy', {
    ...{ provider, lifecycle },
    namePrefix: NAME_PREFIX,
    description: 'Permissions for Amazon Rekognition Face Liveness',
    policy: policy.document,
  });
  policy.node.addValidation({ validate: () => unfollowedProviderErrors(resource) });
  const { arn: policyArn } = resource;
  return new IamPolicyAttachment(policy, 'Attachment', { provider, name: 'liveness', policyArn, ...grantee });
}

function multiplicityErrors({ node, count, forEach }: IdentityElement): string[] {
  if (count === undefined && forEach === undefined) return [];
  return [
    `invalid grantee: ${node.path} has ${count === undefined ? 'forEach' : 'count'}, so it is several or none; a policy is for ` +
      'one. Grant to LivenessGrantee.fromArn with the ARN of each',
  ];
}
