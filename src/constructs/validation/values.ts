import { Token } from 'cdktf';
import { asClause, describeShapeError } from '../../liveness/describe-shape-error';
import { shapeErrors } from '../../liveness/shape';
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, MAX_TAGS } from '../limits';

/** Whether a value is known at synthesis: neither a token nor a text that contains a reference. */
export function isKnown(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && value.includes('${'));
}

/**
 * The errors for literals that Terraform would read as templates: with `%{`, which starts a directive, or with a `${` that has
 * no end. A whole `${…}` is a reference.
 */
export function templateErrors(texts: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const [marker] = (typeof text === 'string' && /(?<!%)%\{|(?<!\$)\$\{(?![^}]*\})/.exec(text)) || [];
    if (marker === undefined) return [];
    return [
      `invalid ${name}: ${JSON.stringify(text)} contains ${JSON.stringify(marker)}, which starts an expression in Terraform's ` +
        `language. Write ${JSON.stringify(`${marker[0]}${marker}`)} for these characters themselves, or leave them out`,
    ];
  });
}

/** The error in a whole number within bounds, as a clause; undefined when it is valid, not given or not known. */
export function wholeNumberError(
  value: number | undefined,
  noun: string,
  bounds: { readonly min: number; readonly max: number },
): string | undefined {
  if (value === undefined || !isKnown(value)) return undefined;
  const [error] = shapeErrors({ type: 'integer', noun, ...bounds }, value);
  return error && asClause(describeShapeError(error));
}

/** The errors that AWS would report for tags. */
export function tagErrors(tags: Readonly<Record<string, string>> | undefined): string[] {
  if (tags === undefined || !isKnown(tags)) return [];
  const entries = Object.entries(tags);
  const count =
    entries.length > MAX_TAGS
      ? [`invalid tags: ${entries.length} were given; a resource has at most ${MAX_TAGS}. Remove some`]
      : [];
  return [
    ...count,
    ...entries.flatMap(([key, value]) => [
      ...tagKeyErrors(key),
      ...tagValueErrors(key, value),
      ...templateErrors({ tags: key }),
      ...templateErrors({ tags: value }),
    ]),
  ];
}

function tagKeyErrors(key: string): string[] {
  if (!isKnown(key)) return [];
  const place = `invalid tags: the key ${JSON.stringify(key)}`;
  if (key === '') return [`${place} is empty; it has 1 to ${MAX_TAG_KEY_LENGTH} characters. Name it`];
  const { length } = [...key];
  if (length > MAX_TAG_KEY_LENGTH) {
    return [`${place} has ${length} characters; it has 1 to ${MAX_TAG_KEY_LENGTH}. Shorten it`];
  }
  if (/^aws:/i.test(key)) return [`${place} starts with "aws:", which AWS keeps to itself. Name it otherwise`];
  return [];
}

function tagValueErrors(key: string, value: string): string[] {
  const length = isKnown(value) ? [...value].length : 0;
  return length > MAX_TAG_VALUE_LENGTH
    ? [
        `invalid tags: the value of ${JSON.stringify(key)} has ${length} characters; it has at most ${MAX_TAG_VALUE_LENGTH}. Shorten it`,
      ]
    : [];
}
