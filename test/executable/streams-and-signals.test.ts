import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { type RunResult, run } from '../../harness/machine/processes';
import { pem } from '../../harness/plugin/grpc-client';
import { HANDSHAKE_ENVIRONMENT } from '../../harness/plugin/plugin-process';
import { version } from '../../package.json';
import { createCertificate } from '../../src/plugin/process/certificate';

const IS_ROOT = process.platform === 'linux' && process.getuid?.() === 0;
const TOKENS = ['token', '--name', 'a', '--region', 'us-east-1'];

async function command(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
  return await run(FACE_LIVENESS, args, { env: { PATH: process.env.PATH, ...env } });
}

/** Runs a script in which $0 is the executable. */
async function shell(script: string, env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
  return await run('sh', ['-c', script, FACE_LIVENESS], { env: { PATH: process.env.PATH, ...env } });
}

describe('a start without arguments', () => {
  test('prints the help to a person', async () => {
    expect(await command([])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Usage: face-liveness \[options\] \[command\]\n/),
    });
  });

  test('is the provider with the cookie, and with arguments it is the command all the same', async () => {
    // The program of a data source of hashicorp/external inherits the cookie.
    const cookie = { ...HANDSHAKE_ENVIRONMENT, PLUGIN_CLIENT_CERT: pem(createCertificate().der) };
    expect(await command(['--version'], cookie)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(await command(TOKENS, cookie)).toEqual(await command(TOKENS));
  });
});

describe('a provider that cannot serve prints the reason in the first line of stdout', () => {
  const certificate = { PLUGIN_CLIENT_CERT: pem(createCertificate().der) };
  const said = (text: RegExp) => ({ code: 1, stdout: expect.stringMatching(text), stderr: '' });

  test.for<[string, NodeJS.ProcessEnv, RegExp]>([
    ['without a client certificate', {}, /^The provider "faceliveness" got no client certificate [^\n]*\n$/],
    [
      'with a broken client certificate',
      { PLUGIN_CLIENT_CERT: 'none' },
      /^The client certificate that the provider "faceliveness" got [^\n]* is not a certificate in PEM[^\n]*\n$/,
    ],
    [
      'with another protocol',
      { ...certificate, PLUGIN_PROTOCOL_VERSIONS: '4,5' },
      /^The provider "faceliveness" speaks plugin protocol 6; this Terraform offers 4,5\. Use Terraform 1\.8 or later\.\n$/,
    ],
    [
      'with another cookie',
      { TF_PLUGIN_MAGIC_COOKIE: 'another' },
      /^This is the Terraform provider "faceliveness"\. [^\n]*\n$/,
    ],
    [
      'with ports that are none',
      { ...certificate, PLUGIN_MIN_PORT: '9', PLUGIN_MAX_PORT: '8' },
      /^The provider "faceliveness" cannot listen on the ports [^\n]*\n$/,
    ],
  ])('%s', async ([, env, text]) => {
    expect(await command([], { ...HANDSHAKE_ENVIRONMENT, ...env })).toEqual(said(text));
  });

  test.runIf(IS_ROOT)('without a place for a socket nor a free port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    const none = join(tmpdir(), 'none');
    // The directory that is tried last is read-only.
    const script = 'mount --bind /tmp /tmp; mount -o remount,ro,bind /tmp; exec "$0"';
    const outcome = await run('unshare', ['--mount', 'sh', '-c', script, FACE_LIVENESS], {
      env: {
        ...{ PATH: process.env.PATH, ...HANDSHAKE_ENVIRONMENT, ...certificate, TMPDIR: none },
        ...{ PLUGIN_UNIX_SOCKET_DIR: none, PLUGIN_MIN_PORT: port, PLUGIN_MAX_PORT: port },
      },
    });
    expect(outcome).toEqual(
      said(
        /^The provider "faceliveness" cannot start: there is no directory for a socket and no free port from [^\n]*EADDRINUSE[^\n]*Set TMPDIR [^\n]*\n$/,
      ),
    );
  });
});

describe('the command', () => {
  test('exits with 1 and one line for an unknown argument', async () => {
    expect(await command(['no-such-command'])).toEqual({
      code: 1,
      stdout: '',
      stderr: "error: unknown command 'no-such-command'\n",
    });
  });

  test('ignores EPIPE, for example when piped to head', async () => {
    const script = '{ "$0" token --name a --region us-east-1 --size 20000; echo "exit code $?" >&2; } | head -1';
    expect(await shell(script)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
      stderr: 'exit code 0\n',
    });
  });

  test.runIf(process.platform === 'linux')('reports that its output cannot be written', async () => {
    for (const args of ['skeleton', TOKENS.join(' '), 'emulator']) {
      expect(await shell(`"$0" ${args} > /dev/full`)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'error: cannot write to standard output: ENOSPC: no space left on device, write.\n',
      });
    }
    expect(await shell('"$0" no-such-command 2> /dev/full')).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  test('works with closed streams', async () => {
    expect(await shell('"$0" skeleton >&-')).toMatchObject({ stderr: '' });
    expect(await shell('"$0" skeleton <&- 2>&-')).toEqual(await command(['skeleton']));
    expect(await shell('"$0" no-such-command 2>&-')).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(await shell(`"$0" ${TOKENS.join(' ')} --request - <&-`)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error: [^\n]*\n$/),
    });
  });

  test.for([100, 140])('wraps its help at the width of a terminal, %s columns', async (columns) => {
    const script = `
import fcntl, os, pty, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, ${columns}, 0, 0))
    os.execv(sys.argv[1], [sys.argv[1], "--help"])
try:
    while chunk := os.read(terminal, 4096):
        os.write(1, chunk)
except OSError:
    pass
os.waitpid(pid, 0)`;
    const { stdout, stderr } = await run('python3', ['-c', script, FACE_LIVENESS]);
    expect(stderr).toBe('');
    const longest = Math.max(...stdout.split('\r\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(columns);
    expect(longest).toBeGreaterThan(columns - 15);
  });
});

describe('a signal', () => {
  /** Starts a command, and sends it a signal once it has written something. */
  async function signalled(args: readonly string[], signal: NodeJS.Signals): Promise<[number | null, string | null]> {
    const child = spawn(FACE_LIVENESS, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
    await once(child.stdout, 'data');
    child.kill(signal);
    return await exited;
  }

  test.for(['SIGINT', 'SIGTERM'] as const)('%s stops the emulator in order', async (signal) => {
    expect(await signalled(['emulator'], signal)).toEqual([0, null]);
  });

  test('SIGHUP stops an emulator in order', async () => {
    expect(await signalled(['emulator'], 'SIGHUP')).toEqual([0, null]);
  });

  test.for(['SIGINT', 'SIGTERM'] as const)('%s ends a command with the signal', async (signal) => {
    // Nobody reads: it waits in the middle of its output.
    expect(await signalled([...TOKENS, '--size', '1000000'], signal)).toEqual([null, signal]);
  });
});
