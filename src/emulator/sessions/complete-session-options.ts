import {
  CHALLENGE_TYPE,
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  type ChallengeType,
  type CreateFaceLivenessSessionRequest,
  MAX_AUDIT_IMAGES,
} from '../../liveness/create-session-request';
import type { Shape, StructureShape } from '../../liveness/shape';
import { requireShape } from '../invalid-input';
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
