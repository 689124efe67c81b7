import { characterCount, type Shape, type ShapeError } from './shape';

/** Longest piece of a value that a message repeats, in characters. */
const SHOWN_CHARACTERS = 60;

/** Most wrong characters that a message names. */
const NAMED_CHARACTERS = 5;

/**
 * Says what is wrong with a value: what was received, the rule it breaks, and what to do. Where the value stands is
 * left to the caller, who knows what its user calls that place.
 *
 * @example
 * "my prefix/" contains whitespace; an S3 key prefix is at most 950 characters without whitespace. Remove the whitespace.
 */
export function describeShapeError(shapeError: ShapeError): string {
  const { problem, advice } = explain(shapeError);
  const { shape, constraint } = shapeError;
  // These two are not about a value of this shape, so its rule would not help.
  const rule = constraint.kind === 'unknownMember' || constraint.kind === 'order' ? '' : `; ${ruleOf(shape)}`;
  return `${problem}${rule}. ${advice}`;
}

/**
 * Leaves one shapeError of each value, for a reader who is told once: what breaks several rules mostly breaks them with
 * one mistake, and only one of the sentences is good advice.
 *
 * It is the wrong form where the sentence can show the right one, and otherwise the rule that comes first.
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
  readonly problem: string;
  readonly advice: string;
}

function explain({ constraint, path, shape, value }: ShapeError): Explanation {
  const shown = show(value, shape);
  switch (constraint.kind) {
    case 'type':
      return {
        problem: `${shown} is not ${NAMES[constraint.expected]}`,
        advice: `Give ${NAMES[constraint.expected]} instead.`,
      };
    case 'required':
      return { problem: `${capitalize(shape.noun)} is missing`, advice: 'Add it.' };
    case 'unknownMember':
      return {
        problem: `${path.at(-1)} is not a member of ${shape.noun}, which has ${enumerate(constraint.members)}`,
        advice: 'Correct its name or remove it.',
      };
    case 'minLength':
      return value === ''
        ? { problem: '"" is empty', advice: 'Give it a value, or leave it out.' }
        : { problem: `${shown} has ${characters(countOf(value))}`, advice: 'Use a longer value.' };
    case 'maxLength':
      return {
        problem: `${shown} has ${characters(countOf(value))}`,
        advice: `Shorten it by ${characters(countOf(value) - constraint.limit)}.`,
      };
    case 'pattern':
      return explainPattern(shape, String(value), shown);
    case 'enum':
      return { problem: `${shown} is not ${shape.noun}`, advice: 'Use one of these.' };
    case 'min':
      return { problem: `${shown} is too small`, advice: `Use ${constraint.limit} or more.` };
    case 'max':
      return { problem: `${shown} is too large`, advice: `Use ${constraint.limit} or less.` };
    case 'order':
      return {
        problem: `The minimum version ${constraint.lower} is higher than the maximum version ${constraint.upper}`,
        advice: 'Lower the minimum or raise the maximum.',
      };
  }
}

function explainPattern(shape: Shape, value: string, shown: string): Explanation {
  const wrong = wrongCharacters(shape, value);
  if (wrong.length === 0) {
    const example = shape.type === 'string' ? shape.example : undefined;
    const advice = example === undefined ? 'Correct it.' : `Write it like ${example}.`;
    return { problem: `${shown} does not have the form of ${shape.noun}`, advice };
  }
  if (wrong.every((character) => /\s/u.test(character))) {
    return { problem: `${shown} contains whitespace`, advice: 'Remove the whitespace.' };
  }
  const named = wrong.slice(0, NAMED_CHARACTERS).map((character) => JSON.stringify(character));
  const more = wrong.length > named.length ? ['others'] : [];
  return { problem: `${shown} contains ${enumerate([...named, ...more])}`, advice: 'Remove what is not allowed.' };
}

/** The characters of a value that its shape allows nowhere, each once. */
function wrongCharacters(shape: Shape, value: string): string[] {
  if (shape.type !== 'string' || shape.character === undefined) {
    return [];
  }
  const allowed = new RegExp(`^(?:${shape.character})$`, 'u');
  return [...new Set(value)].filter((each) => !allowed.test(each));
}

const NAMES: Readonly<Record<Shape['type'], string>> = {
  string: 'a string',
  integer: 'a whole number',
  structure: 'an object',
  list: 'a list',
};

function ruleOf(shape: Shape): string {
  switch (shape.type) {
    case 'string':
      return `${shape.noun} is ${shape.rule}`;
    case 'integer':
      return `${shape.noun} is a whole number from ${shape.min} to ${shape.max}`;
    case 'structure':
      return `${shape.noun} is an object with ${enumerate(Object.keys(shape.members))}`;
    case 'list':
      return `${shape.noun} is a list of which each element is ${shape.element.noun}`;
  }
}

function show(value: unknown, shape: Shape): string {
  if (shape.type === 'string' && shape.sensitive) {
    return 'The value received';
  }
  if (typeof value === 'string') {
    const [...all] = value;
    return JSON.stringify(all.length > SHOWN_CHARACTERS ? `${all.slice(0, SHOWN_CHARACTERS).join('')}…` : value);
  }
  const [...all] = JSON.stringify(value) ?? String(value);
  return all.length > SHOWN_CHARACTERS ? `${all.slice(0, SHOWN_CHARACTERS).join('')}…` : all.join('');
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
