import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
} from '@aws-sdk/client-rekognition';
import { DiagnosticError } from '../../plugin';
import type { Connection } from '../aws/connection';
import type { LivenessClient } from './liveness-client';
import { Pacer } from './pacer';
import { explainServiceError } from './service-error';

/** A client of Face Liveness on the SDK's. Each call waits for its turn; its retries back off by themselves. */
export function createLivenessClient({ client, region }: Connection, maxRequestsPerSecond: number): LivenessClient {
  const pacer = new Pacer(maxRequestsPerSecond);
  return {
    region,
    async createSession(request, signal) {
      // The SDK's type for the same request lacks the readonly.
      const command = new CreateFaceLivenessSessionCommand(request as CreateFaceLivenessSessionCommandInput);
      await pacer.turn(signal);
      try {
        const { SessionId: id } = await client.send(command, { abortSignal: signal });
        if (!id) throw new Error('the answer has no session id');
        return id;
      } catch (error) {
        // Credentials that expire during a run are got anew, which explains its errors itself.
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        throw explainServiceError(error, { operation: 'CreateFaceLivenessSession', region });
      }
    },
  };
}
