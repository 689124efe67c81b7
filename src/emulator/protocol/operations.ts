import {
  CREATE_SESSION_REQUEST,
  type CreateFaceLivenessSessionRequest,
  type CreateFaceLivenessSessionResponse,
} from '../../liveness/create-session-request';
import type { Sessions } from '../sessions/sessions';
import type { Operation } from './operation';
import { validated } from './request-validation';

export function createFaceLivenessSession(sessions: Sessions): Operation {
  return (caller, body): CreateFaceLivenessSessionResponse => {
    const request = validated<CreateFaceLivenessSessionRequest>(CREATE_SESSION_REQUEST, body);
    return { SessionId: sessions.obtain(caller, request).id };
  };
}
