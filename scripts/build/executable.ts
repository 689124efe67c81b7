import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { version } from '../../package.json';
import { bunFor, bunVersion } from './bun';
import { bundleExecutable } from './bundle';
import { copyDebianGlibc, copyOwnGlibc, type GlibcNotice } from './glibc';
import { type BundledPackage, type LicenseNotice, licensesText } from './licenses';
import { directoryOf, executableName, type Platform, platformNamed, startedName } from './platforms';

const root = resolve(import.meta.dirname, '../..');

/** Options of `buildExecutable`. */
export interface ExecutableOptions {
  /** The glibc in the package for Linux: this machine's, if it has one, or Debian's, which makes builds reproducible. */
  readonly glibc: 'own' | 'debian';
  /** Default: `directoryOf(platform)`. */
  readonly directory?: string;
}

/**
 * Builds the package for a platform into a directory: the executable and the files beside it. The executable also contains
 * these files, so that `face-liveness provider install` can write the package.
 *
 * @returns the npm packages whose code is in the executable
 */
export async function buildExecutable(
  platform: Platform,
  options: ExecutableOptions,
): Promise<readonly BundledPackage[]> {
  const { directory = directoryOf(platform), glibc } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'face-liveness-build-'));
  try {
    const beside = join(scratch, 'package');
    mkdirSync(beside);
    const packages = await bundleExecutable(join(scratch, 'main.cjs'));
    const copyGlibc = glibc === 'own' ? copyOwnGlibc : copyDebianGlibc;
    const notice = platform.glibc && copyGlibc(platform.glibc, join(beside, 'glibc'));
    writeFileSync(join(beside, 'LICENSES.txt'), licensesText([...ownNotices(platform, notice), ...packages]));
    if (platform.glibc) writeChooser(platform.glibc.loader, join(beside, startedName(platform)));
    const executable = executableName(platform);
    await compile(platform, scratch, executable, ['package']);

    const fresh = `${directory}.${process.pid}`;
    cpSync(beside, fresh, { recursive: true });
    cpSync(join(scratch, executable), join(fresh, executable));
    rmSync(directory, { recursive: true, force: true });
    renameSync(fresh, directory);
    return packages;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function writeChooser(loader: string, file: string): void {
  const script = readFileSync(join(root, 'src/main.sh'), 'utf8');
  writeFileSync(file, script.replace('@LOADER@', loader));
  chmodSync(file, 0o755);
}

/**
 * Compiles the bundle `main.cjs` in a directory to an executable beside it.
 *
 * @param assets directories beside the bundle whose files are embedded
 */
export async function compile(
  platform: Platform,
  directory: string,
  executable: string,
  assets: readonly string[] = [],
): Promise<void> {
  const builder = await bunFor(platformNamed());
  const base = await bunFor(platform);
  // Relative paths, so that the executable contains no path of this machine and is the same wherever it is built.
  const options = [
    '--compile',
    '--bytecode',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    '--no-compile-autoload-tsconfig',
    '--no-compile-autoload-package-json',
    `--target=${platform.bun.target}`,
    `--compile-executable-path=${base}`,
    ...assets.map((asset) => `--asset=${asset}`),
    'main.cjs',
    `--outfile=${executable}`,
  ];
  execFileSync(builder, ['build', ...options], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, TMPDIR: directory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  chmodSync(join(directory, executable), 0o755);
}

function ownNotices(platform: Platform, glibc: GlibcNotice | undefined): readonly LicenseNotice[] {
  const text = (name: string) => readFileSync(join(import.meta.dirname, 'licenses', name), 'utf8').trim();
  const bun = bunVersion(platform);
  return [
    { title: `cdktf-face-liveness ${version} (MIT)`, text: readFileSync(join(root, 'LICENSE'), 'utf8').trim() },
    { title: `Bun ${bun} (MIT)`, text: text('bun.txt').replaceAll('@VERSION@', bun) },
    ...(glibc ? [glibc] : []),
    { title: 'GNU Lesser General Public License 2.1 (LGPL-2.1)', text: text('LGPL-2.1.txt') },
    // For openpgp: version 3 of the LGPL consists of additions to the GPL.
    { title: 'GNU General Public License 3 (GPL-3.0)', text: text('GPL-3.0.txt') },
  ];
}
