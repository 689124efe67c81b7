import {
  CREATE_SESSION_REQUEST,
  type CreateFaceLivenessSessionRequest,
  type CreateFaceLivenessSessionResponse,
} from '../../liveness/create-session-request';
import {
  GET_SESSION_RESULTS_REQUEST,
  type GetFaceLivenessSessionResultsRequest,
  type GetFaceLivenessSessionResultsResponse,
} from '../../liveness/get-session-results';
import type { Caller } from '../auth/authorizer';
import type { SignedRequest } from '../auth/signature';
import type { Sessions } from '../sessions/sessions';
import { validatedRequest } from './request-validation';

/** Names of the operations. */
export const OPERATION_NAMES = [
  'CreateFaceLivenessSession',
  'StartFaceLivenessSession',
  'GetFaceLivenessSessionResults',
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

/** The operation of the streaming protocol. */
export const STREAMING_OPERATION = 'StartFaceLivenessSession';

/** Names of the operations of the JSON protocol, without their prefix in X-Amz-Target. */
export type JsonOperationName = Exclude<OperationName, typeof STREAMING_OPERATION>;

/**
 * An operation of the service: validates the body of a request, performs the operation, and returns the body of the answer.
 *
 * @throws AwsError with the service's error
 */
export type Operation = (caller: Caller, body: unknown) => object;

/** The operations of the JSON protocol, on these sessions. */
export function operations(sessions: Sessions): Readonly<Record<JsonOperationName, Operation>> {
  return {
    CreateFaceLivenessSession(caller, body): CreateFaceLivenessSessionResponse {
      const request = validatedRequest<CreateFaceLivenessSessionRequest>(CREATE_SESSION_REQUEST, body);
      return { SessionId: sessions.obtain(caller, request).id };
    },
    GetFaceLivenessSessionResults(caller, body): GetFaceLivenessSessionResultsResponse {
      const { SessionId } = validatedRequest<GetFaceLivenessSessionResultsRequest>(GET_SESSION_RESULTS_REQUEST, body);
      const session = sessions.find(caller, SessionId);
      return { SessionId, Status: sessions.statusOf(session), ...session.results };
    },
  };
}

const TARGET_PREFIX = 'RekognitionService.';

/** The name of Rekognition's operation in X-Amz-Target, whether the emulator has it or not; undefined for another text. */
export function operationNameIn({ 'x-amz-target': target = '' }: SignedRequest['headers']): string | undefined {
  const name = String(target).startsWith(TARGET_PREFIX) ? String(target).slice(TARGET_PREFIX.length) : '';
  return /^[A-Z][A-Za-z]*$/.test(name) ? name : undefined;
}

/** Makes a value for each operation. */
export function forEachOperation<T>(make: (name: OperationName) => T): Record<OperationName, T> {
  return Object.fromEntries(OPERATION_NAMES.map((name) => [name, make(name)])) as Record<OperationName, T>;
}
