import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { version } from '../../package.json';
import { PLATFORMS, platformNamed } from '../../scripts/build/platforms';
import { PROJECT } from '../project/committed-files';

vi.setConfig({ testTimeout: 20_000 });

/** The command in the clone, which starts the executable of the last build. */
const COMMAND = join(PROJECT, 'dist/bin/face-liveness.js');

/** Copies the command into a directory with a shell script in place of the executable, or without one. */
function commandStarting(script?: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'npm-bin-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const platform = join(directory, 'platforms', platformNamed().node);
  for (const created of [join(directory, 'bin'), platform]) mkdirSync(created, { recursive: true });
  const command = join(directory, 'bin/face-liveness.js');
  copyFileSync(COMMAND, command);
  const executable = join(platform, `terraform-provider-faceliveness_v${version}`);
  if (script !== undefined) {
    writeFileSync(executable, `#!/bin/sh\n${script}\n`);
    chmodSync(executable, 0o755);
  }
  return command;
}

function run(command: string, args: readonly string[], input = '') {
  const { status, signal, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', timeout: 20_000 });
  return { status, signal, stdout, stderr };
}

/** Starts a process whose output the test reads. */
function start(command: string, args: readonly string[]) {
  const child = spawn(command, args, { detached: true });
  onTestFinished(() => killGroup(child));
  const stderr = text(child.stderr);
  let stdout = '';
  const url = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      stdout += data;
      const [, found] = /listening on (\S+)\r?\n/.exec(stdout) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const exit = once(child, 'close').then(async ([code, signal]) => ({ code, signal, stderr: await stderr }));
  /** Waits for the emulator's URL. */
  const listening = async () => {
    const ended = exit.then(({ code, stderr }): never => {
      throw new Error(`ended with ${code} before it listened: ${stdout}${stderr}`);
    });
    return await Promise.race([url, ended]);
  };
  return { child, exit, listening, output: () => stdout };
}

function killGroup({ pid = 0 }: ChildProcess): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All processes have ended.
  }
}

/** Starts a command in a terminal. Text that the test writes to its stdin is typed there. */
function startInTerminal(...command: readonly string[]) {
  const program = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  return start('python3', ['-c', program, ...command]);
}

const CTRL_C = '\x03';

describe('the command of the npm package', () => {
  test('starts the executable of the clone', () => {
    expect(run(COMMAND, ['--version'])).toEqual({ status: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });

  test.each([0, 1, 2, 143])('exits with %i when the executable does', (status) => {
    expect(run(commandStarting(`exit ${status}`), [])).toMatchObject({ status, signal: null });
  });

  test.each(['SIGKILL', 'SIGSEGV', 'SIGTERM', 'SIGINT'])('ends with %s when the executable does', (signal) => {
    expect(run(commandStarting(`kill -${signal.slice(3)} $$`), [])).toMatchObject({ status: null, signal });
  });

  test('passes arguments, stdin, stdout and stderr', () => {
    const command = commandStarting(`printf '<%s>' "$@"; cat; echo wrong >&2`);
    expect(run(command, ['a b', '', '$c'], 'input')).toMatchObject({ stdout: '<a b><><$c>input', stderr: 'wrong\n' });
  });

  test('prints no error when its output is not read to the end', () => {
    const pipe = `for n in 1 2 3 4 5; do "$0" emulator --help | head -n 1 || exit; done`;
    const { status, stdout, stderr } = run('sh', ['-c', pipe, COMMAND]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(6);
  });

  test('passes the terminal to the executable', async () => {
    const { exit, output } = startInTerminal(
      'sh',
      '-c',
      'stty rows 12 columns 345; "$0"',
      commandStarting('stty size'),
    );
    await exit;
    expect(output()).toBe('12 345\r\n');
  });
});

describe('the emulator, started by the npm package,', () => {
  test.each<[string, readonly NodeJS.Signals[]]>([
    ['SIGINT', ['SIGINT']],
    ['SIGTERM', ['SIGTERM']],
    ['SIGHUP', ['SIGHUP']],
    ['SIGINT twice, from a terminal and from npm', ['SIGINT', 'SIGINT']],
  ])('shuts down when it receives %s', async (_, signals) => {
    const { child, exit, listening } = start(COMMAND, ['emulator']);
    const url = await listening();
    for (const signal of signals) child.kill(signal);
    expect(await exit).toEqual({ code: 0, signal: null, stderr: '' });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test.each([
    ['stdin is the terminal', '"$0" emulator'],
    ['stdin is another file', '"$0" emulator </dev/null'],
  ])('shuts down on Ctrl-C in a terminal where %s', async (_, script) => {
    // The terminal also interrupts the shell, which then prints the exit status of the command.
    const { child, exit, listening } = startInTerminal('sh', '-c', `trap : INT; ${script}`, COMMAND);
    const url = await listening();
    child.stdin.write(CTRL_C);
    expect(await exit).toMatchObject({ code: 0 });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});

describe('the npm package without an executable', () => {
  test('says how to get one', () => {
    const { status, stderr } = run(commandStarting(), ['--version']);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `error: the package @cdktf-face-liveness/${platformNamed().node} is not installed. It is an optional dependency of ` +
        'cdktf-face-liveness. Install cdktf-face-liveness again on this platform, without options that omit optional ' +
        'dependencies, such as --omit=optional. Or download the executable from ' +
        'https://github.com/cdktf-face-liveness/cdktf-face-liveness/releases.\n',
    );
  });

  test('lists the supported platforms', () => {
    const onAnother = `data:text/javascript,Object.defineProperty(process,'arch',{value:'ppc64'})`;
    const { status, stderr } = run(process.execPath, ['--import', onAnother, COMMAND, '--version']);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `error: cdktf-face-liveness has no executable for ${process.platform}-ppc64. It has executables for ` +
        `${PLATFORMS.map(({ node }) => node).join(', ')}.\n`,
    );
  });

  test('reports an executable that cannot be started', () => {
    const command = commandStarting('exit 0');
    const file = join(command, '../../platforms', platformNamed().node, `terraform-provider-faceliveness_v${version}`);
    chmodSync(file, 0o644);
    expect(run(command, [])).toMatchObject({
      status: 1,
      stderr: `error: cannot start ${file}: spawn ${file} EACCES\n`,
    });
  });
});

test('the executable itself shuts down on Ctrl-C in a terminal', async () => {
  const { child, exit, listening } = startInTerminal(FACE_LIVENESS, 'emulator');
  await listening();
  child.stdin.write(CTRL_C);
  expect(await exit).toMatchObject({ code: 0 });
});
