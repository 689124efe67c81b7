import { InvalidArgumentError } from 'commander';
import { ruleOf } from '../liveness/describe-shape-error';
import {
  type CustomShape,
  type IntegerShape,
  type NumberShape,
  type StringShape,
  shapeErrors,
} from '../liveness/shape';

/** Reads a text of a shape. */
export function textOf(shape: StringShape | CustomShape): (value: string) => string {
  return (value) => {
    if (shapeErrors(shape, value).length === 0) return value;
    throw new InvalidArgumentError(`It must be ${ruleOf(shape)}.`);
  };
}

/** Reads a number of a shape. */
export function numberOf(shape: IntegerShape | NumberShape): (value: string) => number {
  return (value) => {
    const number = isNumeral(value, shape) ? Number(value) : Number.NaN;
    if (shapeErrors(shape, number).length === 0) return number;
    throw new InvalidArgumentError(`It must be ${ruleOf(shape)}.`);
  };
}

/** Integers are decimal, and exact as a number of JavaScript. */
function isNumeral(value: string, { type }: IntegerShape | NumberShape): boolean {
  return type === 'integer' ? /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value)) : value.trim() !== '';
}
