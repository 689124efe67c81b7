/*
 * The life of a session, from the AWS documentation of CreateFaceLivenessSession and GetFaceLivenessSessionResults.
 */

/** Everything a session's status can be, in the order of its life. */
export const SESSION_STATUSES = ['CREATED', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'EXPIRED'] as const;

export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Seconds after which the service expires a session, counted from its creation. It can't be renewed. */
export const SESSION_LIFETIME_SECONDS = 180;

/** Whether a session has come to its end and can never be used again: sessions are single use. */
export function isTerminalStatus(status: SessionStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'EXPIRED';
}

/** An id as it looks, of no session. */
export const SAMPLE_SESSION_ID = '01234567-89ab-4cde-8f01-23456789abcd';
