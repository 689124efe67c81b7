import type { Shape, StringShape } from '../../../src/liveness/shape';

/** A request that tries one rule of the service model, at one place. */
export interface ConstraintCase {
  /** The place and what is there. */
  readonly name: string;
  readonly request: unknown;
  /** What is wrong with it, in the words of AWS; nothing for a request that keeps to the rules. */
  readonly errors: readonly string[];
  /** The message for a value of a wrong type, which comes before all else. */
  readonly mistyped?: string;
}

/** Values that fit a pattern, in any length, and one of an accepted length that does not. */
interface Samples {
  readonly sized: (length: number) => string;
  readonly wrong: string;
}

const SESSION_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** By pattern: one that is new has to be added here before its rules can be tried. */
const SAMPLES: Readonly<Record<string, Samples>> = {
  '^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$': { sized: (length) => 'k'.repeat(length), wrong: ':key' },
  '^[a-zA-Z0-9-_]+$': { sized: (length) => '-'.repeat(length), wrong: 'bad token!' },
  '[0-9A-Za-z\\.\\-_]*': { sized: (length) => 'b'.repeat(length), wrong: 'my/bucket' },
  '\\S*': { sized: (length) => '😀'.repeat(length), wrong: 'my prefix/' },
  '^(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})$': {
    sized: (length) => (length < 8 ? '1.0.0'.slice(0, length) : `${'9'.repeat(length - 8)}.100.100`),
    wrong: '01.0.0',
  },
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}': {
    sized: (length) => SESSION_ID.slice(0, length).padEnd(length, '0'),
    wrong: SESSION_ID.toUpperCase(),
  },
};

/** Where the shape that is tried stands. */
interface Place {
  /** As AWS writes it. */
  readonly path: string;
  /** The request with a value at this place, and all else right. */
  readonly with: (value: unknown) => unknown;
}

/** Requests for every rule of a shape and all shapes within it: at both ends of what is right, and beyond them. */
export function constraintCases(shape: Shape, place: Place = { path: '', with: (value) => value }): ConstraintCase[] {
  requireKnownRules(shape);
  const types = mistypedCases(shape, place);
  switch (shape.type) {
    case 'string':
      return [...types, ...stringCases(shape, place)];
    case 'integer':
      return [
        ...types,
        ...[shape.min, shape.max].map((value) => right(place, value)),
        wrong(place, shape.min - 1, [`Member must have value greater than or equal to ${shape.min}`]),
        wrong(place, shape.max + 1, [`Member must have value less than or equal to ${shape.max}`]),
      ];
    case 'list': {
      const sample = sampleOf(shape.element);
      const second = { path: `${place.path}.2.member`, with: (value: unknown) => place.with([sample, value]) };
      return [
        ...types,
        right(place, []),
        right(place, Array(50).fill(sample)),
        wrong(second, null, ['Member must not be null']),
        ...constraintCases(shape.element, second),
      ];
    }
    case 'structure': {
      const required = shape.required ?? [];
      const minimal = sampleOf(shape) as Record<string, unknown>;
      return [
        ...types,
        right(place, minimal),
        right(place, { ...minimal, Unknown: [] }),
        ...Object.entries(shape.members).flatMap(([name, member]) => {
          const inside: Place = {
            path: [place.path, name.charAt(0).toLowerCase() + name.slice(1)].filter(Boolean).join('.'),
            with: (value) => place.with({ ...minimal, [name]: value }),
          };
          const absent = [null, undefined].map((value) =>
            required.includes(name) ? wrong(inside, value, ['Member must not be null']) : right(inside, value),
          );
          return [...absent, ...constraintCases(member, inside)];
        }),
      ];
    }
  }
}

function stringCases(shape: StringShape, place: Place): ConstraintCase[] {
  const { enum: values, minLength, maxLength, pattern } = shape;
  if (values !== undefined) {
    const obligation = `Member must satisfy enum value set: [${values.join(', ')}]`;
    const others = ['', values[0]?.toLowerCase(), `${values[0]} `];
    return [...values.map((value) => right(place, value)), ...others.map((value) => wrong(place, value, [obligation]))];
  }
  const { sized, wrong: misshapen } = samplesOf(shape);
  const ends = [minLength ?? 0, maxLength ?? 0].map((length) => right(place, sized(length)));
  const beyond = [
    ...(minLength ? [sized(minLength - 1)] : []),
    ...(maxLength === undefined ? [] : [sized(maxLength + 1)]),
    ...(pattern === undefined ? [] : [misshapen]),
  ];
  return [...ends, ...beyond.map((value) => wrong(place, value, brokenBy(value, shape)))];
}

/** A value that breaks one rule may break others, too. */
function brokenBy(
  value: string,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern = '.*' }: StringShape,
): string[] {
  const { length } = Array.from(value);
  return [
    ...(length < minLength ? [`Member must have length greater than or equal to ${minLength}`] : []),
    ...(length > maxLength ? [`Member must have length less than or equal to ${maxLength}`] : []),
    ...(value.match(new RegExp(pattern, 'u'))?.[0] === value
      ? []
      : [`Member must satisfy regular expression pattern: ${pattern}`]),
  ];
}

const LIST = 'Start of list found where not expected';
const STRUCTURE = 'Start of structure or map found where not expected.';

/** By type, what there can be in place of a value, and what AWS says to that. */
const MISTYPED: Readonly<Record<Shape['type'], ReadonlyArray<readonly [value: unknown, message: string]>>> = {
  string: [
    [1, 'NUMBER_VALUE can not be converted to a String'],
    [true, 'TRUE_VALUE can not be converted to a String'],
    [false, 'FALSE_VALUE can not be converted to a String'],
    [[], LIST],
    [{}, STRUCTURE],
  ],
  integer: [
    ['1', 'STRING_VALUE can not be converted to an Integer'],
    [0.5, 'NUMBER_VALUE can not be converted to an Integer'],
    [true, 'TRUE_VALUE can not be converted to an Integer'],
    [[], LIST],
    [{}, STRUCTURE],
  ],
  list: [
    ['', 'Expected list or null'],
    [1, 'Expected list or null'],
    [false, 'Expected list or null'],
    [{}, STRUCTURE],
  ],
  structure: [
    ['', 'Expected null'],
    [1, 'Expected null'],
    [false, 'Expected null'],
    [[], LIST],
  ],
};

function mistypedCases(shape: Shape, place: Place): ConstraintCase[] {
  // A whole request that is not even an object or a list is no JSON to AWS.
  const values = MISTYPED[shape.type].filter(([value]) => place.path !== '' || typeof value === 'object');
  return values.map(([value, message]) => ({ ...right(place, value), mistyped: message }));
}

function right(place: Place, value: unknown): ConstraintCase {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value);
  const name = `${place.path || 'the request'}: ${shown.length > 40 ? `${shown.slice(0, 40)}… (${shown.length})` : shown}`;
  return { name, request: place.with(value), errors: [] };
}

function wrong(place: Place, value: unknown, obligations: readonly string[]): ConstraintCase {
  const shown = value === undefined || value === null ? 'null' : `'${value}'`;
  const errors = obligations.map(
    (obligation) => `Value ${shown} at '${place.path}' failed to satisfy constraint: ${obligation}`,
  );
  return { ...right(place, value), errors };
}

/** The least that is right. */
function sampleOf(shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? samplesOf(shape).sized(shape.minLength ?? 0);
    case 'integer':
      return shape.min;
    case 'list':
      return [];
    case 'structure':
      return Object.fromEntries(
        Object.entries(shape.members)
          .filter(([name]) => shape.required?.includes(name))
          .map(([name, member]) => [name, sampleOf(member)]),
      );
  }
}

function samplesOf({ noun, pattern = '' }: StringShape): Samples {
  const samples = SAMPLES[pattern];
  if (samples === undefined) throw new Error(`there are no samples of ${noun}: ${pattern}`);
  return samples;
}

/** What shapes have that is a rule which is tried here, or no rule. */
const KNOWN = new Set([
  ...['type', 'members', 'required', 'element', 'minLength', 'maxLength', 'pattern', 'enum', 'min', 'max'],
  ...['noun', 'rule', 'character', 'example', 'sensitive'],
]);

function requireKnownRules(shape: Shape): void {
  const unknown = Object.keys(shape).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) throw new Error(`no request tries ${unknown.join(', ')} of ${shape.noun}`);
}
