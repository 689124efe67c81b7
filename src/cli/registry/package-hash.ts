import { createHash } from 'node:crypto';

/**
 * The checksum of a package in lock files, whichever way it is packed: `h1:` and Hash1 of golang.org/x/mod/sumdb/dirhash.
 *
 * @param files the SHA-256 of each file in hexadecimal, by its path
 */
export function packageHash(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  const sorted = [...files].map(([path, sum]) => ({ path, sum, bytes: Buffer.from(path) }));
  for (const { path, sum } of sorted.sort((a, b) => Buffer.compare(a.bytes, b.bytes))) hash.update(`${sum}  ${path}\n`);
  return `h1:${hash.digest('base64')}`;
}
