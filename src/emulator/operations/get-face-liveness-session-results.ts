import {
  GET_SESSION_RESULTS_REQUEST,
  type GetFaceLivenessSessionResultsRequest,
  type GetFaceLivenessSessionResultsResponse,
} from '../../liveness/get-session-results';
import type { Sessions } from '../sessions';
import { validated } from '../validation';
import type { Operation } from './operation';

export function getFaceLivenessSessionResults(sessions: Sessions): Operation {
  return (caller, body): GetFaceLivenessSessionResultsResponse => {
    const { SessionId } = validated<GetFaceLivenessSessionResultsRequest>(GET_SESSION_RESULTS_REQUEST, body);
    return { SessionId, Status: sessions.statusOf(sessions.find(caller, SessionId)) };
  };
}
