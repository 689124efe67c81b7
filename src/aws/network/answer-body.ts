import type { Readable } from 'node:stream';
import { InvalidAnswerError } from '../errors';

/**
 * Longest accepted body, in bytes. The longest that a service has a reason to send is 1.4 MB: five images of at most
 * 204,800 bytes each, in base64, from GetFaceLivenessSessionResults. 50 bodies can be on the way at once.
 */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads the body of an answer. After an error its connection is closed.
 *
 * @param deadlineMs the time by which it must be complete, by `performance.now()`
 * @throws an error named `TimeoutError` if it is not complete in time, and InvalidAnswerError if it is too long
 */
export async function readBody(body: Readable, deadlineMs: number): Promise<Uint8Array> {
  const timer = setTimeout(() => {
    body.destroy(Object.assign(new Error('the answer began and did not end in time'), { name: 'TimeoutError' }));
  }, deadlineMs - performance.now());
  // One growing buffer: in Bun each chunk is a piece, and a list of four million pieces of a byte took 300 MB more.
  let bytes = Buffer.alloc(0);
  let length = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      if (length + piece.length > MAX_BYTES) {
        throw new InvalidAnswerError(`the answer is longer than ${MAX_BYTES} bytes`);
      }
      if (length + piece.length > bytes.length) {
        bytes = Buffer.concat([bytes.subarray(0, length), piece], Math.max(2 * bytes.length, length + piece.length));
      } else {
        piece.copy(bytes, length);
      }
      length += piece.length;
    }
  } finally {
    clearTimeout(timer);
  }
  return bytes.subarray(0, length);
}
