import type { AttributePath, AttributePathStep } from '../attribute-path';
import type { Diagnostic } from '../diagnostics';
import type { Blocks } from '../schema/schema';
import * as wire from '../wire/generated/tfplugin6';

/**
 * Diagnostics as Terraform reads them.
 * @param blocks the blocks of the schema that their paths are in.
 */
export function diagnosticsToWire(diagnostics: readonly Diagnostic[], blocks: Blocks = {}): wire.Diagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === 'error' ? wire.Diagnostic_Severity.ERROR : wire.Diagnostic_Severity.WARNING,
    summary,
    detail,
    ...(path && { attribute: pathToWire(path, blocks) }),
  }));
}

/**
 * As much of a path as Terraform finds the line of: an attribute, or what is directly in its value, also in a block. Of
 * a longer path it would show the head of the whole data source. What is in an object it finds by key only.
 */
function pathToWire({ steps }: AttributePath, blocks: Blocks): wire.AttributePath {
  const [first, second] = steps;
  const block = first && 'attribute' in first && Object.hasOwn(blocks, first.attribute);
  const inBlock = block && second !== undefined ? 2 : 0;
  return {
    steps: [
      ...steps.slice(0, inBlock + 1).map(stepToWire),
      ...steps
        .slice(inBlock + 1, inBlock + 2)
        .map((step) => stepToWire('attribute' in step ? { key: step.attribute } : step)),
    ],
  };
}

function stepToWire(step: AttributePathStep): wire.AttributePath_Step {
  if ('attribute' in step) return { selector: { $case: 'attributeName', value: step.attribute } };
  if ('index' in step) return { selector: { $case: 'elementKeyInt', value: BigInt(step.index) } };
  return { selector: { $case: 'elementKeyString', value: step.key } };
}
