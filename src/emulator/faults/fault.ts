import type { Shape, StructureShape } from '../../liveness/shape';
import { InvalidInputError, requireShape } from '../invalid-input';
import { OPERATION_NAMES, type OperationName } from '../protocol/operations';
import { BOOLEAN, oneOf } from '../shapes';

/** The kinds of faults that can be injected. */
export const FAULT_KINDS = [
  'throttle',
  'provisioned-throughput',
  'internal-error',
  'service-unavailable',
  'access-denied',
  'validation',
  'session-not-found',
  'service-quota-exceeded',
  'no-message',
  'reset',
  'slow',
  'half-sent',
  'wrong-content-type',
  'broken-json',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Kinds that corrupt or delay the real answer, so the operation is always performed. */
const CORRUPTING_KINDS: readonly FaultKind[] = ['slow', 'half-sent', 'wrong-content-type', 'broken-json'];

/** The operations of the kinds that not all operations have, because the service does not answer their error elsewhere. */
const OPERATIONS_OF_KINDS: Readonly<Partial<Record<FaultKind, readonly OperationName[]>>> = {
  'provisioned-throughput': ['CreateFaceLivenessSession', 'GetFaceLivenessSessionResults'],
  'session-not-found': ['StartFaceLivenessSession', 'GetFaceLivenessSessionResults'],
  'service-quota-exceeded': ['StartFaceLivenessSession'],
};

/** Longest delay of an answer: an hour, more than any client waits. */
export const MAX_DELAY_MS = 3_600_000;

/** Default delay of `slow`. */
const DEFAULT_SLOW_MS = 1000;

/**
 * A fault, and the calls that it hits: all, or those that one of `rate`, `count` and `script` chooses. It hits and counts
 * only calls with a valid signature for a region that has Face Liveness.
 */
export interface Fault {
  /**
   * - `throttle`: ThrottlingException
   * - `provisioned-throughput`: ProvisionedThroughputExceededException
   * - `internal-error`: InternalServerError, status 500; in streams InternalServerException
   * - `service-unavailable`: ServiceUnavailableException, status 503
   * - `access-denied`: AccessDeniedException without a message, as the real service sends it
   * - `validation`: ValidationException
   * - `session-not-found`: SessionNotFoundException
   * - `service-quota-exceeded`: ServiceQuotaExceededException
   * - `no-message`: InternalFailure, status 500, without a message; in streams InternalServerException
   * - `reset`: the connection is reset, without an answer
   * - `slow`: the answer comes late
   * - `half-sent`: the connection is reset after the answer's headers and half of its body
   * - `wrong-content-type`: the answer's content type is `text/html`
   * - `broken-json`: the answer's body ends in the middle
   */
  readonly kind: FaultKind;
  /**
   * The operation that is hit. Default: all that have the error: CreateFaceLivenessSession has no SessionNotFoundException, only
   * StartFaceLivenessSession has ServiceQuotaExceededException, and it has no ProvisionedThroughputExceededException.
   */
  readonly operation?: OperationName | undefined;
  /** The share of calls that is hit at random, 0 to 1. The same seed hits the same calls. */
  readonly rate?: number | undefined;
  /** The number of calls that are hit, from the first. */
  readonly count?: number | undefined;
  /** The calls that are hit, in order: "0110" hits the second and third, "01*" every second one. */
  readonly script?: string | undefined;
  /** Milliseconds by which the answer, or its replacement, is delayed, 0 to 3,600,000. Default: 1000 for `slow`, else 0. */
  readonly delayMs?: number | undefined;
  /**
   * Whether the operation is performed before the fault hits: a session is created, and the client does not get its id.
   * Default: false. Kinds that corrupt or delay the real answer accept only true.
   */
  readonly afterWork?: boolean | undefined;
}

/** Whether a fault is for an operation. */
export function isForOperation({ kind, operation }: Fault, name: OperationName): boolean {
  return (operation ?? name) === name && (OPERATIONS_OF_KINDS[kind]?.includes(name) ?? true);
}

/** A fault in force in an emulator. */
export interface FaultInForce extends Fault {
  readonly id: string;
  readonly delayMs: number;
  readonly afterWork: boolean;
  /** The number of calls that the fault could have hit. */
  readonly seen: number;
  /** The number of calls that the fault has hit. */
  readonly injected: number;
}

export const FAULT: StructureShape = {
  type: 'structure',
  noun: 'a fault',
  members: {
    kind: oneOf('a kind of fault', FAULT_KINDS),
    operation: oneOf('an operation', OPERATION_NAMES),
    rate: { type: 'number', noun: 'the rate of a fault', min: 0, max: 1 },
    count: { type: 'integer', noun: 'the count of a fault', min: 1 },
    script: {
      type: 'string',
      noun: 'a script',
      rule: 'a row of 0 and 1, such as 0110, with a * at the end to repeat it',
      pattern: '[01]+\\*?',
    },
    delayMs: { type: 'number', noun: 'a delay in milliseconds', min: 0, max: MAX_DELAY_MS },
    afterWork: BOOLEAN,
  } satisfies Readonly<Record<keyof Fault, Shape>>,
  required: ['kind'],
  nullIsValue: true,
};

/**
 * Validates a fault and adds its defaults.
 *
 * @throws InvalidInputError for an invalid fault
 */
export function validFault(given: unknown): Fault & Pick<FaultInForce, 'delayMs' | 'afterWork'> {
  requireShape(FAULT, given);
  const fault = given as Fault;
  const { kind, rate, count, script, delayMs, afterWork } = fault;
  const choices = Object.entries({ rate, count, script }).filter(([, value]) => value !== undefined);
  if (choices.length > 1) {
    throw new InvalidInputError(
      `${choices.map(([name]) => name).join(' and ')} are set; a fault chooses its calls by one of rate, count and script. ` +
        'Remove the others',
    );
  }
  const { operation } = fault;
  if (operation !== undefined && !isForOperation(fault, operation)) {
    throw new InvalidInputError(
      `the kind is ${kind} and the operation ${operation}, which does not have that error; ${kind} is for ` +
        `${OPERATIONS_OF_KINDS[kind]?.join(' and ')}. Choose another operation`,
    );
  }
  const corrupts = CORRUPTING_KINDS.includes(kind);
  if (corrupts && afterWork === false) {
    throw new InvalidInputError(
      `afterWork is false; ${kind} needs the answer of an operation that was performed. Remove afterWork`,
    );
  }
  return {
    ...fault,
    delayMs: delayMs ?? (kind === 'slow' ? DEFAULT_SLOW_MS : 0),
    afterWork: corrupts || (afterWork ?? false),
  };
}
