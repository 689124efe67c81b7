import type { AttributePath, AttributePathStep } from '../attribute-path';
import type { Diagnostic } from '../diagnostics';
import { BLOCK_SHAPES, type Blocks } from '../schema/schema';
import * as wire from '../wire/generated/tfplugin6';

/**
 * Encodes diagnostics.
 * @param blocks the blocks of the schema that the paths belong to.
 */
export function diagnosticsToWire(diagnostics: readonly Diagnostic[], blocks: Blocks = {}): wire.Diagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === 'error' ? wire.Diagnostic_Severity.ERROR : wire.Diagnostic_Severity.WARNING,
    summary,
    detail,
    ...(path && { attribute: visiblePath(path, blocks) }),
  }));
}

/** Encodes a whole path. */
export function pathToWire({ steps }: AttributePath): wire.AttributePath {
  return { steps: steps.map(stepToWire) };
}

/**
 * The part of a path that Terraform finds a line for: an attribute, or a value directly inside it, also in blocks. For a
 * longer path, Terraform up to 1.14 shows the head of the whole block. It finds a member of an object by key only.
 */
function visiblePath({ steps }: AttributePath, blocks: Blocks): wire.AttributePath {
  const inBlocks = stepsThroughBlocks(steps, blocks);
  const [attribute, member] = steps.slice(inBlocks);
  return {
    steps: [
      ...steps.slice(0, inBlocks).map(stepToWire),
      ...(attribute ? [stepToWire(attribute)] : []),
      ...(member ? [stepToWire('attribute' in member ? { key: member.attribute } : member)] : []),
    ],
  };
}

/** The number of steps that lead into blocks: a name, and an index or key where there can be several blocks. */
function stepsThroughBlocks(steps: readonly AttributePathStep[], blocks: Blocks): number {
  const [name] = steps;
  const block =
    name && 'attribute' in name && Object.hasOwn(blocks, name.attribute) ? blocks[name.attribute] : undefined;
  if (!block) return 0;
  const length = BLOCK_SHAPES[block.nesting] === 'single' ? 1 : 2;
  return steps.length <= length ? steps.length : length + stepsThroughBlocks(steps.slice(length), block.blocks ?? {});
}

function stepToWire(step: AttributePathStep): wire.AttributePath_Step {
  if ('attribute' in step) return { selector: { $case: 'attributeName', value: step.attribute } };
  if ('index' in step) return { selector: { $case: 'elementKeyInt', value: BigInt(step.index) } };
  return { selector: { $case: 'elementKeyString', value: step.key } };
}
