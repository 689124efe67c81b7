import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { asClause, describeShapeError } from '../../liveness/describe-shape-error';
import { shapeErrors } from '../../liveness/shape';
import { hasExpression } from '../hcl/templates';
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, MAX_TAGS } from '../limits';

/** Whether a value is known at synthesis: neither a token nor a text that contains an expression. */
export function isKnown(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && hasExpression(value));
}

/** Whether a value is a text that is known at synthesis. */
export function isLiteral(value: unknown): value is string {
  return typeof value === 'string' && isKnown(value);
}

/** @throws Error when a value, given for a parameter, is not a string */
export function assertText(parameter: string, value: unknown): void {
  if (typeof value !== 'string' && !Token.isUnresolved(value))
    throw new Error(`invalid ${parameter}: ${shown(value)} is not a string. Give it a string`);
}

/** The error in a value that is to be a member of an enum. Tokens are not checked. */
export function enumErrors(prop: string, value: unknown, members: Readonly<Record<string, string>>): string[] {
  if (value === undefined || !isKnown(value) || Object.values(members).includes(value as string)) return [];
  return [
    `invalid ${prop}: ${shown(value)} is not one of ${Object.values(members).map(shown).join(', ')}. Use one of these`,
  ];
}

/** Whether a value is an object in braces, and neither a list, a `Map` nor a construct. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value) && !Construct.isConstruct(value);
}

/** A value in an error. */
export function shown(value: unknown): string {
  if (Construct.isConstruct(value)) return `the construct ${value.node.path}`;
  if (Token.isUnresolved(value)) return 'a token';
  if (value instanceof Map) return 'a Map';
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value) ?? String(value);
}

/**
 * Errors in the template syntax of a text or of the texts in a value. Terraform evaluates every text of a synthesized stack:
 * `%{` starts a directive in it, and `${` an expression, which an app can write on purpose.
 */
export function templateErrors(prop: string, value: unknown): string[] {
  if (Token.isUnresolved(value)) return [];
  if (typeof value === 'object' && value !== null && !Construct.isConstruct(value)) {
    return Object.entries(value).flatMap(([name, member]) => [
      ...templateErrors(prop, name),
      ...templateErrors(Array.isArray(value) ? `${prop}[${name}]` : prop, member),
    ]);
  }
  if (typeof value !== 'string') return [];
  const unescaped = value.replaceAll('%%{', '').replaceAll('$${', '');
  if (unescaped.includes('%{')) {
    return [
      `invalid ${prop}: ${shown(value)} contains "%{", which starts a template directive of Terraform. Write "%%{" for the ` +
        'characters themselves',
    ];
  }
  if (/\$\{[^}]*$/.test(unescaped)) {
    return [
      `invalid ${prop}: ${shown(value)} contains "\${" without a "}" after it, which starts an expression of Terraform. ` +
        'Write "$${" for the characters themselves',
    ];
  }
  return [];
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
    ...entries.flatMap(([key, value]) => [...tagKeyErrors(key), ...tagValueErrors(key, value)]),
    ...templateErrors('tags', tags),
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
