import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { version as ownVersion } from '../../package.json';

/** The files in a zip by their paths, or what stands in place of a zip. */
export type ZipContent = Readonly<Record<string, string | Buffer>> | string;

/**
 * Writes a release of this version for one platform: a zip and its checksum.
 *
 * @returns the path of the zip
 */
export async function writeRelease(directory: string, platform: string, content: ZipContent): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const zip = join(directory, `${prefixOf(ownVersion)}_${platform}.zip`);
  writeFileSync(zip, typeof content === 'string' ? content : await zipOf(content));
  writeChecksums(directory, ownVersion);
  return zip;
}

/**
 * Writes a release as it is published: zips, manifest and checksums.
 *
 * @param platforms the zips by their platforms
 */
export async function writeFullRelease(
  directory: string,
  platforms: Readonly<Record<string, ZipContent>>,
  version: string = ownVersion,
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  for (const [platform, content] of Object.entries(platforms)) {
    const zip = typeof content === 'string' ? content : await zipOf(content);
    writeFileSync(join(directory, `${prefixOf(version)}_${platform}.zip`), zip);
  }
  const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } };
  writeFileSync(join(directory, `${prefixOf(version)}_manifest.json`), JSON.stringify(manifest));
  writeChecksums(directory, version);
}

/** Writes the checksums of all that is in a release. */
export function writeChecksums(directory: string, version: string = ownVersion): void {
  const sums = `${prefixOf(version)}_SHA256SUMS`;
  const lines = readdirSync(directory)
    .filter((name) => !name.startsWith(sums))
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex')}  ${name}\n`,
    );
  writeFileSync(join(directory, sums), lines.join(''));
}

/** The package of this platform, as the build leaves it. */
export function builtPackage(): Readonly<Record<string, Buffer>> {
  const entries = readdirSync(EXECUTABLE_DIRECTORY, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(EXECUTABLE_DIRECTORY.length + 1), readFileSync(file)]),
  );
}

/** A package of a platform whose executable has the right header and nothing else. */
export function fakePackage(platform: string, version: string = ownVersion): Readonly<Record<string, string | Buffer>> {
  const started = `terraform-provider-faceliveness_v${version}`;
  if (platform.startsWith('windows_')) return { [`${started}.exe`]: executableHeader(platform) };
  if (platform.startsWith('darwin_')) return { [started]: executableHeader(platform) };
  return { [started]: '#!/bin/sh\n', 'face-liveness': executableHeader(platform), 'glibc/ld-linux-fake.so': 'loader' };
}

/** What an executable for a platform starts with. */
export function executableHeader(platform: string): Buffer {
  const header = Buffer.alloc(128);
  const arm = platform.endsWith('_arm64');
  if (platform.startsWith('windows_')) {
    header.write('MZ');
    header.writeUInt32LE(64, 60);
    header.write('PE\0\0', 64);
    header.writeUInt16LE(arm ? 0xaa64 : 0x8664, 68);
  } else if (platform.startsWith('darwin_')) {
    header.writeUInt32LE(0xfeedfacf, 0);
    header.writeUInt32LE(arm ? 0x0100000c : 0x01000007, 4);
  } else {
    header.write('\x7fELF\x02\x01\x01', 'latin1');
    header.writeUInt16LE(arm ? 183 : 62, 18);
  }
  return header;
}

function prefixOf(version: string): string {
  return `terraform-provider-faceliveness_${version}`;
}

async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  // Stored: packing takes longer than all that is tested.
  for (const [path, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), path, { compress: false, mode: modeOf(path) });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

function modeOf(path: string): number {
  return /^terraform-provider-|^face-liveness$|^glibc\/ld-/.test(path) ? 0o100755 : 0o100644;
}
