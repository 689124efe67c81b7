import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { sha256 } from '../../src/cli/provider/release';
import { buildExecutable } from '../build/executable';
import type { BundledPackage } from '../build/licenses';
import { buildPackage } from '../build/package';
import { directoryOf, executableName, type Platform } from '../build/platforms';
import { billOfMaterials } from './bill-of-materials';
import { packForNpm } from './npm-packages';
import { MANIFEST, openTofuEntry, type ReleasedZip, writeProviderRepository } from './provider-repository';
import { zipDirectory } from './zip';

const PREFIX = `terraform-provider-faceliveness_${version}`;

/** Names in the directory of a release of any version. */
const RELEASED = /^(terraform-provider-faceliveness(_.*)?|face-liveness_.*|npm|opentofu-registry)$/;

/** Returns the bytes of a detached OpenPGP signature. */
export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Options of `writeRelease`. */
export interface ReleaseOptions {
  readonly platforms: readonly Platform[];
  /** Signs the checksums. Default: the release is not signed. */
  readonly sign?: Sign;
}

/**
 * Builds a release into a directory, which appears atomically. The same commit gives the same files, apart from signatures.
 * Nothing is uploaded.
 *
 * @throws Error when the directory contains anything other than a release
 */
export async function writeRelease(directory: string, { platforms, sign }: ReleaseOptions): Promise<void> {
  refuseOthers(directory);
  await buildPackage();
  // All platforms have the same packages.
  let packages: readonly BundledPackage[] = [];
  for (const platform of platforms) packages = await buildExecutable(platform, { glibc: 'debian' });
  await assembleRelease(directory, { platforms, packages, ...(sign && { sign }) });
}

/** Options of `assembleRelease`. */
export interface AssembleOptions extends ReleaseOptions {
  /** The npm packages whose code is in the executables. */
  readonly packages: readonly BundledPackage[];
}

/**
 * As `writeRelease`, from what the last build has left in `dist`.
 *
 * @throws Error when the directory contains anything other than a release
 */
export async function assembleRelease(
  directory: string,
  { platforms, packages, sign }: AssembleOptions,
): Promise<void> {
  refuseOthers(directory);
  mkdirSync(dirname(directory), { recursive: true });
  const fresh = mkdtempSync(`${directory}.unfinished-`);
  try {
    const zips: ReleasedZip[] = [];
    for (const platform of platforms) zips.push(await writeZip(platform, fresh));
    for (const platform of platforms) copyExecutable(platform, fresh);
    writeFileSync(join(fresh, `${PREFIX}_manifest.json`), MANIFEST);
    writeFileSync(join(fresh, `${PREFIX}_sbom.cdx.json`), billOfMaterials(version, packages, platforms));
    await writeSums(fresh);
    if (sign !== undefined) await signRelease(fresh, sign);

    packForNpm(join(fresh, 'npm'), platforms);
    await writeProviderRepository(join(fresh, 'terraform-provider-faceliveness'));
    const { path, text } = openTofuEntry(version, zips);
    mkdirSync(join(fresh, 'opentofu-registry', dirname(path)), { recursive: true });
    writeFileSync(join(fresh, 'opentofu-registry', path), text);

    rmSync(directory, { recursive: true, force: true });
    renameSync(fresh, directory);
    chmodSync(directory, 0o755);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * Signs the checksums of a release.
 *
 * @returns the path of the checksums
 * @throws Error when the release is incomplete, or a file has another checksum
 */
export async function signRelease(directory: string, sign: Sign): Promise<string> {
  const sums = join(directory, `${PREFIX}_SHA256SUMS`);
  if (!existsSync(sums)) throw new Error(`${directory} is not a release of ${version}: it has no ${PREFIX}_SHA256SUMS`);
  const text = readFileSync(sums, 'utf8');
  for (const line of text.trimEnd().split('\n')) {
    const [wanted, name = ''] = line.split('  ');
    const file = join(directory, name);
    if (!existsSync(file)) throw new Error(`${file} is missing. Build the release again.`);
    const actual = await sha256(createReadStream(file));
    if (actual !== wanted)
      throw new Error(`${file} has the SHA-256 ${actual}, and ${sums} says ${wanted}. Build it again.`);
  }
  writeFileSync(`${sums}.sig`, await sign(Buffer.from(text)));
  return sums;
}

function refuseOthers(directory: string): void {
  if (!existsSync(directory)) return;
  const names = readdirSync(directory);
  if (names.every((name) => RELEASED.test(name))) return;
  throw new Error(`${directory} exists and is not a release. Remove it, or choose another directory with --directory.`);
}

async function writeZip(platform: Platform, directory: string): Promise<ReleasedZip> {
  const name = `${PREFIX}_${platform.terraform}.zip`;
  await zipDirectory(directoryOf(platform), join(directory, name));
  return { platform: platform.terraform, name, sha256: await sha256(createReadStream(join(directory, name))) };
}

/** The executable as a single file. */
function copyExecutable(platform: Platform, directory: string): void {
  const to = `face-liveness_${version}_${platform.terraform}${platform.extension}`;
  cpSync(join(directoryOf(platform), executableName(platform)), join(directory, to));
}

/** Writes the checksums of all files in the directory. */
async function writeSums(directory: string): Promise<void> {
  const lines: string[] = [];
  for (const name of readdirSync(directory).sort()) {
    lines.push(`${await sha256(createReadStream(join(directory, name)))}  ${name}\n`);
  }
  writeFileSync(join(directory, `${PREFIX}_SHA256SUMS`), lines.join(''));
}
