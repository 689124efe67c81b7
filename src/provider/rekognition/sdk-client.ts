import { createHash } from 'node:crypto';
import {
  type AuditImage,
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
  type GetFaceLivenessSessionResultsCommandOutput,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { type Connection, checkAnswers } from '../../aws';
import { CREATE_SESSION_RESPONSE } from '../../liveness/create-session-request';
import { GET_SESSION_RESULTS_RESPONSE } from '../../liveness/get-session-results';
import type { SessionStatus } from '../../liveness/session';
import { DiagnosticError } from '../../plugin';
import { answerError } from './answer-error';
import type { LivenessClient, SessionImage, SessionResults } from './liveness-client';
import { Pacer, pace } from './pacer';
import { explainServiceError, type FailedCall } from './service-error';

/** A client of Face Liveness in a region, on the AWS SDK. Every attempt of a call is paced. */
export function createLivenessClient(
  connection: Connection,
  region: string,
  maxRequestsPerSecond: number,
): LivenessClient {
  const client = new RekognitionClient(connection.clientOptions('rekognition', region));
  connection.instrument(client.middlewareStack, 'Rekognition', region);
  const pacers = { create: new Pacer(maxRequestsPerSecond), get: new Pacer(maxRequestsPerSecond) };
  const explain = async (error: unknown, operation: FailedCall['operation']) => {
    const custom = await client.config.endpoint?.();
    const endpoint = custom && `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}`;
    return explainServiceError(error, { operation, region, endpoint });
  };
  return {
    region,
    preview: false,
    maxRequestsPerSecond,

    async createSession(request, signal) {
      // The SDK's type of the same request is not readonly.
      const command = new CreateFaceLivenessSessionCommand(request as CreateFaceLivenessSessionCommandInput);
      pace(command.middlewareStack, pacers.create, signal);
      checkAnswers(command.middlewareStack, (_, body) => answerError(CREATE_SESSION_RESPONSE, body));
      try {
        const { SessionId: id } = await client.send(command, { abortSignal: signal });
        return String(id);
      } catch (error) {
        // Credentials that are renewed during a run explain their own errors.
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        throw await explain(error, 'CreateFaceLivenessSession');
      }
    },

    async getSessionResults(sessionId, signal) {
      const command = new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId });
      pace(command.middlewareStack, pacers.get, signal);
      checkAnswers(command.middlewareStack, (_, body) => answerError(GET_SESSION_RESULTS_RESPONSE, body));
      try {
        return sessionResults(await client.send(command, { abortSignal: signal }));
      } catch (error) {
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        if ((error as Error).name === 'SessionNotFoundException') return undefined;
        throw await explain(error, 'GetFaceLivenessSessionResults');
      }
    },
  };
}

function sessionResults(answer: GetFaceLivenessSessionResultsCommandOutput): SessionResults {
  const { Status, Confidence, Challenge, ReferenceImage, AuditImages, Feedback, Metadata } = answer;
  return {
    status: Status as SessionStatus,
    confidence: Confidence,
    challenge: Challenge && { type: Challenge.Type ?? '', version: Challenge.Version ?? '' },
    referenceImage: ReferenceImage && sessionImage(ReferenceImage),
    auditImages: (AuditImages ?? []).map(sessionImage),
    feedback: (Feedback ?? []).map(({ Code, Message }) => ({ code: Code ?? '', message: Message ?? '' })),
    sdkType: Metadata?.SDKType,
  };
}

/** The image without its bytes, which are biometric data. */
function sessionImage({ S3Object, Bytes, BoundingBox }: AuditImage): SessionImage {
  return {
    s3Object: S3Object && { bucket: S3Object.Bucket ?? '', name: S3Object.Name ?? '', version: S3Object.Version },
    boundingBox: BoundingBox && {
      width: BoundingBox.Width ?? 0,
      height: BoundingBox.Height ?? 0,
      left: BoundingBox.Left ?? 0,
      top: BoundingBox.Top ?? 0,
    },
    bytes: Bytes && { length: Bytes.length, sha256: createHash('sha256').update(Bytes).digest('hex') },
  };
}
