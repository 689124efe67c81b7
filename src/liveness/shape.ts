/**
 * The part of a service model that decides which values a service accepts: strings, integers, structures and lists
 * with their limits. Shapes are plain data, so that the same limits serve validation at plan time, synthesis, and the
 * emulator.
 */
export type Shape = StringShape | IntegerShape | StructureShape | ListShape;

interface Described {
  /** What a value of this shape is called in a sentence, with its article: "an S3 key prefix". */
  readonly noun: string;
}

export interface StringShape extends Described {
  readonly type: 'string';
  /** All constraints in words, completing "an S3 key prefix is …". */
  readonly rule: string;
  /** In Unicode code points, as Smithy counts the length of a string. */
  readonly minLength?: number;
  /** In Unicode code points. */
  readonly maxLength?: number;
  /** Regular expression, as the service model writes it, that the whole value has to match. */
  readonly pattern?: string;
  /** Regular expression for one allowed character, where the pattern limits little else; used to name the wrong ones. */
  readonly character?: string;
  readonly enum?: readonly string[];
  /** A value that is right, to show in an error. */
  readonly example?: string;
  /** The value is worth protecting and must not be repeated in messages. */
  readonly sensitive?: boolean;
}

export interface IntegerShape extends Described {
  readonly type: 'integer';
  /** Smallest accepted value. */
  readonly min: number;
  /** Largest accepted value. */
  readonly max: number;
}

export interface StructureShape extends Described {
  readonly type: 'structure';
  /** Shapes by wire name. */
  readonly members: Readonly<Record<string, Shape>>;
  /** Wire names of the members that have to be present. */
  readonly required?: readonly string[];
}

export interface ListShape extends Described {
  readonly type: 'list';
  readonly element: Shape;
}

/** Where a value stands in a request: wire member names and zero-based list indices, outermost first. */
export type Path = readonly (string | number)[];

/** A rule that a value broke, with the limit it broke. */
export type Constraint =
  | { readonly kind: 'type'; readonly expected: Shape['type'] }
  | { readonly kind: 'required' }
  | { readonly kind: 'unknownMember'; readonly members: readonly string[] }
  | { readonly kind: 'minLength'; readonly limit: number }
  | { readonly kind: 'maxLength'; readonly limit: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'min'; readonly limit: number }
  | { readonly kind: 'max'; readonly limit: number }
  /** Not a rule of the service model: two members of the structure contradict each other. */
  | { readonly kind: 'order'; readonly lower: string; readonly upper: string };

export interface ShapeError {
  readonly path: Path;
  /** The value received; undefined for a missing member. */
  readonly value: unknown;
  /** The shape of the value at `path`; for an unknown member the structure it was found in. */
  readonly shape: Shape;
  readonly constraint: Constraint;
}

/**
 * Checks a value in its wire form against a shape.
 *
 * A member that is null or undefined counts as absent, as in AWS JSON, and only `required` can object to it.
 *
 * @param path where the value stands; the paths of the errors start with it
 * @returns every shapeError, in the order of the shape's members; empty when the value is accepted
 */
export function shapeErrors(shape: Shape, value: unknown, path: Path = []): ShapeError[] {
  switch (shape.type) {
    case 'string':
      return stringErrors(shape, value, path);
    case 'integer':
      return integerErrors(shape, value, path);
    case 'structure':
      return structureErrors(shape, value, path);
    case 'list':
      return listErrors(shape, value, path);
  }
}

/** The number of characters as limits count them: code points, not UTF-16 units. */
export function characterCount(value: string): number {
  return [...value].length;
}

function stringErrors(shape: StringShape, value: unknown, path: Path): ShapeError[] {
  if (typeof value !== 'string') {
    return [{ path, value, shape, constraint: { kind: 'type', expected: 'string' } }];
  }
  const broken: Constraint[] = [];
  const length = characterCount(value);
  if (shape.minLength !== undefined && length < shape.minLength) {
    broken.push({ kind: 'minLength', limit: shape.minLength });
  }
  if (shape.maxLength !== undefined && length > shape.maxLength) {
    broken.push({ kind: 'maxLength', limit: shape.maxLength });
  }
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) {
    broken.push({ kind: 'pattern', pattern: shape.pattern });
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    broken.push({ kind: 'enum', values: shape.enum });
  }
  return broken.map((constraint) => ({ path, value, shape, constraint }));
}

function integerErrors(shape: IntegerShape, value: unknown, path: Path): ShapeError[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return [{ path, value, shape, constraint: { kind: 'type', expected: 'integer' } }];
  }
  if (value < shape.min) {
    return [{ path, value, shape, constraint: { kind: 'min', limit: shape.min } }];
  }
  if (value > shape.max) {
    return [{ path, value, shape, constraint: { kind: 'max', limit: shape.max } }];
  }
  return [];
}

function structureErrors(shape: StructureShape, value: unknown, path: Path): ShapeError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, value, shape, constraint: { kind: 'type', expected: 'structure' } }];
  }
  const present = new Map(Object.entries(value).filter(([, member]) => isPresent(member)));
  // Joined by concat, since a list can have more shapeErrors than a call can have arguments.
  let found: ShapeError[] = [];
  for (const [name, member] of Object.entries(shape.members)) {
    if (present.has(name)) {
      found = found.concat(shapeErrors(member, present.get(name), [...path, name]));
    } else if (shape.required?.includes(name)) {
      found.push({ path: [...path, name], value: undefined, shape: member, constraint: { kind: 'required' } });
    }
  }
  for (const [name, member] of present) {
    if (!Object.hasOwn(shape.members, name)) {
      const constraint: Constraint = { kind: 'unknownMember', members: Object.keys(shape.members) };
      found.push({ path: [...path, name], value: member, shape, constraint });
    }
  }
  return found;
}

function listErrors(shape: ListShape, value: unknown, path: Path): ShapeError[] {
  if (!Array.isArray(value)) {
    return [{ path, value, shape, constraint: { kind: 'type', expected: 'list' } }];
  }
  return value.flatMap((element: unknown, index): ShapeError[] => {
    const at = [...path, index];
    return isPresent(element)
      ? shapeErrors(shape.element, element, at)
      : [{ path: at, value: undefined, shape: shape.element, constraint: { kind: 'required' } }];
  });
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
