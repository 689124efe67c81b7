import { TerraformElement, type TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { appIndex } from '../validation/app-wide/app-index';
import { StackOverridesValidation } from '../validation/app-wide/stack-overrides-validation';
import { awsProviderErrors, FollowedProviderValidation } from './followed-provider-validation';
import { FollowingProvider, type ProvidedElement } from './following-provider';
import { applyProviderSource } from './provider-source';

const STACKS = new WeakMap<IConstruct, LivenessStack>();

/**
 * Gives an element the faceliveness provider of its stack that is the same caller as an AWS provider: one that the stack
 * declares with the same alias, before or after, or one that is brought along and follows the AWS provider. What it can't
 * follow is an error at synthesis.
 *
 * @param element a bucket guard, a session pool or its data source
 * @param awsProvider default: the stack's AWS provider without an alias
 */
export function provideLiveness(element: ProvidedElement, awsProvider?: TerraformProvider): void {
  livenessStackOf(element).follower(awsProvider, element).serve(element);
}

/** The faceliveness provider that an element has at synthesis; undefined when its stack has none. */
export function livenessProviderOf(element: ProvidedElement): TerraformProvider | undefined {
  const { provider = defaultOf(element) } = element;
  return provider instanceof FollowingProvider ? (provider.declared ?? provider) : provider;
}

/** The stack's provider without an alias: one that is declared, before one that is brought along. */
function defaultOf(element: ProvidedElement): TerraformProvider | undefined {
  const candidates = appIndex(element)
    .providersOf(TerraformStack.of(element), FacelivenessProvider.tfResourceType)
    .filter(({ alias }) => alias === undefined);
  return candidates.find((provider) => !(provider instanceof FollowingProvider)) ?? candidates[0];
}

/**
 * The errors in the AWS provider of a resource, where no faceliveness provider follows that one: those are reported once, for
 * the first construct that needs both.
 */
export function unfollowedProviderErrors(resource: ProvidedElement): string[] {
  const stack = TerraformStack.of(resource);
  return STACKS.get(stack)?.follows(resource.provider) ? [] : awsProviderErrors(stack, resource.provider);
}

/** What the library keeps in a stack that uses faceliveness. */
export function livenessStackOf(construct: IConstruct): LivenessStack {
  const stack = TerraformStack.of(construct);
  const known = STACKS.get(stack);
  if (known !== undefined) return known;
  const made = new LivenessStack(stack, freeId(stack));
  STACKS.set(stack, made);
  // Its errors are those of the first construct.
  (construct.node.scope ?? construct).node.addValidation(new StackOverridesValidation(stack));
  return made;
}

/** The element of a stack that brings faceliveness providers along. It is not written itself. */
class LivenessStack extends TerraformElement {
  private readonly followers = new Map<string | undefined, FollowingProvider>();
  private readonly index = appIndex(this);

  /** The provider that follows an AWS provider: one for each alias, as Terraform has it. */
  follower(aws: TerraformProvider | undefined, element: ProvidedElement): FollowingProvider {
    const alias = aws?.alias;
    const known = this.followers.get(alias);
    if (known !== undefined) return known;
    const follower = new FollowingProvider(this, alias === undefined ? 'Provider' : `Provider-${alias}`, aws, alias);
    this.followers.set(alias, follower);
    // Its errors are those of the first construct that needs it.
    (element.node.scope ?? element).node.addValidation(new FollowedProviderValidation(follower));
    return follower;
  }

  /** Whether a provider that follows an AWS provider, or the default one, is used. */
  follows(aws: TerraformProvider | undefined): boolean {
    return [...this.followers.values()].some((follower) => follower.given === aws && follower.isUsed);
  }

  /** Called before the elements of a stack are written for references between stacks, and again for its file. */
  override toTerraform() {
    applyProviderSource(this.stack);
    return {};
  }

  /** Called for all elements before the first of them is written to the stack's file, after all Aspects. */
  override toMetadata() {
    this.index.forget(this.stack);
    applyProviderSource(this.stack);
    return {};
  }

  private get stack(): TerraformStack {
    return TerraformStack.of(this);
  }
}

/** An unused id: a construct of the user may have the preferred one. */
function freeId(stack: TerraformStack): string {
  const wanted = 'cdktf-face-liveness';
  let id = wanted;
  for (let n = 2; stack.node.tryFindChild(id) !== undefined; n += 1) id = `${wanted}-${n}`;
  return id;
}
