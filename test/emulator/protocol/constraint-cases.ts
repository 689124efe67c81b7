import type { CustomShape, IntegerShape, NumberShape, Shape, StringShape } from '../../../src/liveness/shape';

/** A request that tests one rule of the service model, for one member. */
export interface ConstraintCase {
  /** The member and its value. */
  readonly name: string;
  readonly request: unknown;
  /** The errors in AWS's words; empty for a valid request. */
  readonly errors: readonly string[];
  /** AWS's message for a value of a wrong type, which precedes all other errors. */
  readonly mistyped?: string;
}

/** Values of any length that match a pattern, and one of an accepted length that does not. */
interface Samples {
  readonly sized: (length: number) => string;
  readonly wrong: string;
}

const SESSION_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Samples by pattern. A new pattern needs samples. */
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

/** The member whose shape is tested. */
interface Place {
  /** In AWS's form. */
  readonly path: string;
  /** A request with a value for this member that is valid otherwise. */
  readonly with: (value: unknown) => unknown;
}

/** The shapes that a service model can have. */
type ModelShape = Exclude<Shape, NumberShape | CustomShape>;

/** Requests for every rule of a shape and all shapes within it: at both limits, and beyond them. */
export function constraintCases(given: Shape, place: Place = { path: '', with: (value) => value }): ConstraintCase[] {
  const shape = modelShape(given);
  const types = mistypedCases(shape, place);
  switch (shape.type) {
    case 'string':
      return [...types, ...stringCases(shape, place)];
    case 'integer': {
      const { min, max } = rangeOf(shape);
      return [
        ...types,
        ...[min, max].map((value) => right(place, value)),
        wrong(place, min - 1, [`Member must have value greater than or equal to ${min}`]),
        wrong(place, max + 1, [`Member must have value less than or equal to ${max}`]),
      ];
    }
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

/** All errors of a value, which can break several rules. */
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

/** Values of a wrong type, by the type expected, with AWS's messages. */
const MISTYPED: Readonly<Record<ModelShape['type'], ReadonlyArray<readonly [value: unknown, message: string]>>> = {
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

function mistypedCases(shape: ModelShape, place: Place): ConstraintCase[] {
  // AWS does not accept a request that is neither an object nor a list as JSON.
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

/** The smallest valid value. */
function sampleOf(given: Shape): unknown {
  const shape = modelShape(given);
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? samplesOf(shape).sized(shape.minLength ?? 0);
    case 'integer':
      return rangeOf(shape).min;
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
  if (samples === undefined) throw new Error(`no samples of ${noun}: ${pattern}`);
  return samples;
}

/** The members of shapes that are rules tested here, or not rules. */
const KNOWN = new Set([
  ...['type', 'members', 'required', 'element', 'minLength', 'maxLength', 'pattern', 'enum', 'min', 'max'],
  ...['noun', 'rule', 'character', 'example', 'sensitive'],
]);

function modelShape(shape: Shape): ModelShape {
  const unknown = Object.keys(shape).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) throw new Error(`no request tests ${unknown.join(', ')} of ${shape.noun}`);
  if (shape.type === 'number' || shape.type === 'custom') throw new Error(`no request tests ${shape.noun}`);
  return shape;
}

function rangeOf({ noun, min, max }: IntegerShape): { readonly min: number; readonly max: number } {
  if (min === undefined || max === undefined) throw new Error(`${noun} needs a smallest and a largest value`);
  return { min, max };
}
