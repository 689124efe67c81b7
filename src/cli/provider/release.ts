import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { version } from '../../../package.json';
import { HEAD_BYTES, isExecutablePath, platformError } from './executable-platform';
import { InstallError } from './install-error';
import { modeOf, type ProviderFile, type ProviderPackage, startedFile } from './provider-files';

/** A zip of a release: its version and its platform. */
export const ZIP = /^terraform-provider-faceliveness_(\d+\.\d+\.\d+[^_]*)_([a-z0-9]+_[a-z0-9]+)\.zip$/;

/** More than any package has, and far less than what would fill a disk. */
const MAX_PACKAGE_BYTES = 512 * 1024 * 1024;

/** More than the checksums of any release have. */
const MAX_CHECKSUMS_BYTES = 1024 * 1024;

/**
 * Reads the provider's package for a platform out of a release: a directory with zips and their checksums, as the release page
 * offers them.
 *
 * @throws InstallError where the release has no zip for the platform, one that its checksums do not vouch for, or one of
 *   another version
 */
export async function packageFromRelease(release: string, platform: string): Promise<ProviderPackage> {
  const { name, version } = findZip(release, platform);
  const file = join(release, name);
  const sums = join(release, `terraform-provider-faceliveness_${version}_SHA256SUMS`);
  await verify(file, readChecksums(sums).get(name), sums);
  const files = (await readZip(file)).filter(({ path }) => !path.endsWith('/'));
  const started = startedFile(version, platform);
  const heads = new Map<string, Buffer>();
  for (const each of files) if (isExecutablePath(each.path, started)) heads.set(each.path, await headOf(each));
  const error = platformError(platform, started, heads);
  if (error !== undefined) throw new InstallError(`${file} ${error}.`);
  return { platform, version, files };
}

async function headOf(file: ProviderFile): Promise<Buffer> {
  let head = Buffer.of();
  for await (const chunk of file.content()) {
    head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (head.length === HEAD_BYTES) break;
  }
  return head;
}

/**
 * The entries of a zip of a release; a directory's path ends with `/`.
 *
 * @throws InstallError for a file that is no zip, or one with impossible contents
 */
export async function readZip(file: string): Promise<ProviderFile[]> {
  try {
    const zip = await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    return await filesOf(zip, file);
  } catch (error) {
    throw notUsable(file, error);
  }
}

function notUsable(zip: string, cause: unknown): InstallError {
  return new InstallError(`${zip} is not a zip file to use: ${(cause as Error).message}.`, { cause });
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
  throw new InstallError(
    fitting.length > 1
      ? `${release} holds several versions for ${platform}, and not ${version}. Leave one of them there.`
      : `${release} holds no terraform-provider-faceliveness_VERSION_${platform}.zip. ` +
          (known === '' ? 'Give the directory of a downloaded release.' : `It has ${known}.`),
  );
}

/**
 * The names of what is in a release.
 *
 * @throws InstallError where there is no such directory
 */
export function entriesOf(release: string): string[] {
  try {
    return readdirSync(release);
  } catch (error) {
    throw new InstallError(
      `cannot read the release ${JSON.stringify(release)}: ${(error as Error).message}. Give the directory of a ` +
        'downloaded release.',
    );
  }
}

/**
 * Compares a file of a release with the SHA-256 that the release's checksums say.
 *
 * @throws InstallError for another one, for none, and for a file that cannot be read
 */
export async function verify(file: string, wanted: string | undefined, sums: string): Promise<void> {
  if (wanted === undefined) {
    throw new InstallError(`${sums} has no line for ${basename(file)}. Download the release again.`);
  }
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (cause) {
    throw new InstallError(`cannot read ${file}: ${(cause as Error).message}. Download the release again.`, { cause });
  }
  const actual = hash.digest('hex');
  if (actual === wanted) return;
  throw new InstallError(
    `${file} is damaged or was changed: its SHA-256 is ${actual}, and ${sums} says ${wanted}. Download it again.`,
  );
}

/**
 * Reads the checksums of a release: SHA-256 by the name of the file.
 *
 * @throws InstallError where the file cannot be read, is too large, or has two checksums for a file
 */
export function readChecksums(sums: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    if (statSync(sums).size > MAX_CHECKSUMS_BYTES) throw new Error(`${sums} is too large`);
    text = readFileSync(sums, 'utf8');
  } catch (error) {
    throw new InstallError(
      `cannot read the checksums of the release: ${(error as Error).message}. Download them, too.`,
    );
  }
  const checksums = new Map<string, string>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const [sum = '', name = ''] = line.split(/\s+\*?/);
    // Hexadecimal digits may be capitals, as PowerShell writes them.
    const former = checksums.get(name) ?? sum.toLowerCase();
    if (former !== sum.toLowerCase()) {
      throw new InstallError(`${sums} is damaged: it has two checksums for ${name}. Download it again.`);
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
      if (bytes > MAX_PACKAGE_BYTES) return reject(new Error('what is in it is too large'));
      if (files.has(path)) return reject(new Error(`it has ${path} twice`));
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
