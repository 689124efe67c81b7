import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { Message } from '@smithy/types';
import { type AwsError, frameworkError } from '../protocol/answer';

/** Largest accepted message in bytes. A second of video at the clients' rates takes less than half of it. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Fewest bytes of a message: two lengths and two checksums. */
const MIN_MESSAGE_BYTES = 16;

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** A message that the service sends, before it is encoded. */
export interface ServiceMessage {
  /** The name of the event or the exception. */
  readonly type: string;
  readonly kind: 'event' | 'exception';
  /** JSON. */
  readonly body: string;
  readonly contentType: string;
}

export function eventMessage(type: string, body: object): ServiceMessage {
  return { type, kind: 'event', body: JSON.stringify(body), contentType: 'application/json' };
}

export function exceptionMessage({ type, text }: AwsError): ServiceMessage {
  const body = JSON.stringify({ Message: text, Code: type });
  return { type, kind: 'exception', body, contentType: 'application/json' };
}

export function encoded({ type, kind, body, contentType }: ServiceMessage): Uint8Array {
  return codec.encode({
    headers: {
      [`:${kind}-type`]: { type: 'string', value: type },
      ':content-type': { type: 'string', value: contentType },
      ':message-type': { type: 'string', value: kind },
    },
    body: fromUtf8(body),
  });
}

/**
 * Decodes a message.
 *
 * @throws AwsError ValidationException for wrong lengths and checksums
 */
export function decoded(bytes: Uint8Array): Message {
  try {
    return codec.decode(bytes);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** A client's message that cannot be read. */
export function unreadable(reason: string): AwsError {
  return frameworkError('ValidationException', `The event stream could not be read: ${reason}`);
}

/**
 * Cuts a stream of bytes into messages. It holds one message at most, whose length is refused before its bytes are kept.
 *
 * @throws AwsError ValidationException for a length out of range, and for a stream that ends within a message
 */
export async function* messagesIn(received: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of received) {
    chunks.push(chunk);
    size += chunk.length;
    let needed = neededBytes(chunks, size);
    if (size < needed) continue;
    let rest: Uint8Array = Buffer.concat(chunks);
    while (rest.length >= needed) {
      yield rest.subarray(0, needed);
      rest = rest.subarray(needed);
      needed = neededBytes([rest], rest.length);
    }
    chunks = rest.length === 0 ? [] : [rest];
    size = rest.length;
  }
  if (size > 0) throw unreadable(`it ends after ${size} bytes of a message`);
}

/** The bytes that the first message has or, while its length is not known, those that contain the length. */
function neededBytes(chunks: readonly Uint8Array[], size: number): number {
  if (size < MIN_MESSAGE_BYTES) return MIN_MESSAGE_BYTES;
  const [first = new Uint8Array()] = chunks;
  const start = Buffer.from(first.length >= 4 ? first : Buffer.concat(chunks, 4));
  const length = start.readUInt32BE(0);
  if (length >= MIN_MESSAGE_BYTES && length <= MAX_MESSAGE_BYTES) return length;
  throw unreadable(`a message has ${length} bytes; messages have ${MIN_MESSAGE_BYTES} to ${MAX_MESSAGE_BYTES} bytes`);
}
