import { App, type TerraformStack } from 'cdktf';

/** A policy that refers to the bucket and the key of other stacks. */
interface CrossStackGrant {
  /** The path of the element that the policy is for. */
  readonly grantee: string;
  /** The stack of the policy. */
  readonly dependent: TerraformStack;
  /** The stacks of who grants, the bucket and the key. */
  readonly dependencies: readonly [granter: TerraformStack, ...TerraformStack[]];
}

const GRANTS = new WeakMap<App, CrossStackGrant[]>();

/** Names the way on in the error of cdktf about stacks that depend on each other, where a grant is a cause. */
export function explainCircularDependency(grant: CrossStackGrant): void {
  const { dependent, dependencies } = grant;
  const { root } = dependent.node;
  if (!App.isApp(root) || dependencies.every((stack) => stack === dependent)) return;
  const grants = GRANTS.get(root) ?? [];
  grants.push(grant);
  if (grants.length > 1) return;
  GRANTS.set(root, grants);
  const crossStackReference = root.crossStackReference.bind(root);
  root.crossStackReference = (from, to, identifier) => {
    if (from.dependsOn(to)) explain(grants, from, to);
    return crossStackReference(from, to, identifier);
  };
}

/** @throws Error when a grant is part of the circle that a reference from a stack to another closes */
function explain(grants: readonly CrossStackGrant[], from: TerraformStack, to: TerraformStack): void {
  const reaches = (stack: TerraformStack, other: TerraformStack) => stack === other || stack.dependsOn(other);
  for (const { grantee, dependent, dependencies } of grants) {
    const dependency = dependencies.find(
      (stack) =>
        (dependent === to && stack === from) ||
        (reaches(from, dependent) && dependent.dependsOn(stack) && reaches(stack, to)),
    );
    if (dependency === undefined) continue;
    const [policy, needed, granter] = [dependent, dependency, dependencies[0]].map(({ node }) => node.path);
    throw new Error(
      `invalid grantee: the policy of ${grantee} is made in the stack ${policy} and needs the stack ${needed}, which ` +
        `depends on ${policy}. Grant to LivenessGrantee.fromArn with the literal ARN: its policy is made in ${granter}. Or ` +
        `attach the document of the grant, such as grants.readImagesDocument, in ${granter}`,
    );
  }
}
