import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { LocalProcess, type RunResult } from '../../harness/machine/processes';
import { PluginProcess } from '../../harness/plugin/plugin-process';
import { version } from '../../package.json';
import { clientRequestToken } from '../../src/liveness/client-request-token';
import { CHOOSER, type Distribution, EXECUTABLE, ForeignRoot, NIXOS_ADVICE, STARTED } from '../support/foreign-root';

// The executable where glibc's programs do not run by themselves, as in the images of Atlantis and tofu-controller.

/** Why the executable itself does not run there. */
const REFUSALS: Readonly<Record<Distribution, string>> = {
  busybox: 'No such file or directory',
  musl: 'No such file or directory',
  alpine: 'symbol not found',
  nixos: NIXOS_ADVICE,
};

const DISTRIBUTIONS = Object.keys(REFUSALS) as Distribution[];

describe.each(DISTRIBUTIONS)('in the root directory "%s"', (distribution) => {
  let root: ForeignRoot;
  beforeAll(async () => {
    root = await ForeignRoot.make(distribution);
  });
  afterAll(() => root.dispose());

  test('the chooser starts the command, and the executable alone does not run', async () => {
    expect(await root.run(CHOOSER, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const alone = await root.run(EXECUTABLE, ['--version']);
    expect(alone).toMatchObject({ code: 127, stdout: '', stderr: expect.stringContaining(REFUSALS[distribution]) });
  });

  test('the chooser starts the provider', async () => {
    const plugin = await PluginProcess.start(root.enter, [CHOOSER], { PATH: '/bin', TMPDIR: tmpdir() });
    try {
      expect((await plugin.call('/tfplugin6.Provider/GetMetadata')).length).toBeGreaterThan(0);
      await plugin.shutDown();
    } finally {
      await plugin.kill();
    }
  });
});

describe('without glibc', () => {
  let root: ForeignRoot;
  /** Seen under the same path inside and outside. */
  let shared: string;
  beforeAll(async () => {
    root = await ForeignRoot.make('alpine');
    shared = mkdtempSync(join(realpathSync(tmpdir()), 'without-glibc-'));
  });
  afterAll(() => {
    root.dispose();
    rmSync(shared, { recursive: true, force: true });
  });

  const faceLiveness = (...args: string[]): Promise<RunResult> => root.run(CHOOSER, args);

  test('token, skeleton and the help of each command print', async () => {
    const token = clientRequestToken({ name: 'two  words', region: 'us-east-1' });
    expect(await faceLiveness('token', '--name', 'two  words', '--region', 'us-east-1')).toEqual({
      code: 0,
      stdout: `${token}\n`,
      stderr: '',
    });
    expect(JSON.parse((await faceLiveness('skeleton')).stdout)).toHaveProperty('KmsKeyId');
    const { stdout } = await faceLiveness('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) .* {2}/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect(commands).toEqual(expect.arrayContaining(['provider', 'emulator', 'token', 'skeleton']));
    for (const command of commands) {
      expect(await faceLiveness('help', command), command).toMatchObject({ code: 0, stderr: '' });
    }
  });

  test('errors have exit status 1', async () => {
    expect(await faceLiveness('no-such-command')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining("unknown command 'no-such-command'"),
    });
  });

  test('an emulator serves clients inside and outside, and ends at a signal', async () => {
    const arguments_ = [CHOOSER, 'emulator', '--allow-unsigned'];
    const emulator = await LocalProcess.start(root.enter, arguments_, { cwd: '/', env: { PATH: '/bin' } });
    try {
      const [url] = await emulator.waitForLine(/http:\S+\d/, 20_000);
      const [completed, failed] = [await createSession(url), await createSession(url)];
      const command = (...args: string[]) => faceLiveness('emulator', ...args, '--url', url);
      expect((await command('sessions')).stdout).toContain(`${completed}\tCREATED`);
      for (const args of [
        ...[
          ['start', completed],
          ['complete', completed],
          ['start', failed],
          ['fail', failed],
        ],
        ...[['clock', '--advance', '1'], ['fault', 'slow'], ['quotas'], ['state'], ['reset']],
      ]) {
        expect(await command(...args), args.join(' ')).toMatchObject({ code: 0, stderr: '' });
      }
    } finally {
      await emulator.stop();
    }
    expect(await emulator.exited()).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the emulator in order', async (signal) => {
    const exits = await Promise.all(
      [[root.enter, CHOOSER], [join(EXECUTABLE_DIRECTORY, STARTED)]].map(async ([command = '', ...args]) => {
        const emulator = await LocalProcess.start(command, [...args, 'emulator'], { cwd: '/', env: { PATH: '/bin' } });
        await emulator.waitForLine(/http:/, 20_000);
        process.kill(emulator.pid, signal);
        return await emulator.exited();
      }),
    );
    expect(exits[0]).toBe(exits[1]);
  });

  test('provider install writes the package that Terraform finds, and uninstall removes it', async () => {
    const mirror = join(shared, 'mirror');
    const installed = await faceLiveness('provider', 'install', '--plugin-dir', mirror);
    expect(installed).toMatchObject({ code: 0, stderr: '' });
    const [directory = ''] = installed.stdout.split('\n');
    expect(await root.run('sh', ['-c', `cd '${directory}' && find . -type f | sort`])).toMatchObject({
      stdout: `${filesBelow(EXECUTABLE_DIRECTORY).join('\n')}\n`,
    });
    const differences = await root.run('diff', ['-r', directory, '/opt/face-liveness']);
    expect(differences).toEqual({ code: 0, stdout: '', stderr: '' });

    // By what was installed, and by a path that is relative.
    const again = ['-c', `cd '${directory}' && ./${STARTED} provider install --plugin-dir '${mirror}'`];
    expect(await root.run('sh', again)).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to do') });
    expect(await faceLiveness('provider', 'uninstall', '--plugin-dir', mirror)).toMatchObject({ code: 0 });
    expect(readdirSync(mirror)).toEqual([]);
  });

  test('the provider is installed into the home directory by default', async () => {
    const home = join(shared, 'home');
    mkdirSync(home);
    const { code, stdout } = await root.run(CHOOSER, ['provider', 'install'], { env: { HOME: home } });
    expect(code).toBe(0);
    expect(stdout).toContain(join(home, '.terraform.d/plugins/registry.terraform.io'));
  });

  describe('the chooser finds the executable and its glibc', () => {
    test.each([
      ['through a link', `ln -s ${CHOOSER} link && ./link --version`],
      ['through a link to a link', `ln -s ${CHOOSER} one && ln -s one two && ./two --version`],
      ['by PATH', `PATH=/bin:/opt/face-liveness ${STARTED} --version`],
      ['given to sh', `sh ${CHOOSER} --version`],
      ['given to sh by its name alone', `cd /opt/face-liveness && sh ${STARTED} --version`],
      ['by a relative path', `cd /opt && face-liveness/${STARTED} --version`],
      ['in a directory with a space', `cp -r /opt/face-liveness 'a b' && 'a b/${STARTED}' --version && rm -r 'a b'`],
    ])('%s', async (_name, script) => {
      const directory = mkdtempSync(join(shared, 'found-'));
      const { code, stdout, stderr } = await root.run('sh', ['-c', script], { cwd: directory });
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    });
  });

  test('in a directory whose path the loader would misread, the chooser prints an error', async () => {
    const directory = mkdtempSync(join(shared, 'misread-'));
    for (const name of ['a:b', 'a;b', 'a$LIB']) {
      const script = `cp -r /opt/face-liveness '${name}' && './${name}/${STARTED}' --version`;
      const { code, stdout, stderr } = await root.run('sh', ['-c', script], { cwd: directory });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /^face-liveness cannot start: it is in .*, and cannot be where a path has one of : ; \$\n$/,
      );
    }
  });

  test('libraries of LD_LIBRARY_PATH for musl are not loaded', async () => {
    root.write('/usr/lib/libc.so.6', 'not a library of glibc');
    const result = await root.run(CHOOSER, ['--version'], { env: { LD_LIBRARY_PATH: '/usr/lib:/lib' } });
    expect(result).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

async function createSession(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'RekognitionService.CreateFaceLivenessSession',
    },
    body: '{}',
  });
  return ((await response.json()) as { readonly SessionId: string }).SessionId;
}

/** The paths of the files below a directory, sorted. */
function filesBelow(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => `.${join(entry.parentPath, entry.name).slice(directory.length)}`).sort();
}
