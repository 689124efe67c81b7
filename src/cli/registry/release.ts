import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../command-error';
import { HEAD_BYTES, platformError } from '../provider/executable-platform';
import { type ProviderFile, startedFile } from '../provider/provider-files';
import { entriesOf, readChecksums, readZip, verify, ZIP } from '../provider/release';
import { packageHash } from './package-hash';

/** The provider's package for one platform, in a zip. */
export interface ReleasedPackage {
  readonly os: string;
  readonly architecture: string;
  /** The name of the zip. */
  readonly filename: string;
  /** The SHA-256 of the zip in hexadecimal. */
  readonly sha256: string;
  /** The checksum of the files in the zip, `h1:…`. */
  readonly packageHash: string;
}

/** A version of the provider. */
export interface Release {
  readonly version: string;
  /** The versions of the plugin protocol that the provider speaks. */
  readonly protocols: readonly string[];
  readonly packages: readonly ReleasedPackage[];
}

/** The names of the files that go with the zips of a version. */
export function filesBeside(version: string): { readonly checksums: string; readonly manifest: string } {
  const prefix = `terraform-provider-faceliveness_${version}`;
  return { checksums: `${prefix}_SHA256SUMS`, manifest: `${prefix}_manifest.json` };
}

/** The file with the signature of checksums. */
export function signatureOf(checksums: string): string {
  return `${checksums}.sig`;
}

/**
 * Reads a release: a directory with zips for some platforms, a manifest and checksums. All that the checksums list must be there.
 *
 * @throws CommandError for a release that is not complete, was changed, or has a zip that is not for its platform
 */
export async function readRelease(directory: string): Promise<Release> {
  if (directory.trim() === '') throw new CommandError('--from is empty. Give the directory of a release.');
  const names = entriesOf(directory).filter((name) => ZIP.test(name));
  const version = onlyVersion(names, directory);
  const { checksums, manifest } = filesBeside(version);
  if (!existsSync(join(directory, manifest))) {
    throw new CommandError(`${directory} has no ${manifest}. Download the release again.`);
  }
  const sums = join(directory, checksums);
  const listed = readChecksums(sums);
  requirePlain(sums);
  for (const name of new Set([manifest, ...names, ...listed.keys()])) {
    if (!existsSync(join(directory, name))) {
      throw new CommandError(`${directory} has no ${name}, which ${checksums} lists. Download the release again.`);
    }
    await verify(join(directory, name), listed.get(name), sums);
  }
  const packages: ReleasedPackage[] = [];
  for (const name of names.sort()) packages.push(await readPackage(join(directory, name), listed.get(name) ?? ''));
  return { version, protocols: readProtocols(join(directory, manifest)), packages };
}

/**
 * Clients read the checksums of a registry, and know one format of it alone: neither a byte order mark, nor the `*` of
 * `sha256sum --binary`.
 */
function requirePlain(sums: string): void {
  const lines = readFileSync(sums, 'utf8').split('\n');
  const other = lines.find((line) => line.trim() !== '' && !/^[0-9a-f]{64} {2}[^\s*/\\][^\s/\\]*\r?$/.test(line));
  if (other === undefined) return;
  throw new CommandError(`${sums} is damaged: it has the line ${JSON.stringify(other.trimEnd())}. Download it again.`);
}

function onlyVersion(names: readonly string[], directory: string): string {
  const versions = [...new Set(names.map((name) => ZIP.exec(name)?.[1] ?? ''))].sort();
  const [version, ...others] = versions;
  if (version === undefined) {
    throw new CommandError(
      `${directory} holds no terraform-provider-faceliveness_VERSION_OS_ARCH.zip. Give the directory of a release.`,
    );
  }
  if (others.length === 0) return version;
  throw new CommandError(`${directory} holds several versions: ${versions.join(', ')}. Leave one of them there.`);
}

function readProtocols(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  try {
    const { version, metadata } = JSON.parse(text) as {
      readonly version: unknown;
      readonly metadata: { readonly protocol_versions: readonly unknown[] };
    };
    const protocols = metadata.protocol_versions.map(String);
    if (version === 1 && protocols.length > 0 && protocols.every((each) => /^\d+\.\d+$/.test(each))) return protocols;
  } catch {
    // Reported below, as what is JSON of something else.
  }
  throw new CommandError(
    `${file} is not a manifest of a provider: {"version":1,"metadata":{"protocol_versions":["6.0"]}}. Download it again.`,
  );
}

async function readPackage(zip: string, sha256: string): Promise<ReleasedPackage> {
  const filename = basename(zip);
  const [, version = '', platform = ''] = ZIP.exec(filename) ?? [];
  const [os = '', architecture = ''] = platform.split('_');
  const sums = new Map<string, string>();
  const heads = new Map<string, Buffer>();
  for (const file of await readZip(zip)) {
    const { sum, head } = await readFile(file);
    sums.set(file.path, sum);
    heads.set(file.path, head);
  }
  const error = platformError(platform, startedFile(version, platform), heads);
  if (error !== undefined) throw new CommandError(`${zip} ${error}.`);
  return { os, architecture, filename, sha256, packageHash: packageHash(sums) };
}

async function readFile(file: ProviderFile): Promise<{ readonly sum: string; readonly head: Buffer }> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let missing = HEAD_BYTES;
  for await (const chunk of file.content()) {
    hash.update(chunk);
    if (missing > 0) head.push(Buffer.from(chunk.subarray(0, missing)));
    missing -= chunk.length;
  }
  return { sum: hash.digest('hex'), head: Buffer.concat(head) };
}
