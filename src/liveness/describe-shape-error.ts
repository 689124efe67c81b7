import { characterCount, type IntegerShape, type NumberShape, type Shape, type ShapeError } from './shape';

/** Longest piece of a value that a message repeats, in characters. */
const SHOWN_CHARACTERS = 60;

/** Most wrong characters that a message names. */
const NAMED_CHARACTERS = 5;

/**
 * Describes an error in two sentences: the value received with the rule it breaks, and what to do. The path of the value is
 * left to the caller, who knows what its user calls that place.
 *
 * @example
 * "my prefix/" contains whitespace; an S3 key prefix is at most 950 characters without whitespace. Remove the whitespace.
 */
export function describeShapeError(shapeError: ShapeError): string {
  const { finding, advice } = explain(shapeError);
  const { shape, constraint } = shapeError;
  // These two are not about a value of this shape, so its rule would not help.
  const rule =
    constraint.kind === 'unknownMember' || constraint.kind === 'order' ? '' : `; ${shape.noun} is ${ruleOf(shape)}`;
  return `${finding}${rule}. ${advice}`;
}

/**
 * Turns a description into a clause, without capital and final period, to stand after a colon: `invalid settings: a list is
 * not an object; …`.
 */
export function asClause(sentence: string): string {
  const withoutPeriod = sentence.replace(/\.$/, '');
  // Not the numbers NaN and Infinity.
  return withoutPeriod.replace(/^(?!Infinity)[A-Z](?=[a-z]* )/, (capital) => capital.toLowerCase());
}

/**
 * Keeps one error of each value: a value that breaks several rules usually does so by one mistake, and only one of the
 * descriptions is good advice.
 *
 * It keeps the wrong form where the description can show the right one, and otherwise the rule that comes first.
 */
export function mostTelling(shapeErrors: readonly ShapeError[]): ShapeError[] {
  const byPlace = new Map<string, ShapeError>();
  for (const shapeError of shapeErrors) {
    const place = JSON.stringify(shapeError.path);
    if (!byPlace.has(place) || saysMoreThanTheLength(shapeError)) byPlace.set(place, shapeError);
  }
  return [...byPlace.values()];
}

/** Not so of an empty value, which was perhaps not meant, and of one in which every character is right. */
function saysMoreThanTheLength({ constraint, shape, value }: ShapeError): boolean {
  if (constraint.kind !== 'pattern' || shape.type !== 'string' || shape.example === undefined || value === '') {
    return false;
  }
  return shape.character === undefined || wrongCharacters(shape, String(value)).length > 0;
}

interface Explanation {
  readonly finding: string;
  readonly advice: string;
}

function explain({ constraint, path, shape, value }: ShapeError): Explanation {
  const shown = show(value, shape);
  switch (constraint.kind) {
    case 'type':
      return shape.type === 'custom'
        ? { finding: `${shown} is not ${shape.noun}`, advice: 'Correct it.' }
        : { finding: `${shown} is not ${NAMES[shape.type]}`, advice: `Give ${NAMES[shape.type]} instead.` };
    case 'required':
      return { finding: `${capitalize(shape.noun)} is missing`, advice: 'Add it.' };
    case 'unknownMember':
      return explainUnknownMember(shape, String(path.at(-1)), constraint.members);
    case 'minLength':
      return value === ''
        ? { finding: '"" is empty', advice: 'Give it a value, or leave it out where it is optional.' }
        : { finding: `${shown} has ${characters(countOf(value))}`, advice: 'Use a longer value.' };
    case 'maxLength':
      return {
        finding: `${shown} has ${characters(countOf(value))}`,
        advice: `Shorten it by ${characters(countOf(value) - constraint.limit)}.`,
      };
    case 'pattern':
      return explainPattern(shape, String(value), shown);
    case 'enum':
      return { finding: `${shown} is not ${shape.noun}`, advice: 'Use one of these.' };
    case 'min':
      return { finding: `${shown} is too small`, advice: `Use ${constraint.limit} or more.` };
    case 'max':
      return { finding: `${shown} is too large`, advice: `Use ${constraint.limit} or less.` };
    case 'order':
      return {
        finding: `The minimum version ${constraint.lower} is higher than the maximum version ${constraint.upper}`,
        advice: 'Lower the minimum or raise the maximum.',
      };
  }
}

function explainUnknownMember(shape: Shape, name: string, known: readonly string[]): Explanation {
  const noun = (shape.type === 'structure' ? shape.memberNoun : undefined) ?? 'member';
  const finding = `Unknown ${noun} ${JSON.stringify(name)}`;
  return known.length === 0
    ? { finding: `${finding}; there are no ${noun}s`, advice: 'Remove it.' }
    : { finding: `${finding}; known ${noun}s: ${known.join(', ')}`, advice: 'Correct its name or remove it.' };
}

function explainPattern(shape: Shape, value: string, shown: string): Explanation {
  const wrong = wrongCharacters(shape, value);
  if (value.startsWith('arn:') && wrong.includes(':')) {
    return { finding: `${shown} is an ARN`, advice: 'Use the name at its end.' };
  }
  if (wrong.length === 0) {
    const example = shape.type === 'string' ? shape.example : undefined;
    const advice = example === undefined ? 'Correct it.' : `Write it like ${example}.`;
    return { finding: `${shown} does not have the form of ${shape.noun}`, advice };
  }
  if (wrong.every((character) => /\s/u.test(character))) {
    return { finding: `${shown} contains whitespace`, advice: 'Remove the whitespace.' };
  }
  const named = wrong.slice(0, NAMED_CHARACTERS).map((character) => JSON.stringify(character));
  const more = wrong.length > named.length ? ['others'] : [];
  return { finding: `${shown} contains ${enumerate([...named, ...more])}`, advice: 'Remove these characters.' };
}

/** The characters of a value that its shape does not allow, each once. */
function wrongCharacters(shape: Shape, value: string): string[] {
  if (shape.type !== 'string' || shape.character === undefined) {
    return [];
  }
  const allowed = new RegExp(`^(?:${shape.character})$`, 'u');
  return [...new Set(value)].filter((each) => !allowed.test(each));
}

const NAMES: Readonly<Record<Exclude<Shape['type'], 'custom'>, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  structure: 'an object',
  list: 'a list',
};

/** All rules of a shape in words, completing "an S3 key prefix is …". */
export function ruleOf(shape: Shape): string {
  switch (shape.type) {
    case 'string':
    case 'custom':
      return shape.rule;
    case 'integer':
    case 'number':
      return `${NAMES[shape.type]}${rangeOf(shape)}`;
    case 'structure': {
      const members = Object.keys(shape.members);
      return members.length === 0 ? 'an empty object' : `an object with ${enumerate(members)}`;
    }
    case 'list':
      return `a list of which each element is ${shape.element.noun}`;
  }
}

function rangeOf({ min, max }: IntegerShape | NumberShape): string {
  if (min === undefined) return max === undefined ? '' : ` of ${max} or less`;
  return max === undefined ? ` of ${min} or more` : ` from ${min} to ${max}`;
}

/** Does not repeat nested values, which can be long or hold secrets. */
function show(value: unknown, shape: Shape): string {
  if ((shape.type === 'string' || shape.type === 'custom') && shape.sensitive) return 'The value received';
  if (Array.isArray(value)) return 'A list';
  if (typeof value === 'function') return 'A function';
  if (typeof value === 'object' && value !== null) return 'An object';
  if (typeof value !== 'string') return String(value);
  const [...all] = value;
  return JSON.stringify(all.length > SHOWN_CHARACTERS ? `${all.slice(0, SHOWN_CHARACTERS).join('')}…` : value);
}

function countOf(value: unknown): number {
  return characterCount(String(value));
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
