import { createWriteStream, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** The oldest time of the zip format, which has local times, so this one is the same in every time zone. */
const TIME = new Date(1980, 0, 1);

/** Zips the files below a directory. The same files give the same bytes. */
export async function zipDirectory(directory: string, file: string): Promise<void> {
  const zip = new ZipFile();
  for (const path of filesBelow(directory)) {
    const executable = (statSync(join(directory, path)).mode & 0o100) !== 0;
    zip.addFile(join(directory, path), path, {
      mtime: TIME,
      // No extra field with a UTC timestamp, which would depend on the time zone.
      forceDosTimestamp: true,
      mode: 0o100000 | (executable ? 0o755 : 0o644),
      compressionLevel: 6,
    });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** The paths of all files below a directory, with `/`, in order. */
function filesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}
