import { AttributePath } from '../attribute-path';
import { type CtyValue, isUnknown } from '../cty/value';
import type { Diagnostics } from '../diagnostics';
import type { Attributes, Schema } from '../schema/schema';

type Values = { readonly [name: string]: CtyValue };

/**
 * Reports required attributes that are null. Terraform itself refuses a missing one, but lets `name = null` pass inside
 * nested attributes; here it ends, so that a provider's code gets what its schema promises.
 */
export function reportMissingArguments(schema: Schema, config: Values, diagnostics: Diagnostics): void {
  check(schema.attributes, config, AttributePath.of(), diagnostics);
  for (const [name, block] of Object.entries(schema.blocks ?? {})) {
    eachObject(config[name], AttributePath.of(name), block.nesting, (value, path) =>
      check(block.attributes, value, path, diagnostics),
    );
  }
}

function check(attributes: Attributes, values: Values, parent: AttributePath, diagnostics: Diagnostics): void {
  for (const [name, { type, mode }] of Object.entries(attributes)) {
    const path = parent.attribute(name);
    const value = values[name] ?? null;
    if (value === null && mode === 'required') {
      diagnostics.error('Missing required argument', `${path} is null; it must have a value. Set it.`, path);
    }
    const { nested } = type;
    if (nested) {
      eachObject(value, path, nested.mode, (object, at) => check(nested.attributes, object, at, diagnostics));
    }
  }
}

function eachObject(
  value: CtyValue | undefined,
  path: AttributePath,
  mode: 'single' | 'list' | 'set' | 'map',
  visit: (object: Values, path: AttributePath) => void,
): void {
  if (value === null || value === undefined || isUnknown(value)) return;
  if (mode === 'single') {
    visit(value as Values, path);
    return;
  }
  for (const [key, element] of Object.entries(value as Values)) {
    if (element === null || isUnknown(element)) continue;
    // Elements of a set have no address of their own.
    const at = mode === 'set' ? path : mode === 'list' ? path.index(Number(key)) : path.key(key);
    visit(element as Values, at);
  }
}
