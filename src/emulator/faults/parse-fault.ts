import { InvalidInputError } from '../invalid-input';
import { type Fault, type FaultKind, validFault } from './fault';

/** The parameters that can follow the kind, with the member that each sets. */
const PARAMETERS: Readonly<Record<string, (value: string) => Partial<Fault>>> = {
  operation: (value) => ({ operation: value as Fault['operation'] }),
  rate: (value) => ({ rate: numberOf('rate', value) }),
  count: (value) => ({ count: numberOf('count', value) }),
  script: (value) => ({ script: value }),
  delay: (value) => ({ delayMs: numberOf('delay', value) }),
  'after-work': (value) => ({
    afterWork: value === '' || invalid('after-work', value, 'is a value; it takes none. Remove it'),
  }),
};

/**
 * Reads a fault in the form of the command line: its kind, then its parameters, such as `throttle:rate=0.1`,
 * `internal-error:count=3,operation=CreateFaceLivenessSession`, `slow:delay=2000` or `reset:script=0110,after-work`.
 *
 * @throws InvalidInputError for an invalid fault
 */
export function parseFault(text: string): Fault {
  const [kind = '', ...rest] = text.split(':');
  const given = rest.join(':');
  const parameters = given === '' ? [] : given.split(',');
  requireOnce(parameters.map(nameOf));
  const fault: Fault = Object.assign({ kind: kind as FaultKind }, ...parameters.map(parameterOf));
  validFault(fault);
  return fault;
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? '';
}

function requireOnce(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated === undefined) return;
  throw new InvalidInputError(
    `${repeated} is given twice; each parameter of a fault can be given once. Remove one of them`,
  );
}

function parameterOf(text: string): Partial<Fault> {
  const name = nameOf(text);
  const read = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
  if (read === undefined) {
    throw new InvalidInputError(
      `unknown parameter ${JSON.stringify(name)}; known parameters: ${Object.keys(PARAMETERS).join(', ')}. Correct its ` +
        'name or remove it',
    );
  }
  return read(text.slice(name.length + 1));
}

function numberOf(name: string, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? invalid(name, value, 'is not a number. Give a number instead') : number;
}

function invalid(name: string, value: string, error: string): never {
  throw new InvalidInputError(`${name}: ${JSON.stringify(value)} ${error}`);
}
