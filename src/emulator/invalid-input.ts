import { asClause, describeShapeError, mostTelling } from '../liveness/describe-shape-error';
import { type Path, pathAsText, type Shape, type ShapeError, shapeErrors } from '../liveness/shape';

/** Input breaks a rule. The message has the value, its path, the rule, and what to do. */
export class InvalidInputError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidInputError';
  }
}

/**
 * Requires a value to have a shape.
 *
 * @param path the path of the value in the input. Default: it is the whole input
 * @throws InvalidInputError for one error. An unknown member comes first, because a misspelt name of a required member is
 *   also a missing member
 */
export function requireShape(shape: Shape, value: unknown, path: Path = []): void {
  const errors = mostTelling(shapeErrors(shape, value, path));
  const error = errors.find(({ constraint }) => constraint.kind === 'unknownMember') ?? errors[0];
  if (error !== undefined) throw new InvalidInputError(describe(error));
}

function describe(error: ShapeError): string {
  const { path, constraint } = error;
  const place = pathAsText(constraint.kind === 'unknownMember' ? path.slice(0, -1) : path);
  const clause = asClause(describeShapeError(error));
  return place === '' ? clause : `${place}: ${clause}`;
}
