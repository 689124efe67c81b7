import { describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import { type Shape, shapeErrors } from '../../liveness/shape';
import { type Validator, validator } from '../../plugin';

/** Validates a plain value by a shape of the service model. */
export function hasShape(shape: Shape): Validator<unknown> {
  return validator((value) => shapeErrorOf(shape, value));
}

/** The most telling error of a plain value, with the rule and what to do; undefined for a valid one. */
export function shapeErrorOf(shape: Shape, value: unknown): string | undefined {
  const [error] = mostTelling(shapeErrors(shape, value));
  return error && describeShapeError(error);
}
