import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXECUTABLE_DIRECTORY, FACE_LIVENESS } from '../../../harness/face-liveness';
import { run } from '../../../harness/machine/processes';
import { version } from '../../../package.json';
import { platformNamed } from '../../../scripts/build/platforms';
import { executableHeader, writeChecksums, writeRelease, type ZipContent } from '../../support/release';

const PLATFORM = platformNamed().terraform;
const packageOf = (host: string, platform = PLATFORM) =>
  join(`registry.${host}`, 'cdktf-face-liveness', 'faceliveness', version, platform);
const HOSTS = ['terraform.io', 'opentofu.org'] as const;
const STARTED = `terraform-provider-faceliveness_v${version}`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'provider-command-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const provider = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run(FACE_LIVENESS, ['provider', ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: join(directory, 'home'), ...env },
  });

/** The files below a directory with their modes, contents and inodes. */
function filesIn(root: string): Readonly<Record<string, { readonly mode: number; readonly inode: number }>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, ino } = statSync(path);
      return [relative(root, path), { mode: mode & 0o777, inode: ino }];
    }),
  );
}

function expectSameFiles(actual: string, expected: string): void {
  expect(Object.keys(filesIn(actual)).sort()).toEqual(Object.keys(filesIn(expected)).sort());
  for (const file of Object.keys(filesIn(expected))) {
    expect(readFileSync(join(actual, file)).equals(readFileSync(join(expected, file))), file).toBe(true);
  }
}

describe('face-liveness provider install', () => {
  test('installs the built package for Terraform and OpenTofu, and prints the directories and the version', async () => {
    const { code, stdout, stderr } = await provider(['install']);
    expect(code, stderr).toBe(0);
    const directories = HOSTS.map((host) => join(directory, 'home/.terraform.d/plugins', packageOf(host)));
    expect(stdout).toBe(`${directories.join('\n')}\nfaceliveness ${version}\n`);
    for (const installed of directories) {
      expectSameFiles(installed, EXECUTABLE_DIRECTORY);
      expect(statSync(join(installed, STARTED)).mode & 0o777).toBe(0o755);
    }
    expect(stderr).toMatch(/^note: While a version is in .* ignore newer versions in a registry/);
  });

  test('links the files of the second host to those of the first', async () => {
    await provider(['install', '--plugin-dir', 'mirror']);
    const [first, second] = HOSTS.map((host) => filesIn(join(directory, 'mirror', packageOf(host))));
    expect(second).toEqual(first);
  });

  test('creates directories and files that other users can read, regardless of the umask', async () => {
    const { status } = spawnSync('sh', ['-c', `umask 077; "${FACE_LIVENESS}" provider install --plugin-dir mirror`], {
      cwd: directory,
    });
    expect(status).toBe(0);
    const entries = readdirSync(join(directory, 'mirror'), { recursive: true, encoding: 'utf8' });
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of ['', ...entries]) {
      expect(statSync(join(directory, 'mirror', entry)).mode & 0o044, entry).toBe(0o044);
    }
  });

  test('does not touch a package with the same bytes', async () => {
    await provider(['install', '--plugin-dir', 'mirror']);
    const before = filesIn(join(directory, 'mirror'));
    const { code, stderr } = await provider(['install', '--plugin-dir', 'mirror']);
    expect(code).toBe(0);
    expect(stderr).toContain('note: Nothing to do: the same files are already there.');
    expect(filesIn(join(directory, 'mirror'))).toEqual(before);
  });

  test.each<[string, (path: string) => void]>([
    ['is truncated', (path) => truncateSync(path, 1000)],
    ['has more bytes', (path) => appendFileSync(path, 'x')],
    ['others cannot read', (path) => chmodSync(path, 0o600)],
    ['is missing', (path) => rmSync(path)],
  ])('replaces only the file that %s, and removes foreign files', async (_, damage) => {
    await provider(['install', '--plugin-dir', 'mirror']);
    const path = join(directory, 'mirror', packageOf('terraform.io'));
    const before = filesIn(path);
    damage(join(path, 'LICENSES.txt'));
    writeFileSync(join(path, 'left-over'), '');
    const { code, stderr } = await provider(['install', '--plugin-dir', 'mirror']);
    expect(code).toBe(0);
    expect(stderr).not.toContain('Nothing to do');
    expectSameFiles(path, EXECUTABLE_DIRECTORY);
    const after = filesIn(path);
    expect(Object.keys(after).filter((file) => after[file]?.inode !== before[file]?.inode)).toEqual(['LICENSES.txt']);
    expect(readdirSync(join(path, '..')), 'nothing unfinished beside it').toEqual([PLATFORM]);
  });

  test('removes unfinished files of an install that are an hour old, and keeps newer ones', async () => {
    const parent = join(directory, 'mirror', packageOf('terraform.io'), '..');
    mkdirSync(join(parent, '.unfinished-new'), { recursive: true });
    mkdirSync(join(parent, '.unfinished-old'));
    const anHourAgo = Date.now() / 1000 - 3601;
    utimesSync(join(parent, '.unfinished-old'), anHourAgo, anHourAgo);
    await provider(['install', '--plugin-dir', 'mirror']);
    expect(readdirSync(parent).sort()).toEqual(['.unfinished-new', PLATFORM]);
  });

  test.each([
    [['--plugin-dir', ''], {}, '--plugin-dir is empty'],
    [[], { HOME: '' }, 'HOME is empty'],
    [['--platform', 'linux'], {}, '--platform is "linux"'],
    [['--platform', 'plan9_amd64'], {}, `this executable contains the provider for ${PLATFORM}, not for plan9_amd64`],
    [['--from', ''], {}, '--from is empty'],
    [['--from', 'nowhere'], {}, 'cannot read the release "nowhere"'],
  ] as const)('%j with %j is refused', async (args, env, message) => {
    const { code, stdout, stderr } = await provider(['install', ...args], env);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('does not touch the target of a symbolic link in place of the package', async () => {
    const mine = join(directory, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'file'), '');
    const path = join(directory, 'mirror', packageOf('terraform.io'));
    mkdirSync(join(path, '..'), { recursive: true });
    symlinkSync(mine, path);
    const args = ['install', '--plugin-dir', 'mirror'];
    expect((await provider(args)).stderr).toBe(`error: ${path} is a symbolic link. Remove it and install again.\n`);
    expect(readdirSync(mine)).toEqual(['file']);
    cpSync(EXECUTABLE_DIRECTORY, mine, { recursive: true });
    expect((await provider(args)).code).toBe(1);
    expect(existsSync(join(mine, 'file'))).toBe(true);
    rmSync(join(mine, 'file'));
    const { code, stderr } = await provider(args);
    expect(code, stderr).toBe(0);
  });

  test('reports the directory that it cannot write to', async () => {
    writeFileSync(join(directory, 'file'), '');
    const { code, stderr } = await provider(['install', '--plugin-dir', join(directory, 'file', 'mirror')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cannot install the provider into .*Use --plugin-dir with a directory that you can/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['TF_CLI_CONFIG_FILE', 'my.rc', (file: string) => ({ TF_CLI_CONFIG_FILE: file })],
    ['the home directory', 'home/.tofurc', () => ({})],
  ])('prints a hint when a CLI configuration of %s excludes the mirror', async (_, name, env) => {
    const file = join(directory, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'plugin_cache_dir = "/cache"\n');
    expect((await provider(['install'], env(file))).stderr).not.toContain('provider_installation');
    appendFileSync(file, 'provider_installation {\n  direct {}\n}\n');
    const { code, stderr } = await provider(['install'], env(file));
    expect(code).toBe(0);
    expect(stderr).toContain(`note: ${file} has a provider_installation block`);
    expect(stderr).toContain('"registry.opentofu.org/cdktf-face-liveness/faceliveness"');
  });
});

describe('face-liveness provider install --from', () => {
  const OTHER = PLATFORM === 'windows_arm64' ? 'linux_amd64' : 'windows_arm64';
  const STARTED_OTHER = OTHER.startsWith('windows_') ? `${STARTED}.exe` : STARTED;

  test('installs the package of another platform from a release', async () => {
    const release = join(directory, 'release');
    await writeRelease(release, OTHER, { [STARTED_OTHER]: executableHeader(OTHER), 'glibc/ld-linux-x': 'ld' });
    const args = ['install', '--plugin-dir', 'mirror', '--platform', OTHER, '--from', release];
    const { code, stderr } = await provider(args);
    expect(code, stderr).toBe(0);
    for (const host of HOSTS) {
      const installed = join(directory, 'mirror', packageOf(host, OTHER));
      expect(readFileSync(join(installed, STARTED_OTHER))).toEqual(executableHeader(OTHER));
      expect(statSync(join(installed, 'glibc/ld-linux-x')).mode & 0o777).toBe(0o755);
    }
    expect((await provider(args)).stderr).toContain('Nothing to do');
  });

  test('refuses a zip with another checksum', async () => {
    const release = join(directory, 'release');
    const zip = await writeRelease(release, OTHER, { 'LICENSES.txt': 'x' });
    appendFileSync(zip, 'x');
    const { code, stderr } = await provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: .* is damaged or was changed: its SHA-256 is [0-9a-f]{64}, and .* says [0-9a-f]{64}/,
    );
    expect(readdirSync(directory)).toEqual(['release']);
  });

  test('accepts checksums in upper case, and refuses two checksums for a file and a file of checksums that is too large', async () => {
    const release = join(directory, 'release');
    await writeRelease(release, OTHER, { [STARTED_OTHER]: executableHeader(OTHER) });
    const install = () => provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    const sums = join(release, readdirSync(release).find((name) => name.endsWith('SHA256SUMS')) ?? '');
    const [sum = '', name = ''] = readFileSync(sums, 'utf8').trim().split('  ');
    writeFileSync(sums, `${sum.toUpperCase()}  ${name}\r\n`);
    expect((await install()).code).toBe(0);
    appendFileSync(sums, `${'0'.repeat(64)}  ${name}\n`);
    expect((await install()).stderr).toContain(`error: ${sums} is damaged: it has two checksums for ${name}.`);
    truncateSync(sums, 2_000_000);
    expect((await install()).stderr).toContain(`error: cannot read the checksums of the release: ${sums} is too large`);
  });

  test('refuses a package without the file that clients start, and keeps the installed package', async () => {
    const release = join(directory, 'release');
    const install = () => provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    await writeRelease(release, OTHER, { [STARTED_OTHER]: executableHeader(OTHER) });
    await install();
    const before = filesIn(join(directory, 'm'));
    for (const content of [{}, { 'terraform-provider-faceliveness_v9.9.9.exe': 'exe' }] as ZipContent[]) {
      const zip = await writeRelease(release, OTHER, content);
      const { code, stderr } = await install();
      expect(code).toBe(1);
      expect(stderr).toBe(`error: ${zip} is not for ${OTHER}: it has no ${STARTED_OTHER}.\n`);
    }
    expect(filesIn(join(directory, 'm'))).toEqual(before);
  });

  test('refuses the executable of another platform under the name of this one', async () => {
    const release = join(directory, 'release');
    const zip = await writeRelease(release, OTHER, { [STARTED_OTHER]: executableHeader('darwin_arm64') });
    const { code, stderr } = await provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/is not for \w+: its executable is Mach-O arm64, not \S+ \S+\.\n$/);
    expect(stderr).toContain(`error: ${zip} `);
    expect(readdirSync(directory)).toEqual(['release']);
  });

  test('refuses a zip with too much content, with a file twice, and with damaged headers', async () => {
    const release = join(directory, 'release');
    const install = () => provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(executableHeader(OTHER).length);
    const change = async (from: Buffer, to: Buffer) => {
      const zip = await writeRelease(release, OTHER, {
        [STARTED_OTHER]: executableHeader(OTHER),
        aaaa: 'x',
        bbbb: 'y',
      });
      const content = readFileSync(zip);
      for (let at = content.indexOf(from); at >= 0; at = content.indexOf(from, at + 1)) to.copy(content, at);
      writeFileSync(zip, content);
      writeChecksums(release);
      return zip;
    };
    const twice = await change(Buffer.from('bbbb'), Buffer.from('aaaa'));
    expect((await install()).stderr).toBe(`error: ${twice} is not a usable zip file: it contains aaaa twice.\n`);
    const large = Buffer.alloc(8, 0xff);
    large.fill(0x1f, 3, 4);
    large.fill(0x1f, 7, 8);
    await change(Buffer.concat([size, size]), large);
    expect((await install()).stderr).toMatch(/^error: .* is not a usable zip file: its content is too large\.\n$/);
    await change(Buffer.from('PK\x03\x04'), Buffer.from('PK\x03\x05'));
    expect((await install()).stderr).toMatch(/^error: .* is not a usable zip file: .*\.\n$/);
    expect(existsSync(join(directory, 'm', packageOf('terraform.io', OTHER)))).toBe(false);
  });

  test.each<[string, (zip: string) => void]>([
    ['a directory', (zip) => mkdirSync(zip)],
    ['a link that leads nowhere', (zip) => symlinkSync('nowhere', zip)],
  ])('reports in one line a zip that is %s', async (_, put) => {
    const release = join(directory, 'release');
    const zip = await writeRelease(release, OTHER, { [STARTED_OTHER]: executableHeader(OTHER) });
    rmSync(zip);
    put(zip);
    const { code, stderr } = await provider(['install', '--plugin-dir', 'm', '--platform', OTHER, '--from', release]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cannot read .*\.zip: E[A-Z]+: .* Download the release again\.\n$/);
  });

  test('refuses a zip without a checksum, a file that is not a zip, and a release without the platform', async () => {
    const release = join(directory, 'release');
    const zip = await writeRelease(release, OTHER, { 'LICENSES.txt': 'x' });
    const install = (platform: string) =>
      provider(['install', '--plugin-dir', 'm', '--platform', platform, '--from', release]);
    expect((await install('plan9_amd64')).stderr).toContain(`It has ${OTHER}.`);
    const sums = readdirSync(release).find((name) => name.endsWith('SHA256SUMS')) ?? '';
    renameSync(join(release, sums), join(directory, 'sums'));
    expect((await install(OTHER)).stderr).toContain('error: cannot read the checksums of the release');
    writeFileSync(join(release, sums), '');
    expect((await install(OTHER)).stderr).toContain('has no line for terraform-provider-faceliveness_');
    await writeRelease(release, OTHER, 'no zip');
    expect((await install(OTHER)).stderr).toContain(`error: ${zip} is not a usable zip file: `);
    expect(existsSync(join(directory, 'm'))).toBe(false);
  });
});

describe('face-liveness provider uninstall', () => {
  test.each(['', '..', '../..', 'linux', `${PLATFORM} `])(
    'refuses the platform %j, and removes nothing',
    async (platform) => {
      await provider(['install', '--plugin-dir', 'mirror']);
      const before = filesIn(join(directory, 'mirror'));
      const { code, stdout, stderr } = await provider(['uninstall', '--plugin-dir', 'mirror', '--platform', platform]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: --platform is ".*"\. Give an operating system and an architecture, .*\n$/);
      expect(filesIn(join(directory, 'mirror'))).toEqual(before);
    },
  );

  test('removes the installed package, and directories that become empty', async () => {
    const { stdout: installed } = await provider(['install']);
    const { code, stdout } = await provider(['uninstall']);
    expect(code).toBe(0);
    expect(`${stdout}faceliveness ${version}\n`).toBe(installed);
    expect(readdirSync(join(directory, 'home/.terraform.d/plugins'))).toEqual([]);
  });

  test('keeps other versions and other platforms', async () => {
    await provider(['install', '--plugin-dir', 'mirror']);
    const kept = join(directory, 'mirror', packageOf('terraform.io'), '../../9.9.9/linux_amd64');
    mkdirSync(kept, { recursive: true });
    await provider(['uninstall', '--plugin-dir', 'mirror']);
    expect(readdirSync(join(directory, 'mirror'))).toEqual(['registry.terraform.io']);
    expect(existsSync(kept)).toBe(true);
  });

  test('prints a note when there is nothing to remove', async () => {
    const { code, stdout, stderr } = await provider(['uninstall', '--plugin-dir', 'mirror']);
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^note: Nothing to do: .*mirror does not contain faceliveness /);
  });
});
