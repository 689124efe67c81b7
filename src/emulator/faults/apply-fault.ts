import { type Answer, type AwsError, frameworkError, serviceError } from '../protocol/answer';
import type { CallOutcome } from '../protocol/call-counts';
import type { FaultInForce, FaultKind } from './fault';
import { provisionedThroughputError, throttlingError } from './throttle-errors';

/** What a call came to: what is sent, and how it counts. */
export interface CallResult {
  readonly answer: Answer;
  readonly outcome: CallOutcome;
}

/** The errors that are answered in the operation's stead. */
const ERRORS: Readonly<Partial<Record<FaultKind, () => AwsError>>> = {
  throttle: throttlingError,
  'provisioned-throughput': provisionedThroughputError,
  'internal-error': () => serviceError('InternalServerError', 'Internal server error', 500),
  'service-unavailable': () => serviceError('ServiceUnavailableException', 'Service is unavailable, try again.', 503),
  'access-denied': () => frameworkError('AccessDeniedException'),
  'no-message': () => frameworkError('InternalFailure', undefined, 500),
};

/** An answer of which nothing arrives. */
const LOST: Answer = { status: 200, contentType: 'text/plain', body: '', delivery: { cut: 'before' } };

/**
 * What a call comes to that a fault hits.
 *
 * @param carryOut carries the operation out, which is done or not as the fault says
 */
export function struck(fault: FaultInForce, carryOut: () => CallResult): CallResult {
  const { kind, delayMs, afterWork } = fault;
  const real = afterWork ? carryOut() : undefined;
  const { answer, outcome } = instead(kind) ?? spoiled(kind, real ?? carryOut());
  return { answer: { ...answer, delivery: { ...answer.delivery, delayMs } }, outcome };
}

/** What comes in the real answer's stead; undefined for a kind that spoils it. */
function instead(kind: FaultKind): CallResult | undefined {
  if (kind === 'reset') return { answer: LOST, outcome: 'failed' };
  const error = ERRORS[kind]?.();
  if (error === undefined) return undefined;
  const isThrottle = kind === 'throttle' || kind === 'provisioned-throughput';
  return { answer: error.answer, outcome: isThrottle ? 'throttled' : 'failed' };
}

function spoiled(kind: FaultKind, { answer, outcome }: CallResult): CallResult {
  switch (kind) {
    case 'half-sent':
      return { answer: { ...answer, delivery: { cut: 'in the middle' } }, outcome: 'failed' };
    case 'wrong-content-type':
      // Few clients look at it, so the call is what it would have been.
      return { answer: { ...answer, contentType: 'text/html' }, outcome };
    case 'broken-json':
      return { answer: { ...answer, body: answer.body.slice(0, answer.body.length / 2) }, outcome: 'failed' };
    default:
      return { answer, outcome };
  }
}
