import { closeSync, openSync, readSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CompleteSessionOptions, FaceBox, PlayedChallenge, SessionImage } from '../../emulator';
import { FACE_BOX, JPEG, MAX_IMAGE_BYTES } from '../../emulator/images/session-image';
import { COMPLETE_SESSION_OPTION_SHAPES } from '../../emulator/sessions/complete-session-options';
import { CHALLENGE_TYPES, type ChallengeType, MAX_AUDIT_IMAGES } from '../../liveness/create-session-request';
import { FEEDBACK_CODES, type FeedbackCode } from '../../liveness/get-session-results';
import { shapeErrors } from '../../liveness/shape';
import { numberOf, textOf } from '../arguments';

/** The options for the end of a session, by commander's names. */
export interface ResultsFlags {
  readonly fails?: true;
  readonly confidence?: number;
  readonly challenge?: PlayedChallenge;
  /** The bytes of a JPEG; false for no reference image. */
  readonly referenceImage?: string | false;
  readonly referenceBox?: FaceBox;
  readonly auditImage?: readonly string[];
  readonly auditBox?: readonly FaceBox[];
  readonly auditImages?: number;
  readonly feedback?: readonly FeedbackCode[];
  readonly sdkType?: string;
}

/** Adds the options for the end of a session to a command. */
export function withResultsOptions(command: Command): Command {
  const { confidence, sdkType } = COMPLETE_SESSION_OPTION_SHAPES;
  return command
    .option('--fails', 'the session fails, without results (default: it succeeds)')
    .option(
      '--confidence <number>',
      "the service's confidence that the person was live, 0 to 100 (default: 99.5)",
      numberOf(confidence),
    )
    .option(
      '--challenge <type[:version]>',
      `the challenge that was played: ${CHALLENGE_TYPES.join(' or ')} (default: the one that the session prefers)`,
      challenge,
    )
    .option('--reference-image <file>', 'a JPEG file as the reference image (default: a drawn face)', jpegFile)
    .option('--no-reference-image', 'the results have no reference image')
    .option('--reference-box <box>', `the position of the face in the reference image, as ${BOX}`, faceBox)
    .option(
      '--audit-images <number>',
      "the number of drawn audit images (default, and at most: the session's limit)",
      numberOf({ type: 'integer', noun: 'a number of audit images', min: 0, max: MAX_AUDIT_IMAGES }),
    )
    .addOption(
      new Option('--audit-image <file>', 'a JPEG file as an audit image, repeatable')
        .argParser(repeated(jpegFile))
        .conflicts('auditImages'),
    )
    .option(
      '--audit-box <box>',
      'the position of the face in an audit image, in their order, repeatable',
      repeated(faceBox),
    )
    .option(
      '--feedback <code>',
      `a condition that was noticed in the video, repeatable: ${FEEDBACK_CODES.join(', ')} (default: none)`,
      repeated(textOf(COMPLETE_SESSION_OPTION_SHAPES.feedback.element)),
    )
    .option('--sdk-type <text>', 'the SDK that streamed the video, in its own words (default: none)', textOf(sdkType));
}

/** The end of a session in the form of the admin API. */
export function resultsOf(flags: ResultsFlags): CompleteSessionOptions {
  const { fails, confidence, challenge, referenceImage, referenceBox, auditImages, feedback, sdkType } = flags;
  const { auditImage = [], auditBox = [] } = flags;
  const auditCount = auditImages ?? Math.max(auditImage.length, auditBox.length);
  return {
    fails,
    confidence,
    challenge,
    referenceImage: image(referenceImage || undefined, referenceBox),
    noReferenceImage: referenceImage === false ? true : undefined,
    auditImages:
      auditImages === undefined && auditCount === 0
        ? undefined
        : Array.from({ length: auditCount }, (_, index) => image(auditImage[index], auditBox[index]) ?? {}),
    feedback,
    sdkType,
  };
}

function image(jpeg: string | undefined, boundingBox: FaceBox | undefined): SessionImage | undefined {
  return jpeg === undefined && boundingBox === undefined ? undefined : { jpeg, boundingBox };
}

function challenge(value: string): PlayedChallenge {
  const [type = '', ...version] = value.split(':');
  if (!CHALLENGE_TYPES.some((each) => each === type)) {
    throw new InvalidArgumentError(`It must start with one of ${CHALLENGE_TYPES.join(', ')}.`);
  }
  return { type: type as ChallengeType, version: version.join(':') || undefined };
}

const BOX = 'WIDTH,HEIGHT,LEFT,TOP, ratios of the size of the image';

function faceBox(value: string): FaceBox {
  const [width = Number.NaN, height = Number.NaN, left = Number.NaN, top = Number.NaN, ...others] = value
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const box = { width, height, left, top };
  if (others.length > 0 || shapeErrors(FACE_BOX, box).length > 0) {
    throw new InvalidArgumentError(`It must be ${BOX}, such as 0.4,0.5,0.3,0.2; left and top can be negative.`);
  }
  return box;
}

/** Reads a JPEG as base64. */
function jpegFile(path: string): string {
  const jpeg = beginningOf(path).toString('base64');
  if (shapeErrors(JPEG, jpeg).length === 0) return jpeg;
  throw new InvalidArgumentError(`It must be a JPEG of at most ${MAX_IMAGE_BYTES} bytes.`);
}

/** Reads no more than what shows that a file is too large: a device can be without an end. */
function beginningOf(path: string): Buffer {
  const buffer = Buffer.alloc(MAX_IMAGE_BYTES + 1);
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === buffer.length) return buffer.subarray(0, length);
    }
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Reads an option that can be repeated. */
function repeated<Value>(parse: (value: string) => Value): (value: string, earlier?: readonly Value[]) => Value[] {
  return (value, earlier = []) => [...earlier, parse(value)];
}
