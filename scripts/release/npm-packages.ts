import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { directoryOf, PLATFORMS, type Platform } from '../build/platforms';

const root = resolve(import.meta.dirname, '../..');

/** The members of package.json that packed manifests use. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly license: string;
  readonly author: unknown;
  readonly repository: unknown;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, object>>;
}

/** The manifest of the npm package for a platform. */
export interface ExecutableManifest extends Pick<Manifest, 'name' | 'version' | 'license' | 'author' | 'repository'> {
  readonly description: string;
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly preferUnplugged: boolean;
}

/**
 * The peer of `cdktf-face-liveness/playwright`, which only its types name. The manifest of the source does not have it, because
 * jsii takes all peers there for its own modules.
 */
const PLAYWRIGHT = 'playwright-core';
/** The first version that can route websockets. */
const PLAYWRIGHT_RANGE = '>=1.48.0';

/** Tarballs for the npm registry. */
export interface NpmPackages {
  /** The tarball of `cdktf-face-liveness`, which contains no executable. */
  readonly main: string;
  /** The tarball of `face-liveness`, which contains only the command. */
  readonly command: string;
  /** The tarballs of `@cdktf-face-liveness/<os>-<arch>`, in the order of the platforms. */
  readonly executables: readonly string[];
}

/**
 * Packs the output of the build for the npm registry: the main package and the package `face-liveness`, whose optional
 * dependencies are the packages of all platforms, and the packages of the given platforms.
 *
 * @param directory the directory of the tarballs
 */
export function packForNpm(directory: string, platforms: readonly Platform[]): NpmPackages {
  return {
    main: packMain(directory),
    command: packCommand(directory),
    executables: platforms.map((platform) => packExecutable(platform, directory)),
  };
}

/** The tarballs that `packForNpm` has written into a directory. */
export function tarballsIn(directory: string, platforms: readonly Platform[]): NpmPackages {
  const { name, version } = readManifest();
  const tarball = (of: string) => join(directory, `${of.replace('@', '').replace('/', '-')}-${version}.tgz`);
  return {
    main: tarball(name),
    command: tarball('face-liveness'),
    executables: platforms.map((platform) => tarball(packageNameOf(platform))),
  };
}

/** The name of the npm package for a platform. */
export function packageNameOf({ node }: Platform): string {
  return `@cdktf-face-liveness/${node}`;
}

/**
 * Packs the main package.
 *
 * @param directory the directory of the tarball
 * @returns the path of the tarball
 */
export function packMain(directory: string): string {
  const { private: _, scripts, workspaces, devDependencies, ...manifest } = readManifest();
  return staged((stage) => {
    for (const name of manifest.files.filter((each) => !each.startsWith('!'))) {
      cpSync(join(root, name), join(stage, name), {
        recursive: true,
        filter: (path) => path !== join(root, 'dist/platforms'),
      });
    }
    return pack(
      stage,
      {
        ...manifest,
        peerDependencies: { ...manifest.peerDependencies, [PLAYWRIGHT]: PLAYWRIGHT_RANGE },
        peerDependenciesMeta: { ...manifest.peerDependenciesMeta, [PLAYWRIGHT]: { optional: true } },
        optionalDependencies: executablesOf(manifest),
      },
      directory,
    );
  });
}

/**
 * The package with the name of the command. Without an installed package that has the command, `npx face-liveness` downloads
 * this one, so the name must belong to this project.
 */
function packCommand(directory: string): string {
  const { version, license, author, repository, engines } = readManifest();
  const manifest = {
    name: 'face-liveness',
    version,
    description: 'The command face-liveness of cdktf-face-liveness: Terraform provider, local Rekognition and tools',
    license,
    author,
    repository,
    engines,
    bin: { 'face-liveness': 'bin/face-liveness.js' },
    optionalDependencies: executablesOf({ version }),
  };
  return staged((stage) => {
    cpSync(join(root, 'dist/bin'), join(stage, 'bin'), { recursive: true });
    cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
    writeFileSync(
      join(stage, 'README.md'),
      '# face-liveness\n\nThe command of [cdktf-face-liveness](https://www.npmjs.com/package/cdktf-face-liveness), without its library:\n' +
        '`npx face-liveness provider install`, `npx face-liveness emulator`.\n',
    );
    return pack(stage, manifest, directory);
  });
}

/** The npm packages for all platforms, in the packed version. */
function executablesOf({ version }: Pick<Manifest, 'version'>): Readonly<Record<string, string>> {
  return Object.fromEntries(PLATFORMS.map((each) => [packageNameOf(each), version]));
}

/** The manifest of the npm package for a platform. */
export function manifestOf(platform: Platform): ExecutableManifest {
  const { version, license, author, repository } = readManifest();
  const [os = '', cpu = ''] = platform.node.split('-');
  return {
    name: packageNameOf(platform),
    version,
    description: `The executable of cdktf-face-liveness for ${platform.node}: provider, command and emulator`,
    license,
    author,
    repository,
    os: [os],
    cpu: [cpu],
    // Yarn keeps packages in zips, and executables cannot be started from there.
    preferUnplugged: true,
  };
}

function packExecutable(platform: Platform, directory: string): string {
  return staged((stage) => {
    cpSync(directoryOf(platform), stage, { recursive: true });
    return pack(stage, manifestOf(platform), directory);
  });
}

function readManifest(): Manifest & Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest & Readonly<Record<string, unknown>>;
}

function staged(work: (directory: string) => string): string {
  const stage = mkdtempSync(join(tmpdir(), 'npm-package-'));
  try {
    return work(stage);
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function pack(stage: string, manifest: object, directory: string): string {
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  mkdirSync(directory, { recursive: true });
  const options = ['--json', '--ignore-scripts', '--pack-destination', resolve(directory)];
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', ...options], { cwd: stage, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as [{ readonly filename: string }];
  return join(resolve(directory), filename);
}
