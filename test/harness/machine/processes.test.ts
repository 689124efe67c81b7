import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { ExecutableNotFoundError, LocalProcess, run } from '../../../harness/machine/processes';

const NODE = process.execPath;
const SLEEPER = 'setInterval(() => {}, 1000)';
/** Ignores SIGTERM, starts a process that does the same, and prints the id of the latter. */
const STUBBORN_FAMILY = `
  process.on('SIGTERM', () => {});
  if (process.argv[1] !== 'child') {
    require('node:child_process').spawn(process.execPath, ['-e', process.env.PROGRAM, 'child'], { stdio: 'inherit' });
  } else console.log('child ' + process.pid);
  ${SLEEPER}
`;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container without an init process, ended processes stay as zombies.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function startStubbornFamily(): Promise<{ leader: LocalProcess; child: number }> {
  const leader = await LocalProcess.start(NODE, ['-e', STUBBORN_FAMILY], { env: { PROGRAM: STUBBORN_FAMILY } });
  const [, child] = await leader.waitForLine(/^child (\d+)$/, 10_000);
  return { leader, child: Number(child) };
}

describe('run', () => {
  test('returns exit code and output of a command in the given directory and environment', async () => {
    const program = "console.log(process.cwd(), process.env.A, process.env.HOME); console.error('oh'); process.exit(3)";
    const result = await run(NODE, ['-e', program], { cwd: realpathSync(tmpdir()), env: { A: 'b' } });
    expect(result).toEqual({ code: 3, stdout: `${realpathSync(tmpdir())} b undefined\n`, stderr: 'oh\n' });
  });

  test('passes on output in chunks', async () => {
    const onOutput = vi.fn();
    await run(NODE, ['-e', "process.stdout.write('out'); process.stderr.write('err')"], { onOutput });
    expect(onOutput.mock.calls.flat().sort()).toEqual(['err', 'out']);
  });

  test('returns the exit code of a shell after a signal', async () => {
    expect(await run(NODE, ['-e', "process.kill(process.pid, 'SIGKILL')"])).toMatchObject({ code: 137 });
  });

  test('fails when there is no such executable', async () => {
    await expect(run('no-such-command', [])).rejects.toThrow(new ExecutableNotFoundError('no-such-command'));
    await expect(run('terraform', [], { env: { PATH: '/nonexistent' } })).rejects.toThrow(ExecutableNotFoundError);
  });

  test('fails when there is no such directory', async () => {
    await expect(run(NODE, [], { cwd: '/nonexistent' })).rejects.toThrow(
      `/nonexistent: no such directory to run ${NODE} in`,
    );
  });

  test('stops a command after the time limit, and reports its last output', async () => {
    const program = `console.log('pid', process.pid); ${SLEEPER}`;
    const error: unknown = await run(NODE, ['-e', program], { timeout: 500 }).catch((reason: unknown) => reason);
    const [, pid] = /did not end within 0\.5 s; its last output:\npid (\d+)$/.exec((error as Error).message) ?? [];
    expect(Number(pid)).toBeGreaterThan(0);
    expect(isRunning(Number(pid))).toBe(false);
  });

  test('stops a command after the time limit even if garbage is collected before', async () => {
    const error: Promise<unknown> = run(NODE, ['-e', SLEEPER], {
      timeout: 500,
      signal: AbortSignal.timeout(20_000),
    }).catch((reason: unknown) => reason);
    const collector = setInterval(collectGarbage, 20);
    expect(String(await error)).toContain('did not end within 0.5 s');
    clearInterval(collector);
  });

  test('stops processes that a command started', async () => {
    // The child keeps the command's stdout open, so `run` would never end if the child were not stopped.
    const program = `require('node:child_process').spawn(process.execPath, ['-e', process.env.CHILD], { stdio: 'inherit' }); ${SLEEPER}`;
    const CHILD = `process.on('SIGTERM', () => {}); ${SLEEPER}`;
    await expect(run(NODE, ['-e', program], { env: { CHILD }, timeout: 500 })).rejects.toThrow('did not end within');
  });

  test('stops a command when aborted', async () => {
    const controller = new AbortController();
    let pid = 0;
    const running = run(NODE, ['-e', `console.log(process.pid); ${SLEEPER}`], {
      signal: controller.signal,
      onOutput: (text) => {
        pid = Number(text);
        controller.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(isRunning(pid)).toBe(false);
  });

  test('does not start a command that is already aborted', async () => {
    await expect(run('no-such-command', [], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});

describe('a local process', () => {
  test('is ready when it prints a line', async () => {
    const started = await LocalProcess.start(NODE, ['-e', `console.error('listening on 80'); ${SLEEPER}`]);
    expect((await started.waitForLine(/listening on (\d+)/, 10_000))[1]).toBe('80');
    // A line from before the call also matches.
    expect((await started.waitForLine(/listening on (\d+)/, 10_000))[1]).toBe('80');
    await started.stop();
  });

  test('is ready when a condition is met', async () => {
    const port = await freePort();
    const program = `
      process.once('SIGUSR2', () => require('node:http').createServer((q, s) => s.end()).listen(${port}, '127.0.0.1'));
      console.log('waiting');
      ${SLEEPER}`;
    const server = await LocalProcess.start(NODE, ['-e', program]);
    await server.waitForLine(/waiting/, 10_000);
    const answers = () =>
      fetch(`http://127.0.0.1:${port}`).then(
        ({ ok }) => ok,
        () => false,
      );
    expect(await answers()).toBe(false);
    process.kill(server.pid, 'SIGUSR2');
    await server.waitUntil('an answer', answers, 10_000);
    expect(await answers()).toBe(true);
    await server.stop();
    expect(await answers()).toBe(false);
  });

  test('passes each line on', async () => {
    const onLine = vi.fn();
    const started = await LocalProcess.start(NODE, ['-e', "console.log('one\\ntwo')"], { onLine });
    expect(await started.exited()).toBe(0);
    expect(onLine.mock.calls).toEqual([['one'], ['two']]);
  });

  test('is not ready when it ends, and its last 20 lines are reported', async () => {
    const program = "for (let i = 1; i <= 30; i += 1) console.log('line', i); process.exitCode = 7";
    const started = await LocalProcess.start(NODE, ['-e', program]);
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 11}`).join('\n');
    await expect(started.waitForLine(/ready/, 10_000)).rejects.toThrow(
      `ended with exit code 7 while waiting for a line that matches /ready/; its last output:\n${lines}`,
    );
    await started.stop();
  });

  test('is not ready when the time is up', async () => {
    const started = await LocalProcess.start(NODE, ['-e', SLEEPER]);
    await expect(started.waitUntil('an answer', async () => false, 200)).rejects.toThrow(
      'is running, but without an answer within 0.2 s',
    );
    await started.stop();
  });

  test('fails when there is no such executable', async () => {
    await expect(LocalProcess.start('no-such-command', [])).rejects.toThrow('no-such-command: no such executable');
  });

  test('receives SIGTERM before SIGKILL', async () => {
    const program = `process.on('SIGTERM', () => { console.log('bye'); process.exit(5) }); console.log('ready'); ${SLEEPER}`;
    const started = await LocalProcess.start(NODE, ['-e', program]);
    await started.waitForLine(/ready/, 10_000);
    await started.stop();
    expect(await started.exited()).toBe(5);
    expect(started.lastOutput).toBe('ready\nbye');
    // A second call has no effect.
    await started.stop();
  });

  test('is killed with all processes that it started when it ignores SIGTERM', async () => {
    const { leader, child } = await startStubbornFamily();
    await leader.stop(100);
    expect(await leader.exited()).toBe(137);
    expect(isRunning(leader.pid)).toBe(false);
    // Its new parent may not have reaped it yet.
    await vi.waitUntil(() => !isRunning(child));
  });

  test('stops processes that it started when it ends by itself', async () => {
    const { leader, child } = await startStubbornFamily();
    process.kill(leader.pid, 'SIGKILL');
    expect(await leader.exited()).toBe(137);
    await vi.waitUntil(() => !isRunning(child));
  });
});

describe('when this process has ended', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'processes-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  /** Starts a program that starts a local process and a command, and then ends by itself or by a signal. */
  async function startParent(end: string): Promise<{ parent: LocalProcess; children: number[] }> {
    const program = join(directory, 'parent.ts');
    writeFileSync(
      program,
      `import { LocalProcess, run } from ${JSON.stringify(resolve('harness/machine/processes'))};
      const child = ['-e', "console.log('child ' + process.pid); ${SLEEPER}"];
      let started = 0;
      const count = (line: string) => {
        console.log(line.trim());
        started += 1;
        if (started === 2) { console.log('both'); ${end} }
      };
      void LocalProcess.start(process.execPath, child, { onLine: count });
      void run(process.execPath, child, { onOutput: count });`,
    );
    const parent = await LocalProcess.start(NODE, ['--import', 'tsx', program]);
    await parent.waitForLine(/^both$/, 20_000);
    const children = [...parent.lastOutput.matchAll(/^child (\d+)$/gm)].map(([, pid]) => Number(pid));
    expect(children).toHaveLength(2);
    return { parent, children };
  }

  test.for([
    ['exited', 'process.exit(0);', undefined],
    ['crashed', "throw new Error('crash');", undefined],
    ['was interrupted', '', 'SIGINT'],
    ['was killed', '', 'SIGKILL'],
  ] as const)('because it %s, all processes that it started are stopped', async ([, end, signal]) => {
    const { parent, children } = await startParent(end);
    if (signal) process.kill(parent.pid, signal);
    await parent.exited();
    await vi.waitUntil(() => !children.some(isRunning), 10_000);
  });

  test('a process that ignores SIGTERM is killed', async () => {
    const program = join(directory, 'parent.ts');
    writeFileSync(
      program,
      `import { LocalProcess } from ${JSON.stringify(resolve('harness/machine/processes'))};
      void LocalProcess.start(process.execPath, ['-e', process.env.PROGRAM ?? ''], { onLine: console.log });`,
    );
    const parent = await LocalProcess.start(NODE, ['--import', 'tsx', program], {
      env: { ...process.env, PROGRAM: STUBBORN_FAMILY },
    });
    const [, child] = await parent.waitForLine(/^child (\d+)$/, 20_000);
    process.kill(parent.pid, 'SIGKILL');
    await vi.waitUntil(() => !isRunning(Number(child)), 20_000);
  });
});
