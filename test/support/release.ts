import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { version } from '../../package.json';

/**
 * Writes a release of this version for one platform: a zip and its checksum.
 *
 * @param content the files by their names, or what stands in place of a zip
 * @returns the path of the zip
 */
export async function writeRelease(
  directory: string,
  platform: string,
  content: Readonly<Record<string, string>> | string,
): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const name = `terraform-provider-faceliveness_${version}_${platform}.zip`;
  const zip = join(directory, name);
  writeFileSync(zip, typeof content === 'string' ? content : await zipOf(content));
  const sum = createHash('sha256').update(readFileSync(zip)).digest('hex');
  writeFileSync(join(directory, `terraform-provider-faceliveness_${version}_SHA256SUMS`), `${sum}  ${name}\n`);
  return zip;
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return await buffer(zip.outputStream);
}
