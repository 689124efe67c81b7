import { InvalidInputError, type MembersOf, requireMembers } from '../invalid-input';
import { OPERATION_NAMES, type OperationName } from '../protocol/call-counts';

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

/** What the members of a fault have to be. */
const MEMBERS: MembersOf<Fault> = {
  kind: { type: 'string', values: FAULT_KINDS, required: true },
  operation: { type: 'string', values: OPERATION_NAMES },
  rate: { type: 'number', min: 0, max: 1 },
  count: { type: 'number', min: 1, whole: true },
  script: {
    type: 'string',
    format: {
      fits: (text) => /^[01]+\*?$/.test(text),
      rule: 'a row of 0 and 1, such as 0110, with a * at the end to have it repeated',
    },
  },
  delayMs: { type: 'number', min: 0, max: MAX_DELAY_MS },
  afterWork: { type: 'boolean' },
};

/**
 * The fault with its defaults filled in.
 *
 * @param given what is to be a fault, from anywhere
 * @throws InvalidInputError for one that makes no sense
 */
export function completed(given: unknown): Fault & Pick<FaultInForce, 'delayMs' | 'afterWork'> {
  requireMembers(given, MEMBERS, 'the fault');
  const fault = given as Fault;
  const { kind, rate, count, script, delayMs, afterWork } = fault;
  const choices = Object.entries({ rate, count, script }).filter(([, value]) => value !== undefined);
  if (choices.length > 1) {
    throw new InvalidInputError(
      `there are ${choices.map(([name]) => name).join(' and ')}; a fault chooses its calls by one of rate, count and ` +
        'script. Leave the others out',
    );
  }
  const spoils = SPOILING_KINDS.includes(kind);
  if (spoils && afterWork === false) {
    throw new InvalidInputError(
      `afterWork is false; ${kind} spoils the answer to an operation that was carried out. Leave it out`,
    );
  }
  return {
    ...fault,
    delayMs: delayMs ?? (kind === 'slow' ? DEFAULT_SLOW_MS : 0),
    afterWork: spoils || (afterWork ?? false),
  };
}
