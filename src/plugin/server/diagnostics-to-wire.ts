import type { AttributePath, AttributePathStep } from '../attribute-path';
import type { Diagnostic } from '../diagnostics';
import * as wire from '../wire/generated/tfplugin6';

/** Encodes diagnostics. */
export function diagnosticsToWire(diagnostics: readonly Diagnostic[]): wire.Diagnostic[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: severity === 'error' ? wire.Diagnostic_Severity.ERROR : wire.Diagnostic_Severity.WARNING,
    summary,
    detail,
    ...(path && { attribute: pathToWire(path) }),
  }));
}

/** Encodes a path. */
export function pathToWire({ steps }: AttributePath): wire.AttributePath {
  return { steps: steps.map(stepToWire) };
}

function stepToWire(step: AttributePathStep): wire.AttributePath_Step {
  if ('attribute' in step) return { selector: { $case: 'attributeName', value: step.attribute } };
  if ('index' in step) return { selector: { $case: 'elementKeyInt', value: BigInt(step.index) } };
  return { selector: { $case: 'elementKeyString', value: step.key } };
}
