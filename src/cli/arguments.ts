import { InvalidArgumentError } from 'commander';
import { isAwsRegionName } from '../liveness/regions';

/**
 * Returns a parser of whole numbers for an option or argument.
 *
 * @param min 0 or more
 * @param max default: no limit other than that of exact numbers
 */
export function wholeNumberFrom(min: number, max: number = Number.MAX_SAFE_INTEGER): (value: string) => number {
  const bounds = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
  return (value) => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number ${bounds}.`);
  };
}

/** Parses the name of an AWS region. */
export function regionName(value: string): string {
  if (isAwsRegionName(value)) return value;
  throw new InvalidArgumentError('It must be the name of an AWS region, such as us-east-1.');
}
