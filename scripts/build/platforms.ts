import { resolve } from 'node:path';
import { version } from '../../package.json';

/** A platform that there is an executable for. */
export interface Platform {
  /** The platform in Terraform's words, such as `linux_amd64`. */
  readonly terraform: string;
  /** The platform in Node's words, such as `linux-x64`: `process.platform` and `process.arch`. */
  readonly node: string;
  /** The build of Bun that the executable contains. */
  readonly bun: { readonly package: string; readonly target: string };
  /** The file name extension of executables. */
  readonly extension: '' | '.exe';
  /** On Linux, where glibc's loader is on each machine that has glibc, and what Debian calls the architecture. */
  readonly glibc?: { readonly loader: string; readonly debianArchitecture: string };
}

/**
 * All platforms that there are executables for. macOS on amd64 is not among them: what the build adds breaks the
 * signature of Bun's own executable, and macOS refuses to start that.
 */
export const PLATFORMS: readonly Platform[] = [
  {
    terraform: 'linux_amd64',
    node: 'linux-x64',
    // The baseline build runs on processors without AVX2, too.
    bun: { package: '@oven/bun-linux-x64-baseline', target: 'bun-linux-x64-baseline' },
    extension: '',
    glibc: { loader: '/lib64/ld-linux-x86-64.so.2', debianArchitecture: 'amd64' },
  },
  {
    terraform: 'linux_arm64',
    node: 'linux-arm64',
    bun: { package: '@oven/bun-linux-aarch64', target: 'bun-linux-arm64' },
    extension: '',
    glibc: { loader: '/lib/ld-linux-aarch64.so.1', debianArchitecture: 'arm64' },
  },
  {
    terraform: 'darwin_arm64',
    node: 'darwin-arm64',
    bun: { package: '@oven/bun-darwin-aarch64', target: 'bun-darwin-arm64' },
    extension: '',
  },
  {
    terraform: 'windows_amd64',
    node: 'win32-x64',
    bun: { package: '@oven/bun-windows-x64-baseline', target: 'bun-windows-x64-baseline' },
    extension: '.exe',
  },
  {
    terraform: 'windows_arm64',
    node: 'win32-arm64',
    bun: { package: '@oven/bun-windows-aarch64', target: 'bun-windows-arm64' },
    extension: '.exe',
  },
];

/**
 * Finds a platform by its name in Terraform's words.
 *
 * @param name default: the platform that this runs on
 * @throws Error for a platform without an executable
 */
export function platformNamed(name?: string): Platform {
  const found = PLATFORMS.find(({ terraform, node }) =>
    name === undefined ? node === `${process.platform}-${process.arch}` : terraform === name,
  );
  if (found !== undefined) return found;
  throw new Error(
    `there is no executable for ${name ?? `${process.platform}-${process.arch}`}. Platforms: ` +
      `${PLATFORMS.map(({ terraform }) => terraform).join(', ')}`,
  );
}

/** The directory that the build puts a platform's executable into, with all that goes with it. */
export function directoryOf({ node }: Platform): string {
  return resolve(import.meta.dirname, '../../dist/platforms', node);
}

/** The file name of what Terraform starts. */
export function startedName({ extension }: Platform): string {
  return `terraform-provider-faceliveness_v${version}${extension}`;
}

/** The file name of a platform's executable. On Linux, what Terraform starts is a script beside it. */
export function executableName(platform: Platform): string {
  return platform.glibc ? 'face-liveness' : startedName(platform);
}
