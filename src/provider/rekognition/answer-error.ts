import { ruleOf } from '../../liveness/describe-shape-error';
import { pathAsText, type ShapeError, type StructureShape, shapeErrors } from '../../liveness/shape';

/** Longest value that a message repeats, in UTF-16 units. */
const SHOWN_LENGTH = 40;

/**
 * What is wrong with the types of an answer, completing `the endpoint answered …`. Members that this version does not know are
 * accepted.
 *
 * @param body of the answer: JSON, or empty
 * @returns undefined if nothing is
 */
export function answerError(shape: StructureShape, body: Uint8Array): string | undefined {
  if (body.length === 0) return `with an empty body; ${shape.noun} is ${ruleOf(shape)}`;
  const errors = shapeErrors(shape, JSON.parse(Buffer.from(body).toString()));
  const error = errors.find(({ constraint }) => constraint.kind !== 'unknownMember');
  return error && describe(error);
}

function describe({ path, value, shape, constraint }: ShapeError): string {
  const rule = `${shape.noun} is ${ruleOf(shape)}`;
  const member = pathAsText(path);
  if (constraint.kind === 'required') return `without ${member}; ${rule}`;
  const secret = shape.type === 'string' && shape.sensitive === true;
  return `with ${[member, shown(value, secret)].filter(Boolean).join(' ')}; ${rule}`;
}

function shown(value: unknown, secret: boolean): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  if (secret) return `of ${value.length} characters`;
  return JSON.stringify(value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value);
}
