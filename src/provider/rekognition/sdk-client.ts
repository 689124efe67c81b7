import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
} from '@aws-sdk/client-rekognition';
import { DiagnosticError } from '../../plugin';
import type { Connection } from '../aws/connection';
import type { LivenessClient } from './liveness-client';
import { Pacer } from './pacer';
import { PACING_OPTIONS, pacing } from './pacing';
import { explainServiceError } from './service-error';
import { sessionResults } from './session-results';

/** A client of Face Liveness on the SDK's. Each call and each of its retries waits for its turn. */
export async function createLivenessClient(
  { client, region }: Connection,
  maxRequestsPerSecond: number,
): Promise<LivenessClient> {
  const pacers = { create: new Pacer(maxRequestsPerSecond), get: new Pacer(maxRequestsPerSecond) };
  const { accountId, accessKeyId } = await client.config.credentials();
  const custom = await client.config.endpoint?.();
  const endpoint = custom && `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}`;
  return {
    region,
    preview: false,
    scope: [endpoint ?? '', accountId ?? accessKeyId],
    maxRequestsPerSecond,

    async createSession(request, signal) {
      // The SDK's type for the same request lacks the readonly.
      const command = new CreateFaceLivenessSessionCommand(request as CreateFaceLivenessSessionCommandInput);
      command.middlewareStack.addRelativeTo(pacing(pacers.create, signal), PACING_OPTIONS);
      try {
        const { SessionId: id } = await client.send(command, { abortSignal: signal });
        if (!id) throw new Error('the answer has no session id');
        return id;
      } catch (error) {
        // Credentials that expire during a run are got anew, which explains its errors itself.
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        throw explainServiceError(error, { operation: 'CreateFaceLivenessSession', region, endpoint });
      }
    },

    async getSessionResults(sessionId, signal) {
      const command = new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId });
      command.middlewareStack.addRelativeTo(pacing(pacers.get, signal), PACING_OPTIONS);
      try {
        return sessionResults(await client.send(command, { abortSignal: signal }));
      } catch (error) {
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        if ((error as Error).name === 'SessionNotFoundException') return undefined;
        throw explainServiceError(error, { operation: 'GetFaceLivenessSessionResults', region, endpoint });
      }
    },
  };
}
