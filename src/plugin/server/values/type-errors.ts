import type { AttributePath } from '../../attribute-path';
import type { CtyValue } from '../../cty/value';
import { isRequired, type SchemaType } from '../../schema/attributes';
import { type Members, type Values, type Visited, type Visitor, walk, walkValue } from './walk';

/** A value that Terraform accepts and that is not of the TypeScript type which the provider's code is promised. */
export interface ValueTypeError {
  readonly path: AttributePath;
  /** The whole path, as in messages. */
  readonly text: string;
  /** What happened, in a few words. */
  readonly summary: string;
  /** The value and the rule. */
  readonly finding: string;
  /** What to do about it in a configuration. */
  readonly advice: string;
}

/**
 * Finds null in required attributes, null elements of collections, and numbers that are not whole, in a configuration or a
 * stored state. Terraform itself refuses a required argument that is left out, but accepts `name = null`. A value without
 * such errors is of the types that its schema declares.
 */
export function typeErrors(members: Members, values: Values): readonly ValueTypeError[] {
  const { errors, visitor } = collector();
  walk(members, values, {
    ...visitor,
    attribute({ mode, type }, visited) {
      if (visited.value === null && isRequired(mode) && !type.details.acceptsNull) {
        errors.push(missing('Missing required argument', visited, 'Set it.'));
      }
      return undefined;
    },
  });
  return errors;
}

/** The same for the argument of a function, which itself may be null. */
export function argumentTypeErrors(
  type: SchemaType<unknown>,
  value: CtyValue,
  name: string,
): readonly ValueTypeError[] {
  const { errors, visitor } = collector();
  walkValue(type, value, name, visitor);
  return errors;
}

function collector() {
  const errors: ValueTypeError[] = [];
  const visitor: Visitor = {
    element(visited, acceptsNull) {
      if (visited.value === null && !acceptsNull) {
        errors.push(missing('Missing element', visited, 'Set it, or leave it out.'));
      }
    },
    plain({ details }, { value, path, text }) {
      if (!details.wholeNumber || Number.isSafeInteger(value)) return;
      const tooLarge = Number.isInteger(Number(value))
        ? `, from -${Number.MAX_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}`
        : '';
      errors.push({
        path,
        text,
        summary: `Invalid ${text}`,
        finding: `${String(value)} was given; it must be a whole number${tooLarge}.`,
        advice: 'Change it.',
      });
    },
  };
  return { errors, visitor };
}

function missing(summary: string, { path, text }: Visited, advice: string): ValueTypeError {
  return { path, text, summary, finding: `${text} is null; it must have a value.`, advice };
}
