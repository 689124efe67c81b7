import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_ID } from '../../liveness/session';
import type { StringShape, StructureShape } from '../../liveness/shape';
import { queryOf } from '../auth/query';
import { validatedRequest } from '../protocol/request-validation';

/*
 * The request of StartFaceLivenessSession. All limits and patterns are from its page in the API reference of Rekognition.
 */

/** The parameters of a request that starts a check. */
export interface StartSessionRequest {
  readonly SessionId: string;
  /** In pixels, as a text of digits. */
  readonly VideoWidth: string;
  /** In pixels, as a text of digits. */
  readonly VideoHeight: string;
  /** The challenges that the client can play, each as `<type>_<version>`, with commas between them. */
  readonly ChallengeVersions: string;
}

/** The path over HTTP, whose parameters are headers. */
export const STREAM_PATH = '/start-face-liveness-session';

/** The path of websockets, whose parameters are in the query. */
export const WEBSOCKET_PATH = `${STREAM_PATH}-websocket`;

/** The prefix of the headers with parameters. */
const HEADER_PREFIX = 'x-amz-rekognition-streaming-liveness-';

/** The header with the session id, of requests and answers. */
export const SESSION_ID_HEADER = `${HEADER_PREFIX}session-id`;

const PIXELS: StringShape = {
  type: 'string',
  noun: 'a number of pixels',
  rule: '3 or 4 digits',
  minLength: 3,
  maxLength: 4,
  pattern: '^[0-9]{3,}$',
};

const REQUEST: StructureShape = {
  type: 'structure',
  noun: 'a StartFaceLivenessSession request',
  members: {
    SessionId: SESSION_ID,
    VideoWidth: PIXELS,
    VideoHeight: PIXELS,
    ChallengeVersions: {
      type: 'string',
      noun: 'a list of challenge versions',
      rule: '15 to 150 characters, such as FaceMovementChallenge_1.0.0, with commas between the challenges',
      minLength: 15,
      maxLength: 150,
      pattern: '^([a-zA-Z]{10,}_\\d+\\.\\d+\\.\\d+){1}(,[a-zA-Z]{10,}_\\d+\\.\\d+\\.\\d+)*',
    },
  },
  required: ['SessionId', 'VideoWidth', 'VideoHeight', 'ChallengeVersions'],
};

/** The names of the parameters in the query, and after the prefix of headers. */
const NAMES: Readonly<Record<keyof StartSessionRequest, string>> = {
  SessionId: 'session-id',
  VideoWidth: 'video-width',
  VideoHeight: 'video-height',
  ChallengeVersions: 'challenge-versions',
};

/** Reads the parameters of a websocket. @throws AwsError ValidationException */
export function requestInQuery(path: string): StartSessionRequest {
  const query = queryOf(path);
  return validated((name) => query.get(name) ?? undefined);
}

/** Reads the parameters of a request over HTTP. @throws AwsError ValidationException */
export function requestInHeaders(headers: IncomingHttpHeaders): StartSessionRequest {
  return validated((name) => headers[HEADER_PREFIX + name]?.toString());
}

function validated(parameter: (name: string) => string | undefined): StartSessionRequest {
  const given = Object.entries(NAMES).map(([member, name]) => [member, parameter(name)]);
  return validatedRequest<StartSessionRequest>(REQUEST, Object.fromEntries(given));
}
