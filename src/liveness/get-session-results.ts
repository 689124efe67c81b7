import type { ChallengeType } from './create-session-request';
import { SAMPLE_SESSION_ID, SESSION_ID, SESSION_STATUSES, type SessionStatus } from './session';
import type { ListShape, NumberShape, StringShape, StructureShape } from './shape';

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
  /** Conditions in the video that lowered the confidence. Only a session that has succeeded has feedback. */
  readonly Feedback?: readonly FeedbackItem[];
  readonly Metadata?: SessionMetadata;
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

/** Codes of feedback, from the AWS SDK for JavaScript. */
export const FEEDBACK_CODES = [
  'EYES_CLOSED_DETECTED',
  'FACE_NOT_ALIGNED',
  'FACE_NOT_VISIBLE',
  'FACE_OBSTRUCTION_DETECTED',
  'HIGH_LIGHTING_DETECTED',
  'LOW_LIGHTING_DETECTED',
  'LOW_VIDEO_QUALITY_DETECTED',
] as const;

export type FeedbackCode = (typeof FEEDBACK_CODES)[number];

/** A condition in the video. The service changes its messages, and keeps its codes. */
export interface FeedbackItem {
  readonly Code: FeedbackCode;
  readonly Message: string;
}

/** The client that streamed the video, in its own words: the service does not verify them. */
export interface SessionMetadata {
  readonly SDKType: string;
}

export const GET_SESSION_RESULTS_REQUEST: StructureShape = {
  type: 'structure',
  noun: 'a GetFaceLivenessSessionResults request',
  members: { SessionId: SESSION_ID },
  required: ['SessionId'],
};

/**
 * The answer, as far as its types go: challenges, codes and versions that the service adds later are accepted. Of the rules of
 * the service model it has those for the confidence, the session id and the status.
 */
export const GET_SESSION_RESULTS_RESPONSE: StructureShape = {
  type: 'structure',
  noun: 'an answer of GetFaceLivenessSessionResults',
  members: {
    SessionId: SESSION_ID,
    Status: {
      type: 'string',
      noun: 'a status',
      rule: `one of ${SESSION_STATUSES.join(', ')}`,
      enum: SESSION_STATUSES,
    },
    Confidence: { type: 'number', noun: 'a confidence', min: 0, max: 100 },
    ReferenceImage: imageShape(),
    AuditImages: listOf(imageShape()),
    Challenge: structure('a challenge', { Type: text('a type'), Version: text('a version') }, ['Type', 'Version']),
    Feedback: listOf(
      structure('an item of feedback', { Code: text('a code'), Message: text('a message') }, ['Code', 'Message']),
    ),
    Metadata: structure('the metadata of a session', { SDKType: text('a type of SDK') }, ['SDKType']),
  },
  required: ['SessionId', 'Status'],
};

function imageShape(): StructureShape {
  const ratio: NumberShape = { type: 'number', noun: 'a ratio' };
  return structure('an image', {
    // Images are biometric data.
    Bytes: { ...text('an image'), rule: 'base64', pattern: '[A-Za-z0-9+/]*={0,2}', sensitive: true },
    S3Object: structure('an S3 object', { Bucket: text('a bucket'), Name: text('a key'), Version: text('a version') }),
    BoundingBox: structure('a bounding box', { Width: ratio, Height: ratio, Left: ratio, Top: ratio }),
  });
}

function text(noun: string): StringShape {
  return { type: 'string', noun, rule: 'a string' };
}

function listOf(element: StructureShape): ListShape {
  return { type: 'list', noun: `a list of ${element.noun}`, element };
}

function structure(noun: string, members: StructureShape['members'], required: readonly string[] = []): StructureShape {
  return { type: 'structure', noun, members, required };
}
