import { Aspects, type IAspect, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Calls a visitor with the construct's stack at every synthesis, before the stack is validated and written.
 *
 * Aspects do this, but a copy of cdktf runs its own aspects only. An app of the fork cdktn has two copies: the one that it
 * imports, which synthesizes, and the one that this library imports as cdktf. Both ask elements for their configuration,
 * early in a synthesis.
 */
export function visitStack(construct: Construct, visitor: IAspect): void {
  const stack = TerraformStack.of(construct);
  const sameCopy: boolean = stack instanceof TerraformStack;
  if (sameCopy) Aspects.of(stack).add(visitor);
  else new StackVisit(construct, 'StackVisit', () => visitor.visit(stack));
}

/** An element that adds nothing to a stack and is called when the stack is synthesized. */
class StackVisit extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly visit: () => void,
  ) {
    super(scope, id);
  }

  public override toTerraform(): object {
    this.visit();
    return {};
  }
}
