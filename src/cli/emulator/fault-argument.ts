import { InvalidArgumentError } from 'commander';
import { type Fault, InvalidInputError, parseFault } from '../../emulator';

/** Reads a fault and appends it to those before it. */
export function anotherFault(value: string, previous: readonly Fault[] | undefined): readonly Fault[] {
  try {
    return [...(previous ?? []), parseFault(value)];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidArgumentError(`${error.message}.`);
  }
}
