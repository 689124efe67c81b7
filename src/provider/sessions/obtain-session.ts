import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { isTerminalStatus, type SessionStatus } from '../../liveness/session';
import { bool, DiagnosticError, string } from '../../plugin';
import { MAX_ATTEMPTS, type OnUnusable } from '../arguments/on-unusable';
import { type LivenessClient, ServiceCallError } from '../rekognition/liveness-client';
import type { AttemptMemory } from './attempt-memory';

/** The computed attributes of a session, single or in a pool. */
export const sessionAttributes = {
  session_id: string.computed({
    sensitive: true,
    description: "Id of the session. Anyone who knows it may be able to take the check in someone else's place.",
  }),
  status: string.computed({ description: 'Status of the session, if `on_unusable` asks for it.' }),
  usable: bool.computed({ description: 'Whether the session can still be used, if `on_unusable` asks for it.' }),
} as const;

/** The session to obtain. */
export interface SessionInputs {
  /** The session in diagnostics: `slot 3 of the pool "kiosk"`. */
  readonly subject: string;
  readonly request: CreateFaceLivenessSessionRequest;
  /** The token of the attempt, counted from 0. */
  readonly tokenOf: (attempt: number) => string;
}

/** A session in the form of its attributes. */
export interface ObtainedSession {
  readonly client_request_token: string;
  /** Null in a preview. */
  readonly session_id: string | null;
  /** Null if the service was not asked, and for a session that does not exist any more. */
  readonly status: SessionStatus | 'PREVIEW' | null;
  /** Null if the service was not asked. */
  readonly usable: boolean | null;
}

/**
 * Gets the session of the inputs: the same one at every call, as long as it need not be replaced.
 *
 * @throws DiagnosticError if the service refuses or cannot be reached, or if every attempt's session is used up
 */
export async function obtainSession(
  client: LivenessClient,
  inputs: SessionInputs,
  policy: OnUnusable,
  memory: AttemptMemory,
  signal: AbortSignal,
): Promise<ObtainedSession> {
  const { subject, tokenOf } = inputs;
  if (client.preview) {
    return { client_request_token: tokenOf(0), session_id: null, status: 'PREVIEW', usable: null };
  }
  try {
    if (policy !== 'rotate') return await obtainAttempt(client, inputs, 0, policy, signal);
    for (let attempt = memory.firstWorthTrying(tokenOf(0)); attempt < MAX_ATTEMPTS; attempt += 1) {
      const session = await obtainAttempt(client, inputs, attempt, policy, signal);
      if (session.usable) return session;
      memory.usedUp(tokenOf(0), attempt);
    }
  } catch (error) {
    if (!(error instanceof ServiceCallError)) throw error;
    throw new DiagnosticError(error.summary, `Reading ${subject}: ${error.detail}`);
  }
  throw new DiagnosticError(
    'No usable session left',
    `Reading ${subject}: the sessions of all ${MAX_ATTEMPTS} attempts are expired, finished or gone, and on_unusable ` +
      '= "rotate" makes no more. Change a keeper (or the name) to start again from the first attempt.',
  );
}

async function obtainAttempt(
  client: LivenessClient,
  { request, tokenOf }: SessionInputs,
  attempt: number,
  policy: OnUnusable,
  signal: AbortSignal,
): Promise<ObtainedSession> {
  const client_request_token = tokenOf(attempt);
  const session_id = await client.createSession({ ...request, ClientRequestToken: client_request_token }, signal);
  if (policy === 'ignore') return { client_request_token, session_id, status: null, usable: null };
  const results = await client.getSessionResults(session_id, signal);
  const usable = results !== undefined && !isTerminalStatus(results.status);
  return { client_request_token, session_id, status: results?.status ?? null, usable };
}
