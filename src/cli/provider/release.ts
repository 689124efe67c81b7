import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { version } from '../../../package.json';
import { CommandError } from '../command-error';
import { startedFile } from '../platforms';
import { platformError } from './executable-platform';
import { modeOf, type ProviderFile, type ProviderPackage } from './provider-files';

/** The name of a zip of a release, with its version and its platform. */
export const ZIP = /^terraform-provider-faceliveness_(\d+\.\d+\.\d+[^_]*)_([a-z0-9]+_[a-z0-9]+)\.zip$/;

/** The largest accepted package, a multiple of the real size: a damaged zip must not fill the disk. */
const MAX_PACKAGE_BYTES = 512 * 1024 * 1024;

/** The largest accepted file of checksums, a multiple of the real size. */
const MAX_CHECKSUMS_BYTES = 1024 * 1024;

/**
 * Reads the package for a platform from a release: a directory with the zips and checksums of the release page.
 *
 * @throws CommandError when the release has no zip for the platform, or one with another checksum, platform or version
 */
export async function packageFromRelease(release: string, platform: string): Promise<ProviderPackage> {
  const { name, version } = findZip(release, platform);
  const file = join(release, name);
  const sums = join(release, `terraform-provider-faceliveness_${version}_SHA256SUMS`);
  await verify(file, readChecksums(sums).get(name), sums);
  const files = (await readZip(file)).filter(({ path }) => !path.endsWith('/'));
  const error = await platformError(platform, startedFile(version, platform), files);
  if (error !== undefined) throw new CommandError(`${file} ${error}.`);
  return { platform, version, files };
}

/**
 * The entries of a zip of a release; the path of a directory ends with `/`.
 *
 * @throws CommandError for a file that is not a zip, or has invalid contents
 */
export async function readZip(file: string): Promise<ProviderFile[]> {
  try {
    const zip = await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    return await filesOf(zip, file);
  } catch (error) {
    throw notUsable(file, error);
  }
}

function notUsable(zip: string, cause: unknown): CommandError {
  return new CommandError(`${zip} is not a usable zip file: ${(cause as Error).message}.`, { cause });
}

function findZip(release: string, platform: string): { readonly name: string; readonly version: string } {
  const zips = entriesOf(release).flatMap((name) => {
    const [, zipVersion = '', zipPlatform] = ZIP.exec(name) ?? [];
    return zipVersion === '' ? [] : [{ name, version: zipVersion, platform: zipPlatform }];
  });
  const fitting = zips.filter((zip) => zip.platform === platform);
  const [only, ...others] = fitting;
  const chosen = others.length === 0 ? only : fitting.find((zip) => zip.version === version);
  if (chosen !== undefined) return chosen;
  const known = [...new Set(zips.map((zip) => zip.platform))].sort().join(', ');
  throw new CommandError(
    fitting.length > 1
      ? `${release} contains several versions for ${platform}, but not ${version}. Remove all but one.`
      : `${release} contains no terraform-provider-faceliveness_VERSION_${platform}.zip. ` +
          (known === '' ? 'Give the directory of a downloaded release.' : `It has ${known}.`),
  );
}

/**
 * The names of the files of a release.
 *
 * @throws CommandError when the directory cannot be read
 */
export function entriesOf(release: string): string[] {
  try {
    return readdirSync(release);
  } catch (error) {
    throw new CommandError(
      `cannot read the release ${JSON.stringify(release)}: ${(error as Error).message}. Give the directory of a ` +
        'downloaded release.',
    );
  }
}

/**
 * Verifies the SHA-256 of a file of a release.
 *
 * @param wanted the SHA-256 in the checksums; undefined when they do not list the file
 * @param sums the path of the checksums, for messages
 * @throws CommandError for another SHA-256, for a file that is not listed, and for one that cannot be read
 */
export async function verify(file: string, wanted: string | undefined, sums: string): Promise<void> {
  if (wanted === undefined) {
    throw new CommandError(`${sums} has no line for ${basename(file)}. Download the release again.`);
  }
  let actual: string;
  try {
    actual = await sha256(createReadStream(file));
  } catch (cause) {
    throw new CommandError(`cannot read ${file}: ${(cause as Error).message}. Download the release again.`, { cause });
  }
  if (actual === wanted) return;
  throw new CommandError(
    `${file} is damaged or was changed: its SHA-256 is ${actual}, and ${sums} says ${wanted}. Download it again.`,
  );
}

/** The SHA-256 of content, in hexadecimal. */
export async function sha256(content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Reads the checksums of a release: SHA-256 by file name.
 *
 * @throws CommandError when the file cannot be read, is too large, or has two checksums for a file
 */
export function readChecksums(sums: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    if (statSync(sums).size > MAX_CHECKSUMS_BYTES) throw new Error(`${sums} is too large`);
    text = readFileSync(sums, 'utf8');
  } catch (error) {
    throw new CommandError(
      `cannot read the checksums of the release: ${(error as Error).message}. Download them as well.`,
    );
  }
  const checksums = new Map<string, string>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const [sum = '', name = ''] = line.split(/\s+\*?/);
    // PowerShell writes hexadecimal digits in upper case.
    const former = checksums.get(name) ?? sum.toLowerCase();
    if (former !== sum.toLowerCase()) {
      throw new CommandError(`${sums} is damaged: it has two checksums for ${name}. Download it again.`);
    }
    checksums.set(name, former);
  }
  return checksums;
}

async function filesOf(zip: ZipFile, file: string): Promise<ProviderFile[]> {
  const files = new Map<string, ProviderFile>();
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      const path = entry.fileName;
      bytes += entry.uncompressedSize;
      if (bytes > MAX_PACKAGE_BYTES) return reject(new Error('its content is too large'));
      if (files.has(path)) return reject(new Error(`it contains ${path} twice`));
      files.set(path, { path, mode: modeOf(path), content: () => contentOf(zip, entry, file) });
      zip.readEntry();
    });
    zip.readEntry();
  });
  return [...files.values()];
}

async function* contentOf(zip: ZipFile, entry: Entry, file: string): AsyncGenerator<Buffer> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw notUsable(file, error);
  }
}
