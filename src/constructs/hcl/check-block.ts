import { Annotations, App, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { logicalName } from '../names';

/** What a check holds against what is there. */
interface Check {
  /** A condition in Terraform's language, without `${}`. */
  readonly condition: string;
  /** What to say when it does not hold; a template in Terraform's language. */
  readonly errorMessage: string;
}

/** Warns where a construct's `check` blocks are lost: cdktf writes what is added to a stack as JSON only. */
export function warnOfLostChecks(construct: Construct): void {
  const { root } = construct.node;
  if (!App.isApp(root) || !root.hclOutput) return;
  Annotations.of(construct).addWarning(
    'the checks are left out: cdktf does not write check blocks as HCL. Synthesize as JSON, without --hcl, or write them ' +
      'in a file beside the synthesized one',
  );
}

/** Adds a `check` block, for which cdktf has no class, to a construct's stack: `<logical name>_<suffix>`. */
export function addCheck(construct: Construct, suffix: string, { condition, errorMessage }: Check): void {
  TerraformStack.of(construct).addOverride(`check.${logicalName(construct)}_${suffix}`, {
    assert: [{ condition: `\${${condition}}`, error_message: errorMessage }],
  });
}

/** A text as it stands inside an expression: a reference is one already, anything else needs its quotes. */
export function inExpression(text: string): string {
  return Token.isUnresolved(text) ? text : JSON.stringify(text);
}
