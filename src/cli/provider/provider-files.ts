import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { version } from '../../../package.json';
import { CommandError } from '../command-error';
import { startedFile, terraformPlatform } from '../platforms';

/** A file of the provider's package. */
export interface ProviderFile {
  /** The path below the package's directory, with `/`. */
  readonly path: string;
  readonly mode: 0o644 | 0o755;
  /** The bytes in chunks: the executable is larger than 100 MB. */
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

/** The virtual directory inside the executable that contains the other files of the package. */
const INSIDE = 'package';

/**
 * The provider's package for this platform: the running executable, and the files inside it.
 *
 * @throws CommandError when the running program is not the executable
 */
export function ownPackage(): ProviderPackage {
  const inside = join(dirname(process.argv[1] ?? ''), INSIDE);
  const beside = filesInside(inside);
  const platform = terraformPlatform();
  const started = startedFile(version, platform);
  // On Linux, Terraform starts a script, which starts the executable with the machine's glibc or the one in the package.
  const name = beside.some(({ path }) => path === started) ? 'face-liveness' : started;
  const executable: ProviderFile = { path: name, mode: 0o755, content: () => chunksOf(ownExecutable()) };
  return { platform, version, files: [executable, ...beside] };
}

/** The path of the running executable. On a machine without glibc, the process is glibc's loader, with the path as argv0. */
function ownExecutable(): string {
  return /^ld-linux-/.test(basename(process.execPath)) ? process.argv0 : process.execPath;
}

function filesInside(directory: string): ProviderFile[] {
  let paths: string[];
  try {
    paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new CommandError(
      'this is not the executable face-liveness, which contains the files of the provider. Run the executable.',
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

/** The mode of a file in the package, by its path: embedded files, and zips made on Windows, have no modes. */
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
