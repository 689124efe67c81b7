import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The provider's address, as in required_providers. */
const SOURCE = ['registry.terraform.io', 'cdktf-face-liveness', 'faceliveness'] as const;

/** An input that can't be worked with, or a system that can't be worked on. The message says why and what to do. */
export class InstallError extends Error {}

/** Where a provider was installed. */
export interface Installation {
  /** The package directory, which holds the executable. */
  readonly directory: string;
  readonly version: string;
}

/**
 * Puts the provider into a filesystem mirror, for the platform that this runs on. What is there of the same version is
 * replaced as a whole, so that Terraform never sees half of it.
 *
 * @param packaged the directory with the built provider
 * @param mirror the root of the mirror. Default: the one that Terraform looks into without any configuration
 * @throws InstallError when the platform is not supported or the mirror can't be written to
 */
export async function installProvider(
  packaged: string,
  version: string,
  mirror: string = impliedMirror(),
): Promise<Installation> {
  const directory = join(resolve(mirror), ...SOURCE, version, terraformPlatform());
  const fresh = `${directory}.new-${process.pid}`;
  try {
    await makeDirectory(fresh);
    for (const name of ['provider.js', 'modules', 'LICENSES.txt']) {
      await cp(join(packaged, name), join(fresh, name), { recursive: true });
    }
    const executable = join(fresh, `terraform-provider-faceliveness_v${version}`);
    await cp(join(packaged, 'launcher.sh'), executable);
    await chmod(executable, 0o755);
    await rm(directory, { recursive: true, force: true });
    await rename(fresh, directory);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    throw new InstallError(
      `cannot install the provider into ${directory}: ${(error as Error).message}. Choose a directory that you can ` +
        'write to with --plugin-dir.',
    );
  }
  return { directory, version };
}

/** Makes a directory and those above it. Node's own way of doing so never ends where a file system takes none, as /proc. */
async function makeDirectory(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  await makeDirectory(dirname(directory));
  await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The mirror that every Terraform looks into: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
function impliedMirror(): string {
  return join(homedir(), '.terraform.d', 'plugins');
}

/**
 * The platform in Terraform's words, such as `linux_amd64`.
 * @throws InstallError on a platform that the provider does not run on
 */
export function terraformPlatform(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string {
  const os = { linux: 'linux', darwin: 'darwin', freebsd: 'freebsd' }[platform as string];
  const arch = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' }[architecture];
  if (os === undefined || arch === undefined) {
    throw new InstallError(
      `the provider does not run on ${platform} (${architecture}): Terraform starts it through a shell script. Use ` +
        'Linux or macOS; on Windows, the Windows Subsystem for Linux.',
    );
  }
  return `${os}_${arch}`;
}
