import { InvalidArgumentError } from 'commander';
import { type Fault, InvalidInputError, parseFault } from '../../emulator';
import { MAX_RATE, MAX_SECONDS, MIN_RATE, MIN_SECONDS } from '../../emulator/limits';

/** Reads a number within bounds. */
export function numberFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

/** Reads a whole number within bounds. */
export function wholeNumberFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = /^-?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** Reads how long something lasts, in seconds. */
export const seconds = numberFrom(MIN_SECONDS, MAX_SECONDS);

/** Reads transactions per second. */
export const rate = numberFrom(MIN_RATE, MAX_RATE);

/** Reads a fault, and puts it behind those before it. */
export function anotherFault(value: string, previous: readonly Fault[] | undefined): readonly Fault[] {
  try {
    return [...(previous ?? []), parseFault(value)];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidArgumentError(`${error.message}.`);
  }
}
