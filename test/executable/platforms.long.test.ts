import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { buildExecutable } from '../../scripts/build/executable';
import { executableName, PLATFORMS, platformNamed } from '../../scripts/build/platforms';
import { codeSignatureOf, formatOf } from '../support/executable-format';

// The executables of all platforms, built as for a release. Those for other systems are inspected, not run.

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
  const executable = () => readFileSync(join(built, executableName(platform)));

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
  const file = readFileSync(join(directory, 'darwin_arm64', executableName(platformNamed('darwin_arm64'))));
  expect(codeSignatureOf(file)).toMatchObject({ adHoc: true, changedPages: [] });
  // A change of a byte, as a damaged download has it, is found.
  file[20_000_000] = (file[20_000_000] ?? 0) ^ 1;
  expect(codeSignatureOf(file).changedPages).toHaveLength(1);
});
