import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { findForeignRootParts } from '../../harness/machine/foreign-root';
import { type RunOptions, type RunResult, run } from '../../harness/machine/processes';
import { findTerraform } from '../../harness/terraform/terraform';
import { version } from '../../package.json';
import { platformNamed } from '../../scripts/build/platforms';
import { programThatPrints } from './tiny-program';

/**
 * Linux distributions on which glibc's programs do not run by themselves:
 *
 * - `busybox`: one that has nothing but busybox;
 * - `musl`: one with musl's loader;
 * - `alpine`: the same with Alpine's file that names its version, and with gcompat, a loader of musl under the name of glibc's;
 * - `nixos`: one whose loader under this name prints advice.
 */
export type Distribution = 'busybox' | 'musl' | 'alpine' | 'nixos';

/** What the loader under the name of glibc's says on NixOS. */
export const NIXOS_ADVICE = 'NixOS cannot run dynamically linked executables';

/** Where a root directory has the provider's package. */
const PACKAGE = '/opt/face-liveness';

/** The file name of the chooser, which is the command and the provider. */
export const STARTED = `terraform-provider-faceliveness_v${version}`;

/** The chooser inside a root directory. */
export const CHOOSER = `${PACKAGE}/${STARTED}`;

/** The executable itself inside a root directory. */
export const EXECUTABLE = `${PACKAGE}/face-liveness`;

/** Where a root directory has Terraform alone. */
export const TERRAFORM_PATH = '/opt/terraform';

/** The programs that busybox is in a root directory. */
const APPLETS = ['cat', 'cp', 'diff', 'env', 'find', 'ln', 'readlink', 'rm', 'sh', 'sort'];

/** How a root directory differs from a usual one of its distribution. */
export interface ForeignRootOptions {
  /** Whether /proc is mounted. Default: true. */
  readonly proc?: boolean;
  /** The directory that is mounted as the provider's package. Default: what the build made. */
  readonly package?: string;
}

/**
 * A root directory without a usable glibc, in which programs run by `enter`. The machine's temporary directory is mounted
 * in it under its own path. Mounts are in a namespace of each program that is entered, so they end with it.
 */
export class ForeignRoot {
  private constructor(
    /** The root directory as seen from outside. */
    readonly directory: string,
    /** A program, outside, that runs its arguments as a command inside: with its environment, in its working directory if that is there. */
    readonly enter: string,
    /** A program, outside, that runs Terraform inside, with nothing in its environment but PATH, on which there is Terraform alone, and HOME. */
    readonly terraform: string,
    private readonly parent: string,
  ) {}

  /** Makes a root directory. */
  static async make(distribution: Distribution, options: ForeignRootOptions = {}): Promise<ForeignRoot> {
    const parts = await findForeignRootParts();
    const terraform = await pathOfTerraform();
    const parent = mkdtempSync(join(realpathSync(tmpdir()), 'foreign-root-'));
    const root = new ForeignRoot(join(parent, 'root'), join(parent, 'enter'), join(parent, 'terraform'), parent);

    for (const directory of ['proc', 'dev', realpathSync(tmpdir()), PACKAGE]) root.makeDirectory(directory);
    for (const file of ['/dev/null', '/dev/urandom', `${TERRAFORM_PATH}/terraform`]) root.write(file, '');
    root.write('/etc/hosts', '127.0.0.1 localhost rekognition.example.com\n');
    root.copy(parts.busybox, '/bin/busybox');
    for (const applet of APPLETS) symlinkSync('busybox', join(root.directory, 'bin', applet));
    root.addDistribution(distribution, parts.musl);

    const at = (path: string) => quoted(join(root.directory, path));
    const mounts = [
      [tmpdir(), tmpdir()],
      ['/dev/null', '/dev/null'],
      ['/dev/urandom', '/dev/urandom'],
      [options.package ?? EXECUTABLE_DIRECTORY, PACKAGE],
      [terraform, `${TERRAFORM_PATH}/terraform`],
    ].map(([from = '', to = '']) => `mount -o bind ${quoted(realpathSync(from))} ${at(to)}`);
    // Not a plain one: without privileges, a part of /proc cannot be uncovered.
    if (options.proc ?? true) mounts.push(`mount -o rbind /proc ${at('/proc')}`);
    // By busybox's shell: others add more to the environment, and take what they need from PATH.
    const busybox = join(root.directory, 'bin/busybox');
    const inNamespace = `#!${busybox} sh
set -e
${mounts.map((mount) => `${busybox} ${mount}`).join('\n')}
directory=/
if [ -d ${quoted(root.directory)}"$PWD" ]; then directory=$PWD; fi
exec ${quoted(parts.unshare)} --root=${quoted(root.directory)} --wd="$directory" "$@"
`;
    executable(join(parent, 'in-namespace'), inNamespace);
    executable(
      root.enter,
      `#!/bin/sh\nexec ${quoted(parts.unshare)} -rm ${quoted(join(parent, 'in-namespace'))} "$@"\n`,
    );
    const clean = `/bin/busybox env -i PATH=${TERRAFORM_PATH} HOME="$HOME"`;
    executable(root.terraform, `#!/bin/sh\nexec ${quoted(root.enter)} ${clean} ${TERRAFORM_PATH}/terraform "$@"\n`);
    return root;
  }

  /** Runs a command inside to its end, with busybox alone on PATH. */
  async run(command: string, args: readonly string[], { env, ...options }: RunOptions = {}): Promise<RunResult> {
    return await run(this.enter, [command, ...args], {
      cwd: '/',
      env: { PATH: '/bin', HOME: '/', ...env },
      ...options,
    });
  }

  /** Writes a file, given by its path inside. */
  write(path: string, text: string, mode = 0o644): void {
    this.makeDirectory(dirname(path));
    writeFileSync(join(this.directory, path), text, { mode });
  }

  /** Removes the directory and all that is in it. */
  dispose(): void {
    rmSync(this.parent, { recursive: true, force: true });
  }

  private addDistribution(distribution: Distribution, musl: string): void {
    const { loader = '' } = platformNamed().glibc ?? {};
    if (distribution === 'musl' || distribution === 'alpine') {
      this.copy(musl, `/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`);
    }
    if (distribution === 'alpine') {
      this.write('/etc/alpine-release', '3.22.1\n');
      this.copy(musl, loader);
    }
    if (distribution === 'nixos') {
      this.write('/etc/NIXOS', '');
      this.makeDirectory(dirname(loader));
      writeFileSync(join(this.directory, loader), programThatPrints(`${NIXOS_ADVICE}\n`), { mode: 0o755 });
    }
  }

  private copy(file: string, path: string): void {
    this.makeDirectory(dirname(path));
    copyFileSync(file, join(this.directory, path));
    chmodSync(join(this.directory, path), 0o755);
  }

  private makeDirectory(path: string): void {
    mkdirSync(join(this.directory, path), { recursive: true });
  }
}

async function pathOfTerraform(): Promise<string> {
  const { executable: name } = await findTerraform();
  const path = execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
  return realpathSync(path);
}

function executable(file: string, script: string): void {
  writeFileSync(file, script, { mode: 0o755 });
}

/** A word for a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
