import { isKnown } from './known';

/** What is wrong with a number that is whole and has limits, as a clause; undefined where nothing is or it isn't known. */
export function wholeNumberProblem(
  value: number | undefined,
  what: string,
  min: number,
  max: number,
): string | undefined {
  if (value === undefined || !isKnown(value)) return undefined;
  if (Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `${value} was given; ${what} is a whole number from ${min} to ${max}. Change it to one`;
}
