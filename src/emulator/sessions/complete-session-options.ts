import {
  CHALLENGE_TYPE,
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  type ChallengeType,
  type ChallengeVersions,
  type CreateFaceLivenessSessionRequest,
  compareVersions,
  MAX_AUDIT_IMAGES,
} from '../../liveness/create-session-request';
import { FEEDBACK_CODES, type FeedbackCode, type FeedbackItem } from '../../liveness/get-session-results';
import type { Shape, StructureShape } from '../../liveness/shape';
import { SESSION_IMAGE, type SessionImage } from '../images/session-image';
import { InvalidInputError, requireShape } from '../invalid-input';
import { BOOLEAN, oneOf } from '../shapes';
import type { SessionResults } from './sessions';

/** The end of a session: it fails, or it succeeds with these results. */
export interface CompleteSessionOptions {
  /** Whether the session fails, which leaves no results. Default: false, it succeeds. */
  readonly fails?: boolean | undefined;
  /**
   * The service's confidence that the person was live, 0 to 100. An attempt to deceive gets a low one; its session succeeds
   * all the same. Default: 99.5.
   */
  readonly confidence?: number | undefined;
  /** The challenge that was played. Default: the one that the session prefers, or else the service's own choice. */
  readonly challenge?: PlayedChallenge | undefined;
  /** The reference image. Default: a drawn face. */
  readonly referenceImage?: SessionImage | undefined;
  /**
   * Whether the results lack a reference image, as those of AWS sometimes do; AWS recommends to retry the check then. Default:
   * false.
   */
  readonly noReferenceImage?: boolean | undefined;
  /**
   * The audit images, at most 4; `{}` is a drawn face. The service returns no more than the session's limit, so further ones
   * are left out. Default: as many drawn faces as the session's limit.
   */
  readonly auditImages?: readonly SessionImage[] | undefined;
  /** The conditions that the service noticed in the video. Default: none. */
  readonly feedback?: readonly FeedbackCode[] | undefined;
  /** The SDK that streamed the video, in the client's own words. Default: none, the results have no metadata. */
  readonly sdkType?: string | undefined;
}

export interface PlayedChallenge {
  readonly type: ChallengeType;
  /**
   * Three numbers with dots between them. Default: the version that the newest client offers, 2.0.0 of
   * FaceMovementAndLightChallenge and 1.0.0 of FaceMovementChallenge, or the nearest one in the range that the session prefers.
   */
  readonly version?: string | undefined;
}

/** The versions that the newest client offers, Amplify's FaceLivenessDetector of November 2026. */
const NEWEST_VERSIONS: Readonly<Record<ChallengeType, string>> = {
  FaceMovementAndLightChallenge: '2.0.0',
  FaceMovementChallenge: '1.0.0',
};

/** The shapes of all options. */
export const COMPLETE_SESSION_OPTION_SHAPES = {
  fails: BOOLEAN,
  confidence: { type: 'number', noun: 'a confidence', min: 0, max: 100 },
  challenge: {
    type: 'structure',
    noun: 'a challenge',
    members: { type: CHALLENGE_TYPE, version: CHALLENGE_VERSION } satisfies Record<keyof PlayedChallenge, Shape>,
    required: ['type'],
    nullIsValue: true,
  },
  referenceImage: SESSION_IMAGE,
  noReferenceImage: BOOLEAN,
  auditImages: { type: 'list', noun: 'a list of audit images', element: SESSION_IMAGE },
  feedback: { type: 'list', noun: 'a list of codes of feedback', element: oneOf('a code of feedback', FEEDBACK_CODES) },
  sdkType: { type: 'string', noun: 'a type of SDK', rule: 'a text that is not empty', minLength: 1 },
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
  requireAgreement(options);
}

/**
 * Requires valid options not to contradict each other.
 *
 * @throws InvalidInputError for options that do
 */
export function requireAgreement({ fails, ...results }: CompleteSessionOptions): void {
  const { noReferenceImage, referenceImage, auditImages = [] } = results;
  const [result] = Object.entries(results).find(([, value]) => value !== undefined && value !== false) ?? [];
  if (fails && result !== undefined) {
    throw new InvalidInputError(
      `fails is true and ${result} is set; a session that fails has no results. Remove one of the two`,
    );
  }
  if (noReferenceImage && referenceImage !== undefined) {
    throw new InvalidInputError(
      'noReferenceImage is true and referenceImage is set; the results have a reference image or none. Remove one of the two',
    );
  }
  if (auditImages.length > MAX_AUDIT_IMAGES) {
    throw new InvalidInputError(
      `auditImages: there are ${auditImages.length} images; a session has at most ${MAX_AUDIT_IMAGES}. Remove the others`,
    );
  }
}

/** The challenge that was played, with its defaults. */
export function challengeOf(
  { Settings }: CreateFaceLivenessSessionRequest,
  played: PlayedChallenge | undefined,
): SessionResults['Challenge'] {
  const preferences = Settings?.ChallengePreferences ?? [];
  const preferred = played === undefined ? preferences[0] : preferences.find(({ Type }) => Type === played.type);
  const type = played?.type ?? preferred?.Type ?? CHALLENGE_TYPES[0];
  return { Type: type, Version: played?.version ?? nearest(NEWEST_VERSIONS[type], preferred?.Versions) };
}

/** The version of a range that is nearest to the one offered. */
function nearest(offered: string, { Minimum, Maximum }: ChallengeVersions = {}): string {
  if (Maximum !== undefined && compareVersions(offered, Maximum) > 0) return Maximum;
  if (Minimum !== undefined && compareVersions(offered, Minimum) < 0) return Minimum;
  return offered;
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
