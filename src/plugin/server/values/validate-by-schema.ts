import { ExactNumber } from '../../cty/number';
import { isUnknown } from '../../cty/value';
import type { Diagnostics } from '../../diagnostics';
import { isWriteOnly, type SchemaType } from '../../schema/attributes';
import type { Schema } from '../../schema/schema';
import type { Validator, ValidatorContext } from '../../schema/validators';
import { typeErrors } from './type-errors';
import { elementOf, type Members, memberOf, type Values, type Visited, walk } from './walk';

/** The longest string that a message repeats, in characters. */
const SHOWN_CHARACTERS = 100;

/**
 * Validates a configuration by its schema, and reports every error: values that are not of their types, values for what the
 * provider alone computes, and all that the validators of the schema report. Warns of deprecated arguments and blocks.
 * @param writeOnlyAllowed whether the client knows write-only attributes, so that it does not store them.
 * @returns whether the configuration is of the types that the schema promises to the provider's code.
 */
export function validateBySchema(
  schema: Schema,
  config: Values,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): boolean {
  const errors = typeErrors(schema, config);
  for (const { summary, finding, advice, path } of errors) diagnostics.error(summary, `${finding} ${advice}`, path);
  let isTyped = errors.length === 0;
  const sensitive: string[] = [];

  const run = (
    validators: readonly Validator<never>[] = [],
    visited: Visited,
    what: { readonly type: SchemaType<unknown> } | { readonly members: Members },
  ) => {
    // A validator gets only values that are of its type in all parts.
    if (validators.length === 0 || errors.some(({ text }) => isWithin(text, visited.text))) return;
    const isSensitive = (text: string) => sensitive.some((outer) => isWithin(text, outer));
    const context = contextOf(visited, what, diagnostics, isSensitive);
    for (const validator of validators) validator.validate(visited.value as never, context);
  };

  walk(schema, config, {
    attribute({ type, mode, options }, visited) {
      const { value, path, text } = visited;
      if (value === null) return undefined;
      if (mode === 'computed') {
        const detail = `${text} is set, and the provider alone computes it. Remove it from the configuration.`;
        diagnostics.error('Computed attribute is set', detail, path);
        isTyped = false;
        // The values inside it are part of the same error.
        return value;
      }
      if (isWriteOnly(mode) && !writeOnlyAllowed) {
        diagnostics.error(
          'Write-only argument not supported',
          `${text} is never stored, and this Terraform would store it. Use Terraform 1.11 or later, or remove it.`,
          path,
        );
      }
      if (options.deprecated) warnOfDeprecated(options.deprecated, visited, diagnostics);
      if (options.sensitive) sensitive.push(text);
      if (!isUnknown(value)) run(options.validators, visited, { type });
      return undefined;
    },
    block({ nesting, deprecated }, visited) {
      const { value, path } = visited;
      const isWritten = value !== null && (isUnknown(value) || Object.keys(value).length > 0);
      if (!deprecated || !isWritten) return;
      // The path of a list of blocks would show none of them.
      warnOfDeprecated(deprecated, nesting === 'list' ? { ...visited, path: path.index(0) } : visited, diagnostics);
    },
    object: (members, visited) => run(members.validators, visited, { members }),
  });
  return isTyped;
}

function warnOfDeprecated(message: string, { path, text }: Visited, diagnostics: Diagnostics): void {
  diagnostics.warning('Deprecated argument', `${text} is deprecated. ${message}`, path);
}

/** Whether a path is that of a value or leads into it. */
function isWithin(text: string, outer: string): boolean {
  return outer === '' || text === outer || text.startsWith(`${outer}.`) || text.startsWith(`${outer}[`);
}

/** Makes the context of a value: of an attribute or an element of the given type, or of an object with the given members. */
function contextOf(
  visited: Visited,
  {
    type,
    members = type?.details.nested,
  }: { readonly type?: SchemaType<unknown> | undefined; readonly members?: Members | undefined },
  diagnostics: Diagnostics,
  isSensitive: (text: string) => boolean,
): ValidatorContext {
  const { path, text } = visited;
  const inner = (place: Visited, type: SchemaType<unknown> | undefined) =>
    contextOf(place, { type }, diagnostics, isSensitive);
  return {
    path,
    name: text,
    diagnostics,
    show: (value) => (isSensitive(text) ? 'The value' : show(value)),
    attribute: (name) =>
      inner(memberOf(visited, name), members?.attributes[name]?.type ?? type?.details.members?.[name]),
    element: (key) => {
      const [kind] = type?.cty ?? [];
      const mode = kind === 'map' || kind === 'set' ? kind : 'list';
      return inner(elementOf(visited, mode, String(key)), type?.details.element);
    },
  };
}

function show(value: unknown): string {
  if (typeof value !== 'string') return value instanceof ExactNumber ? value.text : String(JSON.stringify(value));
  const characters = [...value];
  return JSON.stringify(
    characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : value,
  );
}
