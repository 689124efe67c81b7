import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fetchDebianPackages } from './debian-packages';
import debian from './glibc.json';

/** The libraries that Bun's builds for glibc need beside the loader. */
const LIBRARIES = ['libc.so.6', 'libm.so.6', 'libpthread.so.0', 'libdl.so.2'];

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/glibc');

/** The place of glibc for a platform, on a machine or below an unpacked package. */
export interface GlibcTarget {
  /** The loader's path on each machine that has glibc. */
  readonly loader: string;
  readonly debianArchitecture: string;
}

/** The entry of the copied glibc in the file of licences. */
export interface GlibcNotice {
  readonly title: string;
  readonly text: string;
}

/**
 * Copies the loader and the libraries of this machine's own glibc.
 *
 * @returns undefined on a machine without glibc, such as Alpine
 */
export function copyOwnGlibc({ loader }: GlibcTarget, directory: string): GlibcNotice | undefined {
  if (!existsSync(loader)) return undefined;
  const actual = realpathSync(loader);
  copy(dirname(actual), actual, basename(loader), directory);
  const [version = ''] = execFileSync(loader, ['--version'], { encoding: 'utf8' }).split('\n');
  return { title: `GNU C Library, of the machine that built this (${debian.license})`, text: version };
}

/**
 * Copies the loader and the libraries of Debian's glibc, in the version that glibc.json records.
 *
 * @throws Error when the machine's Debian repositories do not have this version, or have it with another checksum
 */
export function copyDebianGlibc(target: GlibcTarget, directory: string): GlibcNotice {
  const { debianArchitecture } = target;
  const scratch = mkdtempSync(join(tmpdir(), 'glibc-'));
  try {
    const unpacked = join(scratch, 'unpacked');
    execFileSync('dpkg-deb', ['-x', debianPackage(debianArchitecture), unpacked]);
    // In the package, the well-known path is a link to the file.
    const loader = realpathSync(join(unpacked, target.loader));
    copy(dirname(loader), loader, basename(target.loader), directory);
    return {
      title: `GNU C Library ${debian.version}, Debian's libc6 for ${debianArchitecture} (${debian.license}; source: ${debian.source})`,
      text: readFileSync(join(unpacked, 'usr/share/doc/libc6/copyright'), 'utf8').trim(),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function copy(libraries: string, loader: string, loaderName: string, directory: string): void {
  mkdirSync(directory, { recursive: true });
  copyFileSync(loader, join(directory, loaderName));
  for (const library of LIBRARIES) copyFileSync(join(libraries, library), join(directory, library));
  for (const name of [loaderName, ...LIBRARIES]) chmodSync(join(directory, name), name === loaderName ? 0o755 : 0o644);
}

/** The path of Debian's package, which is downloaded once. */
function debianPackage(architecture: string): string {
  const name = `libc6_${debian.version}_${architecture}.deb`;
  const wanted = (debian.sha256 as Readonly<Record<string, string>>)[architecture];
  const cached = join(CACHE, name);
  if (existsSync(cached) && sha256(cached) === wanted) return cached;
  const scratch = mkdtempSync(join(tmpdir(), 'libc6-'));
  try {
    const fetched = fetchPackage(architecture, scratch);
    const actual = sha256(fetched);
    if (actual !== wanted) throw new Error(`${name} has the SHA-256 ${actual}; glibc.json says ${wanted}`);
    mkdirSync(CACHE, { recursive: true });
    const copied = `${cached}.${process.pid}`;
    copyFileSync(fetched, copied);
    renameSync(copied, cached);
    return cached;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function fetchPackage(architecture: string, scratch: string): string {
  try {
    fetchDebianPackages([`libc6=${debian.version}`], architecture, scratch);
  } catch (cause) {
    throw new Error(
      `apt-get cannot fetch libc6 ${debian.version} for ${architecture}. Build on Debian 12 (bookworm); if Debian has ` +
        'replaced this version, record the new one in scripts/build/glibc.json.',
      { cause },
    );
  }
  // File names have %3a for the colon of an epoch; this package has no epoch.
  return join(scratch, `libc6_${debian.version}_${architecture}.deb`);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
