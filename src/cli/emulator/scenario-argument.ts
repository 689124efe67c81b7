import { InvalidArgumentError } from 'commander';
import { InvalidInputError, type Scenario } from '../../emulator';
import { validScenario } from '../../emulator/sessions/scenario';

/** Reads a scenario as JSON, in the form of the admin API. */
export function scenario(value: string): Scenario {
  try {
    return validScenario(JSON.parse(value));
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidArgumentError('It must be JSON, such as {"confidence": 20}.');
    if (error instanceof InvalidInputError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}
