import { resolve } from 'node:path';
import { version } from '../../package.json';
import {
  executableExtension,
  PLATFORMS as NODE_PLATFORMS,
  startedFile,
  terraformPlatform,
} from '../../src/cli/platforms';

/** The parts of the build that differ between platforms. */
interface Build {
  /** The build of Bun that the executable contains. */
  readonly bun: { readonly package: string; readonly target: string };
  /** On Linux, the path of glibc's loader on every machine with glibc, and Debian's name of the architecture. */
  readonly glibc?: { readonly loader: string; readonly debianArchitecture: string };
}

/** A platform with an executable. */
export interface Platform extends Build {
  /** The platform in Terraform's words, such as `linux_amd64`. */
  readonly terraform: string;
  /** The platform in Node's words, such as `linux-x64`: `process.platform` and `process.arch`. */
  readonly node: string;
  /** The file name extension of executables. */
  readonly extension: '' | '.exe';
}

const BUILDS: Readonly<Record<(typeof NODE_PLATFORMS)[number], Build>> = {
  'linux-x64': {
    // The baseline build also runs on processors without AVX2.
    bun: { package: '@oven/bun-linux-x64-baseline', target: 'bun-linux-x64-baseline' },
    glibc: { loader: '/lib64/ld-linux-x86-64.so.2', debianArchitecture: 'amd64' },
  },
  'linux-arm64': {
    bun: { package: '@oven/bun-linux-aarch64', target: 'bun-linux-arm64' },
    glibc: { loader: '/lib/ld-linux-aarch64.so.1', debianArchitecture: 'arm64' },
  },
  'darwin-arm64': { bun: { package: '@oven/bun-darwin-aarch64', target: 'bun-darwin-arm64' } },
  'win32-x64': { bun: { package: '@oven/bun-windows-x64-baseline', target: 'bun-windows-x64-baseline' } },
  'win32-arm64': { bun: { package: '@oven/bun-windows-aarch64', target: 'bun-windows-arm64' } },
};

/** All platforms with an executable. */
export const PLATFORMS: readonly Platform[] = NODE_PLATFORMS.map((node) => {
  const terraform = terraformPlatform(node);
  return { node, terraform, extension: executableExtension(terraform), ...BUILDS[node] };
});

/**
 * Finds a platform.
 *
 * @param name in Terraform's words. Default: this machine's platform
 * @throws Error for a platform without an executable
 */
export function platformNamed(name: string = terraformPlatform()): Platform {
  const found = PLATFORMS.find(({ terraform }) => terraform === name);
  if (found !== undefined) return found;
  throw new Error(
    `there is no executable for ${name}. Platforms: ${PLATFORMS.map(({ terraform }) => terraform).join(', ')}`,
  );
}

/** The directory of a platform's package, as the build writes it. */
export function directoryOf({ node }: Platform): string {
  return resolve(import.meta.dirname, '../../dist/platforms', node);
}

/** The file name of the executable or script that Terraform starts. */
export function startedName({ terraform }: Platform): string {
  return startedFile(version, terraform);
}

/** The file name of a platform's executable. On Linux, Terraform starts a script beside it. */
export function executableName(platform: Platform): string {
  return platform.glibc ? 'face-liveness' : startedName(platform);
}
