import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { run } from '../../harness/machine/processes';
import { HANDSHAKE_ENVIRONMENT, PluginProcess } from '../../harness/plugin/plugin-process';
import { version } from '../../package.json';
import { CHOOSER, type Distribution, ForeignRoot, STARTED } from '../support/foreign-root';

// What the chooser does with packages that are not whole, and with the environment.

const VERSION = { code: 0, stdout: `${version}\n`, stderr: '' };

let directory: string;
let chooser: string;
beforeEach(() => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'chooser-'));
  chooser = join(directory, STARTED);
  // The executable is large: a link to it will do.
  const executable = join(EXECUTABLE_DIRECTORY, 'face-liveness');
  cpSync(EXECUTABLE_DIRECTORY, directory, { recursive: true, filter: (path) => path !== executable });
  symlinkSync(executable, join(directory, 'face-liveness'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('where the machine has glibc', () => {
  test('the glibc of the package is not used, so it may be damaged', async () => {
    const glibc = join(directory, 'glibc');
    for (const name of readdirSync(glibc)) writeFileSync(join(glibc, name), 'garbage');
    await expectToStart();
  });

  test('the glibc of the package is not used, so it may be missing', async () => {
    rmSync(join(directory, 'glibc'), { recursive: true });
    await expectToStart();
  });

  async function expectToStart(): Promise<void> {
    expect(await run(chooser, ['--version'])).toEqual(VERSION);
    const plugin = await PluginProcess.start(chooser, [], { PATH: process.env.PATH });
    try {
      expect((await plugin.call('/tfplugin6.Provider/GetMetadata')).length).toBeGreaterThan(0);
    } finally {
      await plugin.kill();
    }
  }

  test('the chooser requires readlink when it is started by a link, and its error says so', async () => {
    const link = join(directory, 'link');
    symlinkSync(chooser, link);
    expect(await run(link, ['--version'])).toEqual(VERSION);
    const { code, stdout, stderr } = await run(link, ['--version'], { env: { PATH: directory } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`face-liveness cannot start: ${link} is a link, and there is no readlink on PATH.`);
  });
});

describe('an error is on stdout for Terraform and on stderr for people:', () => {
  test('a missing executable', async () => {
    rmSync(join(directory, 'face-liveness'));
    const said = `face-liveness cannot start: ${directory}/face-liveness is missing or not executable. Install the provider again.\n`;
    expect(await run(chooser, [])).toEqual({ code: 1, stdout: '', stderr: said });
    expect(await run(chooser, [], { env: HANDSHAKE_ENVIRONMENT })).toEqual({ code: 1, stdout: said, stderr: '' });
  });

  test.each<Distribution>(['busybox', 'alpine', 'nixos'])(
    'that the loader is missing where the machine has no glibc: %s',
    async (distribution) => {
      rmSync(join(directory, 'face-liveness'));
      writeFileSync(join(directory, 'face-liveness'), '', { mode: 0o755 });
      rmSync(join(directory, 'glibc'), { recursive: true });
      const root = await ForeignRoot.make(distribution, { package: directory });
      try {
        const said = expect.stringMatching(
          /^face-liveness cannot start: this machine has no glibc, and \S+\/glibc\/ld-linux-\S+ is missing\. Install the provider again\.\n$/,
        );
        expect(await root.run(CHOOSER, [])).toEqual({ code: 1, stdout: '', stderr: said });
        const asPlugin = await root.run(CHOOSER, [], { env: HANDSHAKE_ENVIRONMENT });
        expect(asPlugin).toEqual({ code: 1, stdout: said, stderr: '' });
      } finally {
        root.dispose();
      }
    },
  );

  test('a missing /proc', async () => {
    const root = await ForeignRoot.make('busybox', { proc: false });
    try {
      const said = 'face-liveness cannot start: it needs /proc. Mount it: mount -t proc proc /proc\n';
      expect(await root.run(CHOOSER, ['--version'])).toEqual({ code: 1, stdout: '', stderr: said });
      const asPlugin = await root.run(CHOOSER, [], { env: HANDSHAKE_ENVIRONMENT });
      expect(asPlugin).toEqual({ code: 1, stdout: said, stderr: '' });
    } finally {
      root.dispose();
    }
  });
});

test('BUN_BE_BUN, which makes the executable Bun itself, has no effect on the chooser', async () => {
  const env = { PATH: process.env.PATH, BUN_BE_BUN: '1' };
  expect(await run(chooser, ['--version'], { env })).toEqual(VERSION);
  const executable = await run(join(directory, 'face-liveness'), ['--version'], { env });
  expect(executable.stdout).not.toBe(VERSION.stdout);
});
