import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { buildExecutable } from '../../scripts/build/executable';
import { PLATFORMS, type Platform, platformNamed } from '../../scripts/build/platforms';
import { run } from '../../scripts/local/processes';
import { codeSignatureOf, formatOf } from '../support/executable-format';

// The executables of all platforms, built as for a release. Those for other systems are inspected, not run.

const PROJECT = resolve(import.meta.dirname, '../..');
const FORMATS: Readonly<Record<string, string>> = { linux: 'ELF', darwin: 'Mach-O', windows: 'PE' };

const directory = mkdtempSync(join(realpathSync(tmpdir()), 'platforms-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const files = (built: string) =>
  readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(built.length + 1))
    .sort();

describe.each(PLATFORMS.map((platform) => [platform.terraform, platform] as const))('%s', (name, platform) => {
  const built = join(directory, name);
  const executable = () => readFileSync(join(built, nameOfExecutable(platform)));

  test('is built with all that goes with it', async () => {
    await buildExecutable(platform, { directory: built, glibc: 'debian' });
    const { loader = '' } = platform.glibc ?? {};
    const libraries = [loader.replace(/.*\//, ''), 'libc.so.6', 'libdl.so.2', 'libm.so.6', 'libpthread.so.0'];
    const started = `terraform-provider-faceliveness_v${version}${platform.extension}`;
    expect(files(built)).toEqual(
      platform.glibc
        ? ['LICENSES.txt', 'face-liveness', ...libraries.map((library) => `glibc/${library}`), started]
        : ['LICENSES.txt', started],
    );
  });

  test('is an executable for its system and its processor', () => {
    const [system = '', architecture] = name.split('_');
    expect(formatOf(executable())).toEqual({ format: FORMATS[system], architecture });
    if (!platform.glibc) return;
    for (const library of files(join(built, 'glibc'))) {
      const file = readFileSync(join(built, 'glibc', library));
      expect(formatOf(file), library).toEqual({ format: 'ELF', architecture });
    }
  });
});

test('the executable for macOS has a valid ad-hoc signature, without which macOS does not start it', () => {
  const file = readFileSync(join(directory, 'darwin_arm64', nameOfExecutable(platformNamed('darwin_arm64'))));
  expect(codeSignatureOf(file)).toMatchObject({ adHoc: true, changedPages: [] });
  // A change of a byte, as a damaged download has it, is found.
  file[20_000_000] = (file[20_000_000] ?? 0) ^ 1;
  expect(codeSignatureOf(file).changedPages).toHaveLength(1);
});

test.each(['linux_amd64', 'darwin_arm64'])(
  '%s has the same bytes when it is built in another directory',
  async (name) => {
    const platform = platformNamed(name);
    const [project, temporary] = [join(directory, 'a copy'), join(directory, 'temporary')];
    rmSync(project, { recursive: true, force: true });
    for (const made of [project, temporary]) mkdirSync(made, { recursive: true });
    for (const entry of ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE']) {
      cpSync(join(PROJECT, entry), join(project, entry), { recursive: true });
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
    const build = ['--import', 'tsx', 'scripts/build.ts', '--platform', name];
    const { code, stderr } = await run(process.execPath, build, {
      cwd: project,
      env: { ...process.env, TMPDIR: temporary },
    });
    expect(code, stderr).toBe(0);

    const [here, there] = [join(directory, name), join(project, 'dist/platforms', platform.node)];
    expect(files(there)).toEqual(files(here));
    for (const file of files(here)) {
      expect(readFileSync(join(there, file)).equals(readFileSync(join(here, file))), file).toBe(true);
    }
  },
);

function nameOfExecutable(platform: Platform): string {
  return platform.glibc ? 'face-liveness' : `terraform-provider-faceliveness_v${version}${platform.extension}`;
}
