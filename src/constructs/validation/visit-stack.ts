import { Aspects, type IAspect, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * Shows the construct's stack to a visitor at every synthesis, before the stack is validated and written.
 *
 * This is what aspects are for, but a framework knows only the aspects of its own copy. An app of the fork cdktn has
 * two: the one it imports, which synthesizes, and the one that stands in for this library's cdktf. Elements are asked
 * for their configuration by either, early in a synthesis.
 */
export function visitStack(construct: Construct, visitor: IAspect): void {
  const stack = TerraformStack.of(construct);
  const sameCopy: boolean = stack instanceof TerraformStack;
  if (sameCopy) Aspects.of(stack).add(visitor);
  else new StackVisit(construct, 'StackVisit', () => visitor.visit(stack));
}

/** Adds nothing to a stack, but notices that it is synthesized. */
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
