import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../command-error';
import { startedFile } from '../platforms';
import { platformError } from '../provider/executable-platform';
import { entriesOf, readChecksums, readZip, sha256, verify, ZIP } from '../provider/release';

/** The zip of the provider's package for one platform. */
export interface ReleasedPackage {
  readonly os: string;
  readonly architecture: string;
  readonly filename: string;
  /** The SHA-256 of the zip in hexadecimal. */
  readonly sha256: string;
  /** The `h1:` checksum of the files in the zip, as in lock files. */
  readonly packageHash: string;
}

/** A version of the provider. */
export interface Release {
  readonly version: string;
  /** The supported versions of the plugin protocol. */
  readonly protocols: readonly string[];
  readonly packages: readonly ReleasedPackage[];
}

/** The names of the other files of a version. */
export function filesBeside(version: string): { readonly checksums: string; readonly manifest: string } {
  const prefix = `terraform-provider-faceliveness_${version}`;
  return { checksums: `${prefix}_SHA256SUMS`, manifest: `${prefix}_manifest.json` };
}

/** The name of the signature of checksums. */
export function signatureOf(checksums: string): string {
  return `${checksums}.sig`;
}

/**
 * Reads a release: a directory with zips, a manifest and checksums. Every file that the checksums list must be there.
 *
 * @throws CommandError for a release that is incomplete, was changed, or has a zip with an executable for another platform
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
 * Refuses checksums with a byte order mark or the `*` of `sha256sum --binary`: Terraform and OpenTofu read the checksums of
 * a registry in the plain format only.
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
      `${directory} contains no terraform-provider-faceliveness_VERSION_OS_ARCH.zip. Give the directory of a release.`,
    );
  }
  if (others.length === 0) return version;
  throw new CommandError(`${directory} contains several versions: ${versions.join(', ')}. Remove all but one.`);
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
    // Reported below, like JSON of another form.
  }
  throw new CommandError(
    `${file} is not the manifest of a provider, such as {"version":1,"metadata":{"protocol_versions":["6.0"]}}. Download it again.`,
  );
}

async function readPackage(zip: string, zipSum: string): Promise<ReleasedPackage> {
  const filename = basename(zip);
  const [, version = '', platform = ''] = ZIP.exec(filename) ?? [];
  const [os = '', architecture = ''] = platform.split('_');
  const files = await readZip(zip);
  const error = await platformError(platform, startedFile(version, platform), files);
  if (error !== undefined) throw new CommandError(`${zip} ${error}.`);
  const sums = new Map<string, string>();
  for (const file of files) sums.set(file.path, await sha256(file.content()));
  return { os, architecture, filename, sha256: zipSum, packageHash: packageHash(sums) };
}

/**
 * The checksum of a package in lock files, independent of the packing: `h1:` and Hash1 of golang.org/x/mod/sumdb/dirhash.
 *
 * @param files the SHA-256 of each file in hexadecimal, by its path
 */
function packageHash(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  const sorted = [...files].map(([path, sum]) => ({ path, sum, bytes: Buffer.from(path) }));
  for (const { path, sum } of sorted.sort((a, b) => Buffer.compare(a.bytes, b.bytes))) hash.update(`${sum}  ${path}\n`);
  return `h1:${hash.digest('base64')}`;
}
