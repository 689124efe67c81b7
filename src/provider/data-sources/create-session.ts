import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { DiagnosticError } from '../../plugin';
import { type LivenessClient, ServiceCallError } from '../rekognition/liveness-client';

/**
 * Creates a session, or gets the one that has the token.
 *
 * @param subject what is read, for the diagnostic: `slot 3 of the pool "kiosk"`
 * @throws DiagnosticError when the service refuses or can't be reached
 */
export async function createSession(
  client: LivenessClient,
  request: CreateFaceLivenessSessionRequest,
  subject: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await client.createSession(request, signal);
  } catch (error) {
    if (!(error instanceof ServiceCallError)) throw error;
    throw new DiagnosticError(error.summary, `Reading ${subject}: ${error.detail}`);
  }
}
