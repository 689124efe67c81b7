import { CLIENT_REQUEST_TOKEN } from '../../liveness/create-session-request';
import { SESSION_ID } from '../../liveness/session';
import type { Shape, StructureShape } from '../../liveness/shape';
import { MAX_DELAY_MS } from '../faults/fault';
import { copyOf, type SessionImage } from '../images/session-image';
import { InvalidInputError, requireShape } from '../invalid-input';
import { oneOf } from '../shapes';
import {
  COMPLETE_SESSION_OPTION_SHAPES,
  type CompleteSessionOptions,
  requireAgreement,
} from './complete-session-options';

/** Moments of a streamed check at which the emulator can cut the connection, in their order. */
export const DISCONNECT_MOMENTS = ['at-start', 'after-challenge', 'during-video', 'before-end'] as const;

export type DisconnectMoment = (typeof DISCONNECT_MOMENTS)[number];

/** How a check ends that a client streams. It is decided beforehand, because the emulator does not look at the video. */
export interface Scenario extends CompleteSessionOptions {
  /** The moment at which the connection is cut. Default: never. The session stays IN_PROGRESS then, and expires. */
  readonly disconnect?: DisconnectMoment | undefined;
  /** Milliseconds by which each message of the service is delayed, 0 to 3,600,000. Default: 0. */
  readonly delayMs?: number | undefined;
}

/** The sessions that a scenario is for. At most one member is set; with none, it is for all sessions to come. */
export interface ScenarioTarget {
  readonly sessionId?: string | undefined;
  readonly clientRequestToken?: string | undefined;
}

/** A scenario in force, with the sessions that it is for. Images have their length in the place of their bytes. */
export interface ScenarioInForce extends ScenarioTarget {
  readonly scenario: DescribedScenario;
}

/** A scenario with the lengths of its images in the place of their bytes. */
export interface DescribedScenario extends Omit<Scenario, 'referenceImage' | 'auditImages'> {
  readonly referenceImage?: DescribedImage;
  readonly auditImages?: readonly DescribedImage[];
}

/** An image without its bytes, which are long, and biometric data. */
export interface DescribedImage extends Pick<SessionImage, 'boundingBox'> {
  /** The length of the JPEG in bytes. Default: none, the face is drawn. */
  readonly jpegBytes?: number;
}

/** The shapes of the members of a scenario. */
export const SCENARIO_SHAPES = {
  ...COMPLETE_SESSION_OPTION_SHAPES,
  disconnect: oneOf('a moment of a disconnection', DISCONNECT_MOMENTS),
  delayMs: { type: 'number', noun: 'a delay in milliseconds', min: 0, max: MAX_DELAY_MS },
} as const satisfies Readonly<Record<keyof Scenario, Shape>>;

/** The shape of a scenario, without the rules of `requireAgreement`. */
export const SCENARIO: StructureShape = {
  type: 'structure',
  noun: 'a scenario',
  members: SCENARIO_SHAPES,
  nullIsValue: true,
};

const SCENARIO_TARGET: StructureShape = {
  type: 'structure',
  noun: 'the target of a scenario',
  members: { sessionId: SESSION_ID, clientRequestToken: CLIENT_REQUEST_TOKEN } satisfies Record<
    keyof ScenarioTarget,
    Shape
  >,
  nullIsValue: true,
};

/**
 * Validates a scenario.
 *
 * @returns a copy with bytes of its own
 * @throws InvalidInputError for an invalid scenario
 */
export function validScenario(given: unknown): Scenario {
  requireShape(SCENARIO, given);
  const { disconnect, delayMs, ...end } = given as Scenario;
  requireAgreement(end);
  const { referenceImage, auditImages } = end;
  return {
    ...(given as Scenario),
    ...(referenceImage && { referenceImage: copyOf(referenceImage) }),
    ...(auditImages && { auditImages: auditImages.map(copyOf) }),
  };
}

/** @throws InvalidInputError for an invalid target */
export function requireScenarioTarget(target: ScenarioTarget): void {
  requireShape(SCENARIO_TARGET, target);
  if (target.sessionId === undefined || target.clientRequestToken === undefined) return;
  throw new InvalidInputError(
    'sessionId and clientRequestToken are set; a scenario is for one session, for the sessions of one token, or for all ' +
      'sessions to come. Remove one of the two',
  );
}

/** Describes a scenario without the bytes of its images. */
export function describeScenario({ referenceImage, auditImages, ...scenario }: Scenario): DescribedScenario {
  return {
    ...scenario,
    ...(referenceImage && { referenceImage: describeImage(referenceImage) }),
    ...(auditImages && { auditImages: auditImages.map(describeImage) }),
  };
}

function describeImage({ jpeg, ...image }: SessionImage): DescribedImage {
  return jpeg === undefined ? image : { ...image, jpegBytes: jpeg.length };
}
