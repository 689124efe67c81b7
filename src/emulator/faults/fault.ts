import { OPERATION_NAMES, type OperationName } from '../call-log';

/** What can go wrong on demand. */
export const FAULT_KINDS = [
  'throttle',
  'provisioned-throughput',
  'internal-error',
  'service-unavailable',
  'access-denied',
  'no-message',
  'reset',
  'slow',
  'half-sent',
  'wrong-content-type',
  'broken-json',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Kinds that spoil the real answer, so that the operation is carried out in any case. */
const SPOILING_KINDS: readonly FaultKind[] = ['slow', 'half-sent', 'wrong-content-type', 'broken-json'];

/** Longest time for which an answer can be held back: an hour, more than any client waits. */
export const MAX_DELAY_MS = 3_600_000;

/** How long `slow` holds an answer back where nothing is said. */
const DEFAULT_SLOW_MS = 1000;

/**
 * A fault, and the calls that it hits: every one, unless `rate`, `count` or `script` says otherwise, of which there can be
 * one. Only calls whose signature and region are in order are hit, and counted by `count` and `script`.
 */
export interface Fault {
  /**
   * - `throttle`: ThrottlingException
   * - `provisioned-throughput`: ProvisionedThroughputExceededException
   * - `internal-error`: InternalServerError, status 500
   * - `service-unavailable`: ServiceUnavailableException, status 503
   * - `access-denied`: AccessDeniedException without a message, as the real service sends it
   * - `no-message`: InternalFailure, status 500, without a message
   * - `reset`: the connection is reset, without an answer
   * - `slow`: the answer comes late
   * - `half-sent`: the answer's headers and half of its body come, then the connection is reset
   * - `wrong-content-type`: the answer says that it is `text/html`
   * - `broken-json`: the answer's body ends in the middle
   */
  readonly kind: FaultKind;
  /** The operation that is hit. Default: both. */
  readonly operation?: OperationName | undefined;
  /** The part of calls that is hit, 0 to 1, at random, yet the same ones for the same seed. */
  readonly rate?: number | undefined;
  /** Only the first calls are hit, this many of them. */
  readonly count?: number | undefined;
  /** Which calls are hit, in order: "0110" hits the second and third, "01*" every other one for ever. */
  readonly script?: string | undefined;
  /** For how many milliseconds the answer, or what comes in its stead, is held back. Default: 1000 for `slow`, else 0. */
  readonly delayMs?: number | undefined;
  /**
   * The operation is carried out, and then the fault hits: the session was made, and the client isn't told. Default: false;
   * kinds that spoil the real answer know nothing else than true.
   */
  readonly afterWork?: boolean | undefined;
}

/** A fault as an emulator has it in force. */
export interface FaultInForce extends Fault {
  readonly id: string;
  readonly delayMs: number;
  readonly afterWork: boolean;
  /** How many calls it was asked about. */
  readonly seen: number;
  /** How many calls it hit. */
  readonly injected: number;
}

/** A fault that makes no sense; the message says what was received, the rule, and what to do. */
export class InvalidFaultError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidFaultError';
  }
}

/**
 * The fault with its defaults filled in.
 *
 * @throws InvalidFaultError for one that makes no sense
 */
export function completed(fault: Fault): Fault & Pick<FaultInForce, 'delayMs' | 'afterWork'> {
  const { kind, operation, rate, count, script, delayMs, afterWork } = fault;
  requireRule(FAULT_KINDS.includes(kind), 'kind', kind, `one of ${FAULT_KINDS.join(', ')}`);
  requireRule(
    isAbsentOr(operation, OPERATION_NAMES.includes.bind(OPERATION_NAMES)),
    'operation',
    operation,
    `one of ${OPERATION_NAMES.join(', ')}, or nothing for both`,
  );
  requireRule(
    isAbsentOr(rate, (given) => given >= 0 && given <= 1),
    'rate',
    rate,
    'a number from 0 to 1',
  );
  requireRule(
    isAbsentOr(count, (given) => Number.isInteger(given) && given > 0),
    'count',
    count,
    'a whole number above 0',
  );
  requireRule(
    isAbsentOr(script, (given) => /^[01]+\*?$/.test(given)),
    'script',
    script,
    'a row of 0 and 1, such as 0110, with a * at the end to have it repeated',
  );
  requireRule(
    isAbsentOr(delayMs, (given) => given >= 0 && given <= MAX_DELAY_MS),
    'delayMs',
    delayMs,
    `a number of milliseconds from 0 to ${MAX_DELAY_MS}`,
  );
  const choices = Object.entries({ rate, count, script }).filter(([, value]) => value !== undefined);
  if (choices.length > 1) {
    throw new InvalidFaultError(
      `there are ${choices.map(([name]) => name).join(' and ')}; a fault chooses its calls by one of rate, count and ` +
        'script. Leave the others out',
    );
  }
  const spoils = SPOILING_KINDS.includes(kind);
  if (spoils && afterWork === false) {
    throw new InvalidFaultError(
      `afterWork is false; ${kind} spoils the answer to an operation that was carried out. Leave it out`,
    );
  }
  return {
    ...fault,
    delayMs: delayMs ?? (kind === 'slow' ? DEFAULT_SLOW_MS : 0),
    afterWork: spoils || (afterWork ?? false),
  };
}

function isAbsentOr<T>(value: T | undefined, fits: (value: T) => boolean): boolean {
  return value === undefined || fits(value);
}

function requireRule(fits: boolean, name: string, value: unknown, rule: string): void {
  if (!fits) throw new InvalidFaultError(`${name} is ${JSON.stringify(value)}; it is ${rule}. Change it`);
}
