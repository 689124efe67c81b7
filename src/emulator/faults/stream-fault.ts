import { type AwsError, frameworkError, serviceError } from '../protocol/answer';
import type { FaultInForce, FaultKind } from './fault';
import { throttlingError } from './quotas';

/** What a fault does to a stream. Default: nothing. */
export interface StreamFault {
  /** The error in the place of the stream. */
  readonly error?: AwsError | undefined;
  /** Whether the error, or the cut before the first message, comes after the session was started. */
  readonly afterWork?: boolean;
  /** Milliseconds before the first message. */
  readonly delayMs?: number;
  /** Whether the connection is cut before the first message. */
  readonly isCut?: boolean;
  /** Whether the connection is cut after half of the first message. */
  readonly isCutInTheMiddle?: boolean;
  /** The content type of the first message. */
  readonly contentType?: string;
  /** Whether the first message ends in the middle of its JSON. */
  readonly breaksJson?: boolean;
}

/** The errors of the kinds of faults that have one. */
const ERRORS: Readonly<Partial<Record<FaultKind, () => AwsError>>> = {
  throttle: throttlingError,
  'service-quota-exceeded': serviceQuotaExceeded,
  'internal-error': () => serviceError('InternalServerException', 'Internal server error', 500),
  'service-unavailable': () => serviceError('ServiceUnavailableException', 'Service is unavailable, try again.', 503),
  'access-denied': () => frameworkError('AccessDeniedException'),
  validation: () =>
    frameworkError('ValidationException', 'The input fails to satisfy the constraints specified by the service.'),
  'session-not-found': () => serviceError('SessionNotFoundException', 'Session not found.'),
  'no-message': () => frameworkError('InternalServerException'),
};

/** What a fault does to a stream that it hits. */
export function streamFault({ kind, delayMs, afterWork }: FaultInForce): StreamFault {
  return {
    error: ERRORS[kind]?.(),
    afterWork,
    delayMs,
    isCut: kind === 'reset',
    isCutInTheMiddle: kind === 'half-sent',
    breaksJson: kind === 'broken-json',
    ...(kind === 'wrong-content-type' && { contentType: 'text/html' }),
  };
}

/** The error of a client with too many streams. */
export function serviceQuotaExceeded(): AwsError {
  return serviceError('ServiceQuotaExceededException', 'The request would exceed a quota of the service.', 429);
}
