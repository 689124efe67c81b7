import { Annotations, App, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';

/** A `check` block with one assertion. */
interface Check {
  /** The name of the block. */
  readonly name: string;
  /** An expression in Terraform's language, without `${}`. */
  readonly condition: string;
  /** A template in Terraform's language. */
  readonly errorMessage: string;
}

/** Warns when a construct's `check` blocks are lost: cdktf writes overrides of a stack in JSON only. */
export function warnOfLostChecks(construct: Construct): void {
  const { root } = construct.node;
  if (!App.isApp(root) || !root.hclOutput) return;
  Annotations.of(construct).addWarning(
    'the checks are left out: cdktf does not write check blocks as HCL. Synthesize as JSON, without --hcl, or write them ' +
      'in a file beside the synthesized one',
  );
}

/** Adds a `check` block, for which cdktf has no class, to a construct's stack. */
export function addCheck(construct: Construct, { name, condition, errorMessage }: Check): void {
  TerraformStack.of(construct).addOverride(`check.${name}`, {
    assert: [{ condition: `\${${condition}}`, error_message: errorMessage }],
  });
}

/** A text inside an expression: a reference as it is, a literal in quotes. */
export function inExpression(text: string): string {
  return Token.isUnresolved(text) ? text : JSON.stringify(text);
}
