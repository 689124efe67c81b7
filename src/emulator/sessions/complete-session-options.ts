import {
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  type ChallengeType,
  type CreateFaceLivenessSessionRequest,
  MAX_AUDIT_IMAGES,
} from '../../liveness/create-session-request';
import { shapeErrors } from '../../liveness/shape';
import { type MembersOf, requireMembers } from '../invalid-input';
import type { CheckResults } from './sessions';

/** How a check ends. */
export interface CompleteCheckOptions {
  /**
   * How sure the service is that a live person was there, 0 to 100. A low one is what an attempt to deceive gets: its check
   * is complete all the same. Default: 99.5.
   */
  readonly confidence?: number | undefined;
  /** The challenge that was played. Default: the one that the session prefers, or the service's own choice. */
  readonly challenge?: PlayedChallenge | undefined;
  /** How many audit images were made, 0 to 4. Default, and at most: as many as the session allows. */
  readonly auditImages?: number | undefined;
}

export interface PlayedChallenge {
  readonly type: ChallengeType;
  /** Three numbers with dots between them. Default: the one that the session prefers of this type, or 1.0.0. */
  readonly version?: string | undefined;
}

const DEFAULT_VERSION = '1.0.0';

const MEMBERS: MembersOf<CompleteCheckOptions> = {
  confidence: { type: 'number', min: 0, max: 100 },
  challenge: { type: 'object' },
  auditImages: { type: 'number', min: 0, max: MAX_AUDIT_IMAGES, whole: true },
};

const CHALLENGE: MembersOf<PlayedChallenge> = {
  type: { type: 'string', values: CHALLENGE_TYPES, required: true },
  version: {
    type: 'string',
    format: {
      fits: (text) => shapeErrors(CHALLENGE_VERSION, text).length === 0,
      rule: CHALLENGE_VERSION.rule,
    },
  },
};

/** @throws InvalidInputError for options that make no sense */
export function requireCompletion(options: CompleteCheckOptions): void {
  requireMembers(options, MEMBERS, 'how the check ends');
  if (options.challenge !== undefined) requireMembers(options.challenge, CHALLENGE, 'challenge');
}

/** The challenge that was played, with what was not said about it. */
export function challengeOf(
  { Settings }: CreateFaceLivenessSessionRequest,
  played: PlayedChallenge | undefined,
): CheckResults['Challenge'] {
  const preferences = Settings?.ChallengePreferences ?? [];
  const preferred = played === undefined ? preferences[0] : preferences.find(({ Type }) => Type === played.type);
  const { Minimum, Maximum } = preferred?.Versions ?? {};
  return {
    Type: played?.type ?? preferred?.Type ?? CHALLENGE_TYPES[0],
    Version: played?.version ?? Maximum ?? Minimum ?? DEFAULT_VERSION,
  };
}
