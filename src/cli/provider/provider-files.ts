import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { version } from '../../../package.json';
import { InstallError } from './install-error';

/** A file of the provider's package. */
export interface ProviderFile {
  /** The path below the package's directory, with `/`. */
  readonly path: string;
  readonly mode: 0o644 | 0o755;
  /** The file's bytes, in chunks: the executable has more than a hundred megabytes. */
  content(): Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** The provider for one platform. */
export interface ProviderPackage {
  /** The platform in Terraform's words, such as `linux_amd64`. */
  readonly platform: string;
  readonly version: string;
  readonly files: readonly ProviderFile[];
}

const CHUNK_BYTES = 1024 * 1024;

/** What goes with the executable is inside it, below a virtual directory of its own. */
const INSIDE = 'package';

/** `process.platform` and `process.arch` in Terraform's words, which are Go's. */
const OS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const ARCHITECTURE: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The platform that this runs on in Terraform's words. */
export function ownPlatform(): string {
  return `${OS[process.platform] ?? process.platform}_${ARCHITECTURE[process.arch] ?? process.arch}`;
}

/**
 * The provider's package for this platform: the running executable, and the files inside it.
 *
 * @throws InstallError where the running program is not the executable
 */
export function ownPackage(): ProviderPackage {
  const inside = join(dirname(process.argv[1] ?? ''), INSIDE);
  const beside = filesInside(inside);
  const started = startedFile(version, ownPlatform());
  // On Linux, Terraform starts a script, which chooses how to start the executable.
  const name = beside.some(({ path }) => path === started) ? 'face-liveness' : started;
  const executable: ProviderFile = { path: name, mode: 0o755, content: () => chunksOf(ownExecutable()) };
  return { platform: ownPlatform(), version, files: [executable, ...beside] };
}

/** The file of a package that clients start. */
export function startedFile(version: string, platform: string): string {
  return `terraform-provider-faceliveness_v${version}${platform.startsWith('windows_') ? '.exe' : ''}`;
}

/** The path of the running executable. On a machine without glibc, the process is glibc's loader, which has it as argv0. */
export function ownExecutable(): string {
  return /^ld-linux-/.test(basename(process.execPath)) ? process.argv0 : process.execPath;
}

function filesInside(directory: string): ProviderFile[] {
  let paths: string[];
  try {
    paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new InstallError(
      'this is not the executable face-liveness, which has the files of the provider inside. Run the executable.',
      { cause },
    );
  }
  return paths
    .filter((path) => statSync(join(directory, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => ({
      path,
      mode: modeOf(path),
      content: () => [readFileSync(join(directory, path))],
    }));
}

/** The mode of a file in the package: executables embedded in others, or packed on Windows, have lost theirs. */
export function modeOf(path: string): ProviderFile['mode'] {
  return /^(terraform-provider-|face-liveness$|glibc\/ld-linux-)/.test(path) ? 0o755 : 0o644;
}

/** Reads a file in chunks. */
function* chunksOf(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(descriptor, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}
