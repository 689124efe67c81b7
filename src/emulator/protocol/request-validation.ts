import {
  type Constraint,
  type Path,
  type Shape,
  type ShapeError,
  type StructureShape,
  shapeErrors,
} from '../../liveness/shape';
import { type AwsError, frameworkError } from './answer';

/**
 * Validates a request's body against the service model, with the errors and messages of the framework that AWS JSON services
 * share: a value of a wrong type is a SerializationException, all other errors together are one ValidationException. (The
 * model lists InvalidParameterException for these operations; observed answers of Rekognition have ValidationException.)
 * Unknown members are ignored, as on AWS.
 *
 * @returns the body's known members
 * @throws AwsError for a body that the service would refuse
 */
export function validatedRequest<Request>(shape: StructureShape, body: unknown): Request {
  const broken = shapeErrors(shape, body).filter(({ constraint }) => constraint.kind !== 'unknownMember');
  const mistyped = broken.find(({ constraint }) => constraint.kind === 'type');
  if (mistyped) {
    throw frameworkError('SerializationException', mistypedMessage(mistyped.shape, mistyped.value));
  }
  if (broken.length > 0) {
    throw validationError(broken);
  }
  return knownMembers(shape, body) as Request;
}

/** Most errors in one answer, as on AWS. */
const MOST_ERRORS = 10;

function validationError(broken: readonly ShapeError[]): AwsError {
  const listed = broken.slice(0, MOST_ERRORS).map(validationMessage);
  const errors = listed.length === 1 ? '1 validation error' : `${listed.length} validation errors`;
  return frameworkError('ValidationException', `${errors} detected: ${listed.join('; ')}`);
}

function validationMessage({ path, value, constraint }: ShapeError): string {
  const shown = value === undefined ? 'null' : `'${typeof value === 'number' ? asInteger(value) : value}'`;
  return `Value ${shown} at '${memberPath(path)}' failed to satisfy constraint: Member must ${obligation(constraint)}`;
}

/** AWS reads a number that exceeds 32 bits as the nearest 32-bit integer. */
function asInteger(value: number): number {
  return Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1);
}

/** The path in AWS's form: member names start in lower case, elements are counted from one. */
function memberPath(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `${part + 1}.member` : part.charAt(0).toLowerCase() + part.slice(1)))
    .join('.');
}

function obligation(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'required':
      return 'not be null';
    case 'minLength':
      return `have length greater than or equal to ${constraint.limit}`;
    case 'maxLength':
      return `have length less than or equal to ${constraint.limit}`;
    case 'min':
      return `have value greater than or equal to ${constraint.limit}`;
    case 'max':
      return `have value less than or equal to ${constraint.limit}`;
    case 'pattern':
      return `satisfy regular expression pattern: ${constraint.pattern}`;
    case 'enum':
      return `satisfy enum value set: [${constraint.values.join(', ')}]`;
    default:
      throw new TypeError(`AWS has no message for ${constraint.kind}`);
  }
}

/**
 * The message for a value of a wrong type, by the types found and expected. A fraction instead of an integer is refused;
 * AWS was observed to truncate it, but a client that sends one has a bug.
 */
function mistypedMessage(expected: Shape, value: unknown): string {
  if (Array.isArray(value)) {
    return 'Start of list found where not expected';
  }
  if (typeof value === 'object') {
    return 'Start of structure or map found where not expected.';
  }
  const found = typeof value === 'boolean' ? String(value).toUpperCase() : (typeof value).toUpperCase();
  switch (expected.type) {
    case 'list':
      return 'Expected list or null';
    case 'structure':
      return 'Expected null';
    case 'integer':
      return `${found}_VALUE can not be converted to an Integer`;
    case 'string':
      return `${found}_VALUE can not be converted to a String`;
    default:
      throw new TypeError(`the service model has no ${expected.type}`);
  }
}

/** Removes unknown and absent members from a valid value, so equivalent requests are equal. */
function knownMembers(shape: Shape, value: unknown): unknown {
  if (shape.type === 'structure') {
    const given = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.entries(shape.members)
        .filter(([name]) => given[name] !== undefined && given[name] !== null)
        .map(([name, member]) => [name, knownMembers(member, given[name])]),
    );
  }
  return shape.type === 'list' ? (value as unknown[]).map((element) => knownMembers(shape.element, element)) : value;
}
