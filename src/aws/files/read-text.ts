import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';

/** Longest file that is read, in bytes: hundreds of times what files of profiles, certificates and tokens have. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads a text file.
 *
 * @throws the system's error if it cannot be read, and an error if it is too long, as a device can be
 */
export async function readText(path: string): Promise<string> {
  const bytes = await buffer(createReadStream(path, { end: MAX_BYTES }));
  if (bytes.length > MAX_BYTES) throw new Error(`it is longer than ${MAX_BYTES} bytes`);
  return bytes.toString('utf8');
}
