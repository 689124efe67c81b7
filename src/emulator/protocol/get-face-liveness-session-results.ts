import {
  GET_SESSION_RESULTS_REQUEST,
  type GetFaceLivenessSessionResultsRequest,
  type GetFaceLivenessSessionResultsResponse,
} from '../../liveness/get-session-results';
import type { Sessions } from '../sessions/sessions';
import type { Operation } from './operation';
import { validated } from './request-validation';

export function getFaceLivenessSessionResults(sessions: Sessions): Operation {
  return (caller, body): GetFaceLivenessSessionResultsResponse => {
    const { SessionId } = validated<GetFaceLivenessSessionResultsRequest>(GET_SESSION_RESULTS_REQUEST, body);
    const session = sessions.find(caller, SessionId);
    return { SessionId, Status: sessions.statusOf(session), ...session.results };
  };
}
