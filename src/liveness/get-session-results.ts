import type { ChallengeType } from './create-session-request';
import { SAMPLE_SESSION_ID, type SessionStatus } from './session';
import type { StringShape, StructureShape } from './shape';

/*
 * GetFaceLivenessSessionResults, from the service model rekognition/2016-06-27.
 */

export interface GetFaceLivenessSessionResultsRequest {
  readonly SessionId: string;
}

/** The results in their wire form. A session that has not ended has only an id and a status. */
export interface GetFaceLivenessSessionResultsResponse {
  readonly SessionId: string;
  readonly Status: SessionStatus;
  /** The service's confidence that the person was live, 0 to 100. */
  readonly Confidence?: number;
  readonly ReferenceImage?: AuditImage;
  readonly AuditImages?: readonly AuditImage[];
  readonly Challenge?: Challenge;
}

/** A sample answer of the service, for a session with a bucket that has succeeded. */
export const SAMPLE_SESSION_RESULTS: GetFaceLivenessSessionResultsResponse = {
  SessionId: SAMPLE_SESSION_ID,
  Status: 'SUCCEEDED',
  Confidence: 98.5,
  ReferenceImage: sampleImage('reference.jpg'),
  AuditImages: [sampleImage('audit.jpg')],
  Challenge: { Type: 'FaceMovementAndLightChallenge', Version: '1.0.0' },
};

function sampleImage(name: string): AuditImage {
  return {
    S3Object: { Bucket: 'amzn-s3-demo-bucket', Name: `prefix/${SAMPLE_SESSION_ID}/${name}`, Version: '1' },
    BoundingBox: { Width: 0.25, Height: 0.5, Left: 0.375, Top: 0.25 },
  };
}

/** An image, as bytes or, if the session has a bucket, as the object it was written to. */
export interface AuditImage {
  /** Base64 of at most 204,800 bytes of JPEG. */
  readonly Bytes?: string;
  readonly S3Object?: S3Object;
  readonly BoundingBox?: BoundingBox;
}

export interface S3Object {
  readonly Bucket?: string;
  readonly Name?: string;
  readonly Version?: string;
}

/** The position of the face, as ratios of the image's width and height. */
export interface BoundingBox {
  readonly Width?: number;
  readonly Height?: number;
  readonly Left?: number;
  readonly Top?: number;
}

/** The challenge that was played. */
export interface Challenge {
  readonly Type: ChallengeType;
  readonly Version: string;
}

export const SESSION_ID: StringShape = {
  type: 'string',
  noun: 'a session id',
  rule: '36 characters, a UUID in lower case',
  minLength: 36,
  maxLength: 36,
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  // With the id of an open session, a person may be able to take the Face Liveness check in someone else's place.
  sensitive: true,
};

export const GET_SESSION_RESULTS_REQUEST: StructureShape = {
  type: 'structure',
  noun: 'a GetFaceLivenessSessionResults request',
  members: { SessionId: SESSION_ID },
  required: ['SessionId'],
};
