import {
  CREATE_SESSION_REQUEST,
  type CreateFaceLivenessSessionRequest,
  type CreateFaceLivenessSessionResponse,
} from '../../liveness/create-session-request';
import type { Sessions } from '../sessions';
import { validated } from '../validation';
import type { Operation } from './operation';

export function createFaceLivenessSession(sessions: Sessions): Operation {
  return (caller, body): CreateFaceLivenessSessionResponse => {
    const request = validated<CreateFaceLivenessSessionRequest>(CREATE_SESSION_REQUEST, body);
    return { SessionId: sessions.obtain(caller, request).id };
  };
}
