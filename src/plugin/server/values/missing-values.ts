import type { CtyValue } from '../../cty/value';
import type { Diagnostics } from '../../diagnostics';
import { isRequired, type SchemaType } from '../../schema/attributes';
import type { Schema } from '../../schema/schema';
import { type Values, type Visitor, walk, walkValue } from './walk';

/**
 * Reports null where the schema promises a value: in required attributes, and in elements of collections. Terraform
 * itself refuses a required argument that is left out, but accepts `name = null`. After this, the provider's code gets
 * the types that its schema declares.
 */
export function reportMissingValues(schema: Schema, config: Values, diagnostics: Diagnostics): void {
  walk(schema, config, {
    ...reportMissing(diagnostics),
    attribute({ mode, type }, { value, path, text }) {
      if (value === null && isRequired(mode) && !type.acceptsNull) {
        diagnostics.error('Missing required argument', `${text} is null; it must have a value. Set it.`, path);
      }
      return undefined;
    },
  });
}

/** Reports null elements in the collections of a function's argument. The argument itself may be null. */
export function reportMissingElements(
  type: SchemaType<unknown>,
  value: CtyValue,
  name: string,
  diagnostics: Diagnostics,
): void {
  walkValue(type, value, name, reportMissing(diagnostics));
}

function reportMissing(diagnostics: Diagnostics): Pick<Visitor, 'element'> {
  return {
    element({ value, path, text }) {
      if (value !== null) return;
      diagnostics.error('Missing element', `${text} is null; it must have a value. Set it, or leave it out.`, path);
    },
  };
}
