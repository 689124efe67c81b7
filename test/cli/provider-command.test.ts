import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { run } from '../../scripts/local/processes';
import { InstallError, terraformPlatform } from '../../src/cli/install-provider';

const command = resolve(__dirname, '../../dist/cli/face-liveness.js');
const PACKAGE = join('registry.terraform.io', 'cdktf-face-liveness', 'faceliveness', version, terraformPlatform());

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'provider-command-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const install = (...args: readonly string[]) =>
  run(process.execPath, [command, 'provider', 'install', ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: join(directory, 'home') },
  });

describe('face-liveness provider install', () => {
  test('puts the provider into the implied mirror, and prints the path and the version', async () => {
    const { code, stdout } = await install();
    const path = join(directory, 'home', '.terraform.d', 'plugins', PACKAGE);
    expect(code).toBe(0);
    expect(stdout).toBe(`${path}\nfaceliveness ${version}\n`);
    expect(readdirSync(path).sort()).toEqual([
      'LICENSES.txt',
      'modules',
      'provider.js',
      `terraform-provider-faceliveness_v${version}`,
    ]);
    expect(statSync(join(path, `terraform-provider-faceliveness_v${version}`)).mode & 0o111).toBe(0o111);
  });

  test('replaces what is there of the same version, as a whole', async () => {
    await install('--plugin-dir', 'mirror');
    const path = join(directory, 'mirror', PACKAGE);
    writeFileSync(join(path, 'provider.js'), 'broken');
    writeFileSync(join(path, 'left-over'), '');
    const { code } = await install('--plugin-dir', 'mirror');
    expect(code).toBe(0);
    expect(readdirSync(path)).not.toContain('left-over');
    expect(readFileSync(join(path, 'provider.js'), 'utf8')).toContain('modules');
    expect(readdirSync(join(path, '..')), 'nothing half done beside it').toEqual([terraformPlatform()]);
  });

  test('makes the same package on every machine, so that a lock file fits everywhere', async () => {
    await install('--plugin-dir', 'a');
    await install('--plugin-dir', 'b');
    const files = readdirSync(join(directory, 'a', PACKAGE), { recursive: true, withFileTypes: true });
    expect(files.length).toBeGreaterThan(10);
    for (const file of files.filter((entry) => entry.isFile())) {
      const name = join(relative(join(directory, 'a', PACKAGE), file.parentPath), file.name);
      const [a, b] = ['a', 'b'].map((mirror) => readFileSync(join(directory, mirror, PACKAGE, name), 'utf8'));
      expect(a).toBe(b);
      expect(a).not.toContain(directory);
      expect(a).not.toContain(resolve(__dirname, '../..'));
    }
  });

  test('says so when it can not write there', async () => {
    writeFileSync(join(directory, 'file'), '');
    const { code, stderr } = await install('--plugin-dir', join(directory, 'file', 'mirror'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cannot install the provider into .*Choose a directory that you can write to/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('terraformPlatform', () => {
  test.each([
    ['linux', 'x64', 'linux_amd64'],
    ['linux', 'arm64', 'linux_arm64'],
    ['darwin', 'arm64', 'darwin_arm64'],
  ] as const)('of %s %s is %s', (platform, architecture, name) => {
    expect(terraformPlatform(platform, architecture)).toBe(name);
  });

  test('of Windows is none', () => {
    expect(() => terraformPlatform('win32', 'x64')).toThrow(InstallError);
    expect(() => terraformPlatform('win32', 'x64')).toThrow(/Windows Subsystem for Linux/);
  });
});
