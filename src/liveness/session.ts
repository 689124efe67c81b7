import type { StringShape } from './shape';

/*
 * The life of a session, from the AWS documentation of CreateFaceLivenessSession and GetFaceLivenessSessionResults.
 */

/** All statuses of a session, in the order of its life. */
export const SESSION_STATUSES = ['CREATED', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'EXPIRED'] as const;

export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Seconds after its creation at which the service expires a session. A session cannot be renewed. */
export const SESSION_LIFETIME_SECONDS = 180;

/** Whether a session has ended and cannot be used again: sessions are for single use. */
export function isTerminalStatus(status: SessionStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'EXPIRED';
}

/** A sample session id. */
export const SAMPLE_SESSION_ID = '01234567-89ab-4cde-8f01-23456789abcd';

export const SESSION_ID: StringShape = {
  type: 'string',
  noun: 'a session id',
  rule: '36 characters, a UUID in lower case',
  minLength: 36,
  maxLength: 36,
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  // With the id of an open session, a person may be able to take the Face Liveness check in someone else's place.
  sensitive: true,
};
