import { type Answer, type AwsError, frameworkError, serviceError } from '../protocol/answer';
import type { CallOutcome } from '../protocol/call-counts';
import type { FaultInForce, FaultKind } from './fault';
import { provisionedThroughputError, throttlingError } from './quotas';

/** The answer to a call, and the outcome that is counted. */
export interface CallResult {
  readonly answer: Answer;
  readonly outcome: CallOutcome;
}

/** The errors of fault kinds that replace the real answer. */
const ERRORS: Readonly<Partial<Record<FaultKind, () => AwsError>>> = {
  throttle: throttlingError,
  'provisioned-throughput': provisionedThroughputError,
  'internal-error': () => serviceError('InternalServerError', 'Internal server error', 500),
  'service-unavailable': () => serviceError('ServiceUnavailableException', 'Service is unavailable, try again.', 503),
  'access-denied': () => frameworkError('AccessDeniedException'),
  validation: () =>
    frameworkError('ValidationException', 'The input fails to satisfy the constraints specified by the service.'),
  'session-not-found': () => serviceError('SessionNotFoundException', 'Session not found.'),
  'no-message': () => frameworkError('InternalFailure', undefined, 500),
};

/** An answer that does not arrive. */
const LOST: Answer = { status: 200, contentType: 'text/plain', body: '', delivery: { cut: 'before' } };

/**
 * The result of a call that a fault hits.
 *
 * @param perform performs the operation; the fault decides whether it is called
 */
export function applyFault(fault: FaultInForce, perform: () => CallResult): CallResult {
  const { kind, delayMs, afterWork } = fault;
  const real = afterWork ? perform() : undefined;
  const { answer, outcome } = replacement(kind) ?? corrupted(kind, real ?? perform());
  return { answer: { ...answer, delivery: { ...answer.delivery, delayMs } }, outcome };
}

/** The result that replaces the real one; undefined for a kind that corrupts the real answer. */
function replacement(kind: FaultKind): CallResult | undefined {
  if (kind === 'reset') return { answer: LOST, outcome: 'failed' };
  const error = ERRORS[kind]?.();
  if (error === undefined) return undefined;
  const isThrottle = kind === 'throttle' || kind === 'provisioned-throughput';
  return { answer: error.answer, outcome: isThrottle ? 'throttled' : 'failed' };
}

function corrupted(kind: FaultKind, { answer, outcome }: CallResult): CallResult {
  switch (kind) {
    case 'half-sent':
      return { answer: { ...answer, delivery: { cut: 'in the middle' } }, outcome: 'failed' };
    case 'wrong-content-type':
      // Few clients read the content type, so the call has its real outcome.
      return { answer: { ...answer, contentType: 'text/html' }, outcome };
    case 'broken-json':
      return { answer: { ...answer, body: answer.body.slice(0, answer.body.length / 2) }, outcome: 'failed' };
    default:
      return { answer, outcome };
  }
}
