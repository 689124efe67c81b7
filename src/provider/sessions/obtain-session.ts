import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { isTerminalStatus, type SessionStatus } from '../../liveness/session';
import { bool, DiagnosticError, string } from '../../plugin';
import type { ReadPolicy } from '../arguments/on-unusable';
import { type LivenessClient, ServiceCallError } from '../rekognition/liveness-client';

/** The computed attributes of a session's state. */
export const stateAttributes = {
  status: string.computed({ description: 'Status of the session, if `on_unusable` asks for it.' }),
  usable: bool.computed({ description: 'Whether the session can still be used, if `on_unusable` asks for it.' }),
} as const;

/** The description of the attributes that hold ids. */
export const SESSION_ID_DESCRIPTION =
  "Anyone who knows the id of a session may be able to take the check in someone else's place.";

/** How to destroy a stack when the sessions of its data sources cannot be read. */
export const READ_ADVICE =
  'To destroy without reading sessions, use terraform destroy -refresh=false (for cdktf destroy, set ' +
  'TF_CLI_ARGS_destroy=-refresh=false).';

/** The session to obtain. */
export interface SessionInputs {
  /** What it is for, in diagnostics: `Reading slot 3 of the pool "kiosk"`. */
  readonly purpose: string;
  readonly request: CreateFaceLivenessSessionRequest;
  readonly token: string;
}

/** What the service says about a session. */
export interface SessionState {
  /** Null for a session that does not exist any more. */
  readonly status: SessionStatus | null;
  readonly usable: boolean;
}

/** A session of a data source, in the form of its attributes. */
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
 * Gets the session of a token: the same one at every call, as long as the service has it.
 *
 * @throws DiagnosticError if the service refuses or cannot be reached
 */
export async function obtainSession(
  client: LivenessClient,
  inputs: SessionInputs,
  policy: ReadPolicy,
  signal: AbortSignal,
): Promise<ObtainedSession> {
  const { purpose, request, token: client_request_token } = inputs;
  if (client.preview) return { client_request_token, session_id: null, status: 'PREVIEW', usable: null };
  const obtain = async () => {
    const session_id = await client.createSession({ ...request, ClientRequestToken: client_request_token }, signal);
    const state = policy === 'ignore' ? { status: null, usable: null } : await lookAt(client, session_id, signal);
    return { client_request_token, session_id, ...state };
  };
  return await explained(purpose, obtain, READ_ADVICE);
}

/** Asks the service for the state of a session. */
export async function lookAt(client: LivenessClient, id: string, signal: AbortSignal): Promise<SessionState> {
  const results = await client.getSessionResults(id, signal);
  return {
    status: results?.status ?? null,
    usable: results !== undefined && !isTerminalStatus(results.status),
  };
}

/**
 * Calls the service. An error says what the call was for.
 *
 * @param advice what else to do about an error. Default: nothing
 */
export async function explained<T>(purpose: string, calls: () => Promise<T>, advice = ''): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    if (!(error instanceof ServiceCallError)) throw error;
    throw new DiagnosticError(error.summary, `${purpose}: ${error.detail}${advice && `\n\n${advice}`}`);
  }
}
