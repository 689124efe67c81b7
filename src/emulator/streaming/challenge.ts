import {
  CHALLENGE_TYPES,
  type ChallengePreference,
  type ChallengeType,
  type CreateFaceLivenessSessionRequest,
  compareVersions,
} from '../../liveness/create-session-request';
import type { Challenge } from '../../liveness/get-session-results';
import { frameworkError } from '../protocol/answer';

/**
 * Chooses the challenge to play: the session's most preferred one that the client can play. A session without preferences
 * prefers FaceMovementAndLightChallenge.
 *
 * @param challengeVersions the challenges that the client can play, each as `<type>_<version>`, with commas between them
 * @throws AwsError ValidationException when there is none
 */
export function negotiatedChallenge(
  { Settings }: CreateFaceLivenessSessionRequest,
  challengeVersions: string,
): Challenge {
  const supported = challengeVersions.split(',').map((text) => text.split('_'));
  const preferences: readonly ChallengePreference[] =
    Settings?.ChallengePreferences ?? CHALLENGE_TYPES.map((Type) => ({ Type }));
  for (const { Type, Versions: { Minimum = '0.0.0', Maximum } = {} } of preferences) {
    const versions = supported
      .filter(([type]) => type === Type)
      .map(([, version = '']) => version)
      .filter((version) => compareVersions(version, Minimum) >= 0)
      .filter((version) => Maximum === undefined || compareVersions(version, Maximum) <= 0)
      .sort(compareVersions);
    const newest = versions.at(-1);
    if (newest !== undefined) return { Type, Version: newest };
  }
  throw frameworkError(
    'ValidationException',
    `None of the challenge versions '${challengeVersions}' is one of the session's: ${preferences.map(preferenceText).join(', ')}.`,
  );
}

function preferenceText({ Type, Versions: { Minimum, Maximum } = {} }: ChallengePreference): string {
  const range = [Minimum && `from ${Minimum}`, Maximum && `to ${Maximum}`].filter(Boolean);
  return [Type, ...range].join(' ');
}

/** The size of the video, in pixels. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** The ratio of the oval's height to its width. */
const OVAL_RATIO = 1.618;

/** The oval's width, as a share of the longer side of the video: as on the clients' start screens for a video of 4:3. */
const OVAL_WIDTH = 0.45;

/** The largest width of the oval, as a share of the height of the video, in which it has to fit. */
const MAX_OVAL_WIDTH = 0.6;

/**
 * The thresholds of the client. AWS does not document the service's own. With these, a person in front of a camera can play
 * the challenge, and so can a face that never moves: it is far enough away at the start, and near enough for the oval. A client
 * refuses a challenge with a threshold of zero.
 */
const CHALLENGE_CONFIG = {
  BlazeFaceDetectionThreshold: 0.75,
  FaceDistanceThresholdMin: 0.55,
  FaceDistanceThreshold: 0.6,
  FaceDistanceThresholdMax: 0.65,
  OvalIouThreshold: 0.5,
  OvalHeightWidthRatio: OVAL_RATIO,
  OvalIouWidthThreshold: 0.15,
  OvalIouHeightThreshold: 0.15,
  FaceIouWidthThreshold: 0.15,
  FaceIouHeightThreshold: 0.15,
  // Milliseconds.
  OvalFitTimeout: 7000,
};

/** The colors of the light challenge. The first fills the screen, each other one scrolls down over the one before it. */
const COLORS: ReadonlyArray<readonly [red: number, green: number, blue: number]> = [
  [0, 0, 0],
  [255, 255, 255],
  [255, 0, 0],
  [255, 255, 0],
  [0, 255, 0],
  [0, 255, 255],
  [0, 0, 255],
  [0, 0, 0],
];

/** Milliseconds for which the first color is shown. */
const FLAT_MS = 75;

/** Milliseconds in which a color scrolls down. */
const DOWNSCROLL_MS = 300;

/** The event that describes a challenge to the client. */
export function sessionInformation(type: ChallengeType, size: VideoSize): object {
  const movement = { OvalParameters: ovalIn(size), ChallengeConfig: CHALLENGE_CONFIG };
  const challenge =
    type === 'FaceMovementChallenge'
      ? movement
      : { ...movement, LightChallengeType: 'SEQUENTIAL', ColorSequences: COLORS.map(colorSequence) };
  return { SessionInformation: { Challenge: { [type]: challenge } } };
}

function colorSequence(rgb: (typeof COLORS)[number], index: number): object {
  return {
    FreshnessColor: { RGB: rgb },
    DownscrollDuration: DOWNSCROLL_MS,
    FlatDisplayDuration: index === 0 ? FLAT_MS : 0,
  };
}

/**
 * An oval in the middle of the video. Its width depends on the longer side, because the clients' model sees the video with borders
 * that make it square: so a face that it sees at a constant place fits the oval in a video of any format.
 */
function ovalIn({ width, height }: VideoSize): object {
  const ovalWidth = Math.min(Math.max(width, height) * OVAL_WIDTH, height * MAX_OVAL_WIDTH);
  return { Width: ovalWidth, Height: ovalWidth * OVAL_RATIO, CenterX: width / 2, CenterY: height / 2 };
}
