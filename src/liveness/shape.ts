/**
 * Which values are accepted, and the words for it. The shapes of the service model serve validation at plan time, synthesis
 * and the emulator; number and custom shapes, which that model lacks, serve the options of our own code.
 */
export type Shape = StringShape | IntegerShape | NumberShape | StructureShape | ListShape | CustomShape;

interface Described {
  /** The name of a value of this shape in a sentence, with its article: "an S3 key prefix". */
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
  /** An accepted value, to show in an error. */
  readonly example?: string;
  /** The value is worth protecting and must not be repeated in messages. */
  readonly sensitive?: boolean;
}

interface Range {
  /** Smallest accepted value. Default: no limit. */
  readonly min?: number;
  /** Largest accepted value. Default: no limit. */
  readonly max?: number;
}

export interface IntegerShape extends Described, Range {
  readonly type: 'integer';
}

/** Any number but NaN. */
export interface NumberShape extends Described, Range {
  readonly type: 'number';
}

export interface StructureShape extends Described {
  readonly type: 'structure';
  /** Shapes by wire name. */
  readonly members: Readonly<Record<string, Shape>>;
  /** Wire names of the members that have to be present. */
  readonly required?: readonly string[];
  /** The name of one of its members in an error, such as "option". Default: "member". */
  readonly memberNoun?: string;
  /** Null is a value, which few shapes accept. Default: false, a null member counts as absent, as in AWS JSON. */
  readonly nullIsValue?: boolean;
}

export interface ListShape extends Described {
  readonly type: 'list';
  readonly element: Shape;
}

/** A value that a function accepts, for rules that no other shape can express. */
export interface CustomShape extends Described {
  readonly type: 'custom';
  /** The rule in words, completing "a service URL is …". */
  readonly rule: string;
  readonly accepts: (value: unknown) => boolean;
  /** The value is worth protecting and must not be repeated in messages. */
  readonly sensitive?: boolean;
}

/** The path of a value in a request: wire member names and zero-based list indices, outermost first. */
export type Path = readonly (string | number)[];

/** Writes a path as code does, such as `Settings.ChallengePreferences[0].Type`; empty for the value as a whole. */
export function pathAsText(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '');
}

/** A rule that a value broke, with the limit it broke. */
export type Constraint =
  /** The value has another type, or a custom shape does not accept it. */
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
 * Validates a value against a shape.
 *
 * An undefined member counts as absent, and so does null unless the structure says otherwise; only `required` can object to
 * an absent member.
 *
 * @param path the path of the value; the paths of the errors start with it
 * @returns every error, in the order of the shape's members; empty when the value is accepted
 */
export function shapeErrors(shape: Shape, value: unknown, path: Path = []): ShapeError[] {
  switch (shape.type) {
    case 'string':
      return stringErrors(shape, value, path);
    case 'integer':
    case 'number':
      return numberErrors(shape, value, path);
    case 'structure':
      return structureErrors(shape, value, path);
    case 'list':
      return listErrors(shape, value, path);
    case 'custom':
      return shape.accepts(value) ? [] : [typeError(shape, value, path)];
  }
}

/** Counts characters as limits do: code points, not UTF-16 units. */
export function characterCount(value: string): number {
  return [...value].length;
}

function typeError(shape: Shape, value: unknown, path: Path): ShapeError {
  return { path, value, shape, constraint: { kind: 'type', expected: shape.type } };
}

function stringErrors(shape: StringShape, value: unknown, path: Path): ShapeError[] {
  if (typeof value !== 'string') return [typeError(shape, value, path)];
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

function numberErrors(shape: IntegerShape | NumberShape, value: unknown, path: Path): ShapeError[] {
  const { type, min, max } = shape;
  if (typeof value !== 'number' || Number.isNaN(value) || (type === 'integer' && !Number.isInteger(value))) {
    return [typeError(shape, value, path)];
  }
  if (min !== undefined && value < min) return [{ path, value, shape, constraint: { kind: 'min', limit: min } }];
  if (max !== undefined && value > max) return [{ path, value, shape, constraint: { kind: 'max', limit: max } }];
  return [];
}

function structureErrors(shape: StructureShape, value: unknown, path: Path): ShapeError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [typeError(shape, value, path)];
  const present = new Map(Object.entries(value).filter(([, member]) => isPresent(member, shape.nullIsValue)));
  // Joined by concat, since a list can have more errors than a call can have arguments.
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
  if (!Array.isArray(value)) return [typeError(shape, value, path)];
  return value.flatMap((element: unknown, index): ShapeError[] => {
    const at = [...path, index];
    return isPresent(element)
      ? shapeErrors(shape.element, element, at)
      : [{ path: at, value: undefined, shape: shape.element, constraint: { kind: 'required' } }];
  });
}

function isPresent(value: unknown, nullIsValue = false): boolean {
  return value !== undefined && (nullIsValue || value !== null);
}
