import type { Message } from '@smithy/types';
import { CHALLENGE_TYPES, type ChallengeType } from '../../liveness/create-session-request';
import type { NumberShape, Shape, StringShape, StructureShape } from '../../liveness/shape';
import type { ChunkVerification } from '../auth/signed-chunk';
import { AwsError } from '../protocol/answer';
import { validatedRequest } from '../protocol/request-validation';
import { decoded, unreadable } from './event-stream';

/*
 * The events of a client. The members and their types are those of the service model rekognitionstreaming/2022-05-30.
 */

/** An event of a client, as far as the emulator looks at it. */
export type ClientEvent =
  | { readonly type: 'video'; readonly bytes: number }
  | { readonly type: 'video-end' }
  | { readonly type: 'challenge'; readonly challenge: ChallengeType }
  | { readonly type: 'stream-end' }
  | { readonly type: 'unknown' };

/** The end of all events. Clients send it as a chunk without payload, or end the stream. */
export const STREAM_END: ClientEvent = { type: 'stream-end' };

const NUMBER: NumberShape = { type: 'number', noun: 'a number' };

const TEXT: StringShape = { type: 'string', noun: 'a text', rule: 'a string' };

function structure(members: Readonly<Record<string, Shape>>, required = Object.keys(members)): StructureShape {
  return { type: 'structure', noun: 'an object', members, required };
}

const BOX = structure({ Width: NUMBER, Height: NUMBER, Left: NUMBER, Top: NUMBER });

const COLOR = structure({ RGB: { type: 'list', noun: 'a color', element: { type: 'integer', noun: 'a component' } } });

const MOVEMENT = {
  ChallengeId: TEXT,
  VideoStartTimestamp: NUMBER,
  VideoEndTimestamp: NUMBER,
  InitialFace: structure({ BoundingBox: BOX, InitialFaceDetectedTimestamp: NUMBER }),
  TargetFace: structure({
    BoundingBox: BOX,
    FaceDetectedInTargetPositionStartTimestamp: NUMBER,
    FaceDetectedInTargetPositionEndTimestamp: NUMBER,
  }),
};

const COLOR_DISPLAYED = structure(
  { CurrentColor: COLOR, SequenceNumber: NUMBER, CurrentColorStartTimestamp: NUMBER, PreviousColor: COLOR },
  ['CurrentColor', 'SequenceNumber', 'CurrentColorStartTimestamp'],
);

const CHALLENGES: Readonly<Record<ChallengeType, Shape>> = {
  FaceMovementAndLightChallenge: structure({ ...MOVEMENT, ColorDisplayed: COLOR_DISPLAYED }, ['ChallengeId']),
  FaceMovementChallenge: structure(MOVEMENT, ['ChallengeId']),
};

const CLIENT_SESSION_INFORMATION_EVENT = structure({ Challenge: structure(CHALLENGES, []) });

const VIDEO_EVENT = structure({ VideoChunk: TEXT, TimestampMillis: NUMBER }, []);

/** Reads the messages of a client, which are signed chunks with an event in each. */
export class ClientEvents {
  /** @param chunks verifies the signatures. Default: they are not verified, and chunks need none */
  constructor(private readonly chunks: ChunkVerification | undefined) {}

  /**
   * @throws AwsError ValidationException for a message that cannot be read, InvalidSignatureException
   */
  async read(bytes: Uint8Array): Promise<ClientEvent> {
    const payload = await this.payloadOf(decoded(bytes), bytes);
    if (payload.length === 0) return STREAM_END;
    const { headers, body } = decoded(payload);
    switch (headers[':event-type']?.value) {
      case 'VideoEvent':
        return videoEvent(body);
      case 'ClientSessionInformationEvent':
        return sessionInformationEvent(body);
      default:
        return { type: 'unknown' };
    }
  }

  private async payloadOf({ headers, body }: Message, bytes: Uint8Array): Promise<Uint8Array> {
    const { ':chunk-signature': signature, ':date': date } = headers;
    if (this.chunks === undefined) return signature === undefined ? bytes : body;
    if (signature?.type !== 'binary' || date?.type !== 'timestamp') {
      throw unreadable('a message lacks :chunk-signature, the signature in binary, or :date, a timestamp');
    }
    await this.chunks.verify({
      date: date.value,
      signature: Buffer.from(signature.value).toString('hex'),
      payload: body,
    });
    return body;
  }
}

function videoEvent(body: Uint8Array): ClientEvent {
  const { VideoChunk = '' } = read<{ VideoChunk?: string }>(VIDEO_EVENT, body);
  return VideoChunk === '' ? { type: 'video-end' } : { type: 'video', bytes: Buffer.byteLength(VideoChunk, 'base64') };
}

function sessionInformationEvent(body: Uint8Array): ClientEvent {
  const { Challenge } = read<{ Challenge: Readonly<Record<string, unknown>> }>(CLIENT_SESSION_INFORMATION_EVENT, body);
  const [challenge, ...others] = CHALLENGE_TYPES.filter((type) => Challenge[type] !== undefined);
  if (challenge === undefined || others.length > 0) {
    throw unreadable(`a ClientSessionInformationEvent has to have one of ${CHALLENGE_TYPES.join(', ')}`);
  }
  return { type: 'challenge', challenge };
}

/** Reads an event. The operation has no SerializationException. */
function read<Event>(shape: StructureShape, body: Uint8Array): Event {
  try {
    return validatedRequest<Event>(shape, json(body));
  } catch (error) {
    if (error instanceof AwsError && error.type === 'SerializationException')
      throw unreadable(error.text ?? error.type);
    throw error;
  }
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw unreadable('an event is not JSON');
  }
}
