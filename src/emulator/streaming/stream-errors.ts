import { type Answer, type AwsError, frameworkError, serviceError } from '../protocol/answer';

/** The statuses of the errors of StartFaceLivenessSession, from its page in the API reference. */
const STATUSES: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InternalServerException: 500,
  ServiceQuotaExceededException: 429,
  ServiceUnavailableException: 503,
  SessionNotFoundException: 400,
  ThrottlingException: 429,
  ValidationException: 400,
};

/** The status of the errors that all operations share, such as those of signatures, in services with REST protocols. */
const COMMON_STATUS = 403;

/** The answer to a request over HTTP that is refused before its stream starts, in the form of AWS's REST protocols. */
export function refusal({ type, text }: AwsError): Answer {
  return {
    status: STATUSES[type] ?? COMMON_STATUS,
    contentType: 'application/json',
    body: JSON.stringify({ Message: text, Code: type }),
    headers: { 'x-amzn-ErrorType': type },
  };
}

export function internalServerException(): AwsError {
  return serviceError('InternalServerException', 'Internal server error', 500);
}

export function sessionNotFound(): AwsError {
  return serviceError('SessionNotFoundException', 'Session not found.');
}

/** AWS documents this error for an expired session. */
export function expired(): AwsError {
  return frameworkError('ValidationException', 'Session has expired.');
}
