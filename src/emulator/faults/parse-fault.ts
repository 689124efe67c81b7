import { InvalidInputError } from '../invalid-input';
import { completed, type Fault, type FaultKind } from './fault';

/** What may stand behind the kind, and the member it gives. */
const PARAMETERS: Readonly<Record<string, (value: string) => Partial<Fault>>> = {
  operation: (value) => ({ operation: value as Fault['operation'] }),
  rate: (value) => ({ rate: numberOf('rate', value) }),
  count: (value) => ({ count: numberOf('count', value) }),
  script: (value) => ({ script: value }),
  delay: (value) => ({ delayMs: numberOf('delay', value) }),
  'after-work': (value) => ({ afterWork: value === '' || invalid('after-work', value, 'said without a value') }),
};

/**
 * Reads a fault as it is written on a command line: its kind, then what narrows it down, such as `throttle:rate=0.1`,
 * `internal-error:count=3,operation=CreateFaceLivenessSession`, `slow:delay=2000` or `reset:script=0110,after-work`.
 *
 * @throws InvalidInputError that says what is wrong with it
 */
export function parseFault(text: string): Fault {
  const [kind = '', ...rest] = text.split(':');
  const given = rest.join(':');
  const parameters = given === '' ? [] : given.split(',');
  requireOnce(parameters.map(nameOf));
  const fault: Fault = Object.assign({ kind: kind as FaultKind }, ...parameters.map(parameterOf));
  completed(fault);
  return fault;
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? '';
}

function requireOnce(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated === undefined) return;
  throw new InvalidInputError(`${repeated} is given twice; a fault has one of each. Leave one out`);
}

function parameterOf(text: string): Partial<Fault> {
  const name = nameOf(text);
  const read = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
  if (read === undefined) {
    throw new InvalidInputError(
      `${JSON.stringify(name)} is not known; behind a fault's kind there is ${Object.keys(PARAMETERS).join(', ')}`,
    );
  }
  return read(text.slice(name.length + 1));
}

function numberOf(name: string, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? invalid(name, value, 'a number') : number;
}

function invalid(name: string, value: string, rule: string): never {
  throw new InvalidInputError(`${name} is ${JSON.stringify(value)}; it is ${rule}. Change it`);
}
