import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from './platforms';

const root = resolve(import.meta.dirname, '../..');

/** The cache of builds of Bun for other platforms. */
const CACHE = resolve(root, 'node_modules/.cache/bun');

/** The entry of a package in package-lock.json. */
interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
}

/** The version of Bun in all executables. */
export function bunVersion({ bun }: Platform): string {
  return locked(bun.package).version;
}

/**
 * Finds the build of Bun for a platform. npm installs the build for this machine; builds for other platforms are downloaded
 * from npm's registry, with the version and the checksum of package-lock.json.
 *
 * @returns the path of Bun's executable
 * @throws Error when it cannot be downloaded, or has another checksum
 */
export async function bunFor(platform: Platform): Promise<string> {
  const { bun, extension } = platform;
  const executable = `bin/bun${extension}`;
  const installed = resolve(root, 'node_modules', bun.package, executable);
  if (existsSync(installed)) return installed;

  const { version, integrity } = locked(bun.package);
  const directory = join(CACHE, `${bun.package.replace('/', '-')}-${version}`);
  if (!existsSync(directory)) {
    const fresh = `${directory}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    try {
      await unpack(`${bun.package}@${version}`, integrity, fresh);
      if (!existsSync(directory)) renameSync(fresh, directory);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return join(directory, executable);
}

async function unpack(specification: string, integrity: string, directory: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', specification, '--json', '--ignore-scripts', '--pack-destination', directory],
    { cwd: root, shell: process.platform === 'win32' },
  );
  const [packed] = JSON.parse(stdout) as [{ readonly filename: string }];
  const tarball = join(directory, packed.filename);
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (`sha512-${digest}` !== integrity) {
    throw new Error(`${specification} has the checksum sha512-${digest}; package-lock.json says ${integrity}`);
  }
  await promisify(execFile)('tar', ['-xzf', tarball, '-C', directory, '--strip-components=1']);
  rmSync(tarball);
}

function locked(name: string): LockedPackage {
  const lock = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const found = lock.packages[`node_modules/${name}`];
  if (found === undefined) throw new Error(`package-lock.json has no ${name}. Run npm install.`);
  return found;
}
