import {
  CHALLENGE_TYPE,
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  type ChallengeType,
  type CreateFaceLivenessSessionRequest,
  MAX_AUDIT_IMAGES,
} from '../../liveness/create-session-request';
import { FEEDBACK_CODES, type FeedbackCode, type FeedbackItem } from '../../liveness/get-session-results';
import type { Shape, StructureShape } from '../../liveness/shape';
import { requireShape } from '../invalid-input';
import { oneOf } from '../shapes';
import type { SessionResults } from './sessions';

/** The results of a session that is completed. */
export interface CompleteSessionOptions {
  /**
   * The service's confidence that the person was live, 0 to 100. An attempt to deceive gets a low one; its session succeeds
   * all the same. Default: 99.5.
   */
  readonly confidence?: number | undefined;
  /** The challenge that was played. Default: the one that the session prefers, or else the service's own choice. */
  readonly challenge?: PlayedChallenge | undefined;
  /** The number of audit images, 0 to 4. Default, and at most: the session's limit. */
  readonly auditImages?: number | undefined;
  /** The conditions that the service noticed in the video. Default: none. */
  readonly feedback?: readonly FeedbackCode[] | undefined;
}

export interface PlayedChallenge {
  readonly type: ChallengeType;
  /** Three numbers with dots between them. Default: the version that the session prefers of this type, or else 1.0.0. */
  readonly version?: string | undefined;
}

const DEFAULT_VERSION = '1.0.0';

/** The shapes of all options. */
export const COMPLETE_SESSION_OPTION_SHAPES = {
  confidence: { type: 'number', noun: 'a confidence', min: 0, max: 100 },
  challenge: {
    type: 'structure',
    noun: 'a challenge',
    members: { type: CHALLENGE_TYPE, version: CHALLENGE_VERSION } satisfies Record<keyof PlayedChallenge, Shape>,
    required: ['type'],
    nullIsValue: true,
  },
  auditImages: { type: 'integer', noun: 'a number of audit images', min: 0, max: MAX_AUDIT_IMAGES },
  feedback: { type: 'list', noun: 'a list of codes of feedback', element: oneOf('a code of feedback', FEEDBACK_CODES) },
} as const satisfies Readonly<Record<keyof CompleteSessionOptions, Shape>>;

const COMPLETE_SESSION_OPTIONS: StructureShape = {
  type: 'structure',
  noun: 'a set of results',
  members: COMPLETE_SESSION_OPTION_SHAPES,
  nullIsValue: true,
};

/** @throws InvalidInputError for invalid options */
export function requireCompleteSessionOptions(options: CompleteSessionOptions): void {
  requireShape(COMPLETE_SESSION_OPTIONS, options);
}

/** The challenge that was played, with its defaults. */
export function challengeOf(
  { Settings }: CreateFaceLivenessSessionRequest,
  played: PlayedChallenge | undefined,
): SessionResults['Challenge'] {
  const preferences = Settings?.ChallengePreferences ?? [];
  const preferred = played === undefined ? preferences[0] : preferences.find(({ Type }) => Type === played.type);
  const { Minimum, Maximum } = preferred?.Versions ?? {};
  return {
    Type: played?.type ?? preferred?.Type ?? CHALLENGE_TYPES[0],
    Version: played?.version ?? Maximum ?? Minimum ?? DEFAULT_VERSION,
  };
}

const FEEDBACK_MESSAGES: Readonly<Record<FeedbackCode, string>> = {
  EYES_CLOSED_DETECTED: 'Keep your eyes open.',
  FACE_NOT_ALIGNED: 'Keep your face inside the oval.',
  FACE_NOT_VISIBLE: 'Keep your face in view of the camera.',
  FACE_OBSTRUCTION_DETECTED: 'Remove what covers your face.',
  HIGH_LIGHTING_DETECTED: 'Move to a place with less light.',
  LOW_LIGHTING_DETECTED: 'Move to a place with more light.',
  LOW_VIDEO_QUALITY_DETECTED: 'Clean the lens and hold the camera still.',
};

/** Feedback in the form of the results. Its messages are the emulator's own: AWS does not document the service's. */
export function feedbackOf(codes: readonly FeedbackCode[] = []): FeedbackItem[] {
  return codes.map((code) => ({ Code: code, Message: FEEDBACK_MESSAGES[code] }));
}
