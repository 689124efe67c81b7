import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fetchDebianPackages } from '../../scripts/build/debian-packages';
import { platformNamed } from '../../scripts/build/platforms';
import { ExecutableNotFoundError, run } from './processes';

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/foreign-root');

/** Debian packages with the programs for root directories of tests. */
const PACKAGES = ['busybox-static', 'musl'];

/** The parts of root directories without glibc. */
export interface ForeignRootParts {
  /** The path of `unshare`, which starts a program in new namespaces. */
  readonly unshare: string;
  /** The path of a static busybox. */
  readonly busybox: string;
  /** The path of musl, which is both the loader and the C library. */
  readonly musl: string;
}

/**
 * Finds the parts of root directories without glibc: `unshare`, which must be able to create namespaces, and busybox and musl
 * from Debian packages, which are downloaded once.
 *
 * @throws Error that says how to get a missing part
 */
export async function findForeignRootParts(): Promise<ForeignRootParts> {
  const unshare = await findUnshare();
  const { debianArchitecture } = platformNamed().glibc ?? {};
  if (debianArchitecture === undefined) throw new Error('root directories without glibc need Linux');
  const unpacked = join(CACHE, debianArchitecture);
  if (!existsSync(unpacked)) fetchInto(unpacked, debianArchitecture);
  const machine = { amd64: 'x86_64', arm64: 'aarch64' }[debianArchitecture];
  return {
    unshare,
    busybox: join(unpacked, 'bin/busybox'),
    musl: join(unpacked, `lib/${machine}-linux-musl/libc.so`),
  };
}

async function findUnshare(): Promise<string> {
  const howToGetIt =
    'install util-linux 2.34 or later, and allow user namespaces (sysctl -w kernel.unprivileged_userns_clone=1; in a ' +
    'container, run it with --security-opt seccomp=unconfined, or as root with --cap-add SYS_ADMIN)';
  try {
    const shell = ['/bin/sh', '-c', 'command -v unshare'];
    const { code, stderr } = await run('unshare', ['-rm', '--wd', '/', ...shell], { timeout: 60_000 });
    if (code !== 0) throw new Error(`unshare cannot create namespaces (${stderr.trim()}): ${howToGetIt}`);
    const { stdout } = await run('/bin/sh', ['-c', 'command -v unshare']);
    return stdout.trim();
  } catch (error) {
    throw error instanceof ExecutableNotFoundError ? new Error(`unshare not found: ${howToGetIt}`) : error;
  }
}

function fetchInto(unpacked: string, architecture: string): void {
  mkdirSync(CACHE, { recursive: true });
  const scratch = mkdtempSync(join(CACHE, 'unfinished-'));
  try {
    fetchDebianPackages(PACKAGES, architecture, scratch);
    for (const name of readdirSync(scratch)) {
      execFileSync('dpkg-deb', ['-x', join(scratch, name), join(scratch, 'unpacked')], { stdio: 'pipe' });
    }
    if (!existsSync(unpacked)) renameSync(join(scratch, 'unpacked'), unpacked);
  } catch (cause) {
    throw new Error(
      `apt-get cannot download the Debian packages ${PACKAGES.join(' and ')}, which tests need for root directories ` +
        `without glibc: run the tests on Debian or Ubuntu, or unpack the two packages (dpkg-deb -x) into ${unpacked}`,
      { cause },
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
