import { App, type TerraformStack } from 'cdktf';

/** A policy in one stack that refers to the bucket and the key of another. */
interface CrossStackGrant {
  /** The path of the element that the policy is for. */
  readonly grantee: string;
  /** The stack of the policy. */
  readonly dependent: TerraformStack;
  /** The stack of who grants. */
  readonly dependency: TerraformStack;
}

const GRANTS = new WeakMap<App, CrossStackGrant[]>();

/** Names the way on in the error of cdktf about stacks that depend on each other, where a grant is a cause. */
export function explainCircularDependency(grant: CrossStackGrant): void {
  const { root } = grant.dependent.node;
  if (grant.dependent === grant.dependency || !App.isApp(root)) return;
  const grants = GRANTS.get(root) ?? [];
  grants.push(grant);
  if (GRANTS.has(root)) return;
  GRANTS.set(root, grants);
  const crossStackReference = root.crossStackReference.bind(root);
  root.crossStackReference = (from, to, identifier) => {
    const cause = from.dependsOn(to) ? grants.find((grant) => isPartOf(grant, { from, to })) : undefined;
    if (cause !== undefined) throw new Error(circularError(cause));
    return crossStackReference(from, to, identifier);
  };
}

/** Whether a grant is the reference of a stack to another, or on the way back. */
function isPartOf(
  { dependent, dependency }: CrossStackGrant,
  { from, to }: { readonly from: TerraformStack; readonly to: TerraformStack },
): boolean {
  if (dependent === to && dependency === from) return true;
  const reaches = (stack: TerraformStack, other: TerraformStack) => stack === other || stack.dependsOn(other);
  return reaches(from, dependent) && dependent.dependsOn(dependency) && reaches(dependency, to);
}

function circularError({ grantee, dependent, dependency }: CrossStackGrant): string {
  const [policy, storage] = [dependent.node.path, dependency.node.path];
  return (
    `invalid grantee: the policy of ${grantee} is made in the stack ${policy} and needs the stack ${storage}, which depends on ` +
    `${policy}. Grant to LivenessGrantee.fromArn with the literal ARN: its policy is made in ${storage}. Or attach the ` +
    `document of the grant, such as grants.readImagesDocument, in ${storage}`
  );
}
