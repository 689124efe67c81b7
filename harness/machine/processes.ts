import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** The number of a process's last lines in error messages. */
const KEPT_LINES = 20;

/** The time between SIGTERM and SIGKILL. */
const GRACE_MS = 10_000;

/** The interval of polling. */
const POLL_MS = 50;

/**
 * Stops the process group $1 when this process has ended. `read` returns at the end of its stdin, whose only writing end is
 * in this process. This works for every way of ending, such as Ctrl-C, a crash or SIGKILL; handlers would not.
 */
const GUARD_SCRIPT = `
  read -r _
  kill -s TERM "$1" || exit
  tenths=$(($2 / 100))
  while [ $tenths -gt 0 ] && kill -s 0 "$1"; do sleep 0.1; tenths=$((tenths - 1)); done
  kill -s KILL -- "-$1"
`;

/** The executable of a command does not exist. */
export class ExecutableNotFoundError extends Error {
  override readonly name = 'ExecutableNotFoundError';

  constructor(readonly command: string) {
    super(`${command}: no such executable`);
  }
}

/** The working directory and the environment of a process. */
export interface ProcessOptions {
  /** The working directory. Default: this process's. */
  readonly cwd?: string;
  /** The whole environment. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Options of `LocalProcess.start`. */
export interface StartOptions extends ProcessOptions {
  /** A file for the output of the process, which it can still write to after `release`. Default: a pipe. */
  readonly logFile?: string;
  /** Called with each line that the process writes to stdout or stderr. */
  readonly onLine?: (line: string) => void;
}

/** Options of `run`. */
export interface RunOptions extends ProcessOptions {
  /** The time in milliseconds after which the command is stopped and `run` fails. Default: no limit. */
  readonly timeout?: number;
  /** Stops the command when it is aborted, and `run` fails with its reason. */
  readonly signal?: AbortSignal;
  /** Called with each chunk of text that the command writes to stdout or stderr. */
  readonly onOutput?: (text: string) => void;
}

/** The result of a command. */
export interface RunResult {
  /** The exit code. After a signal, 128 plus the signal's number, as in a shell. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end. A non-zero exit code is a normal result.
 *
 * @throws ExecutableNotFoundError when the executable does not exist
 * @throws Error when the command takes longer than `timeout`, and the reason of `signal` when it is aborted
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const { child } = await spawnGuarded(command, args, options);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      options.onOutput?.(text);
    });
  }

  const { timeout, signal } = options;
  let late = false;
  const stop = () => void stopGroup(child, GRACE_MS);
  // Not AbortSignal.timeout within AbortSignal.any: garbage collection can remove such a timer (nodejs/node#57736).
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          stop();
        }, timeout);
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop);
  await once(child, 'close');
  clearTimeout(timer);
  signal?.removeEventListener('abort', stop);

  signal?.throwIfAborted();
  if (late) {
    const last = lastLines(output.stdout + output.stderr);
    throw new Error(withOutput(`${[command, ...args].join(' ')} did not end within ${seconds(timeout ?? 0)}`, last));
  }
  return { code: exitCode(child), ...output };
}

/** A long-running child process in its own process group, which ends with this process at the latest. */
export class LocalProcess {
  private readonly lines: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();
  private readonly closed: Promise<unknown>;

  private constructor(
    private readonly commandLine: string,
    private readonly child: ChildProcess,
    private readonly guard: ChildProcess,
    { onLine, logFile }: StartOptions,
  ) {
    if (onLine) this.listeners.add(onLine);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.take(line));
    }
    this.closed = once(child, 'close');
    if (logFile !== undefined) this.follow(logFile);
    // Also stop processes that it started.
    child.once('exit', () => killGroup(child));
  }

  /**
   * Starts a process.
   *
   * @throws ExecutableNotFoundError when the executable does not exist
   */
  static async start(command: string, args: readonly string[], options: StartOptions = {}): Promise<LocalProcess> {
    const { child, guard } = await spawnGuarded(command, args, options);
    return new LocalProcess([command, ...args].join(' '), child, guard, options);
  }

  /** The id of the process and of its process group. */
  get pid(): number {
    return pidOf(this.child);
  }

  /** The last lines that the process wrote, for error messages. */
  get lastOutput(): string {
    return this.lines.join('\n');
  }

  /** Waits until the process has ended and its output is read, and returns the exit code. */
  async exited(): Promise<number> {
    await this.closed;
    return exitCode(this.child);
  }

  /**
   * Waits for a line on stdout or stderr that matches a pattern.
   *
   * @throws Error with the last output, when the process ends first or the time is up
   */
  async waitForLine(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
    return await this.whileRunning(`a line that matches ${pattern}`, timeoutMs, async (signal) => {
      return await new Promise((resolve) => {
        const look = (line: string) => {
          const match = pattern.exec(line);
          if (match) resolve(match);
        };
        this.lines.forEach(look);
        this.listeners.add(look);
        signal.addEventListener('abort', () => this.listeners.delete(look));
      });
    });
  }

  /**
   * Polls a condition until it is met, such as a URL that answers.
   *
   * @param what names the condition in the error
   * @throws Error with the last output, when the process ends first or the time is up
   */
  async waitUntil(what: string, condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
    await this.whileRunning(what, timeoutMs, async (signal) => {
      while (!(signal.aborted || (await condition()))) await delay(POLL_MS);
    });
  }

  /** Stops the process with SIGTERM, after the grace period with SIGKILL, and all processes that it started. */
  async stop(graceMs: number = GRACE_MS): Promise<void> {
    await stopGroup(this.child, graceMs);
    await this.closed;
  }

  /** Lets the process outlive this one. It must have a log file, because its pipes are no longer read. */
  release(): void {
    this.guard.kill('SIGKILL');
    this.child.unref();
  }

  /** Reads new lines of a file until the process has ended. */
  private follow(file: string): void {
    let taken = 0;
    const look = () => {
      const complete = readFileSync(file, 'utf8').split('\n').slice(0, -1);
      for (const line of complete.slice(taken)) this.take(line);
      taken = complete.length;
    };
    const timer = setInterval(look, POLL_MS).unref();
    this.child.once('exit', () => {
      clearInterval(timer);
      look();
    });
  }

  private take(line: string): void {
    this.lines.push(line);
    if (this.lines.length > KEPT_LINES) this.lines.shift();
    for (const listener of this.listeners) listener(line);
  }

  private async whileRunning<T>(what: string, timeoutMs: number, wait: (over: AbortSignal) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const failure = (how: string) => new Error(withOutput(`${this.commandLine} ${how}`, this.lastOutput));
    const ended = this.exited().then((code) => {
      throw failure(`ended with exit code ${code} while waiting for ${what}`);
    });
    const late = delay(timeoutMs, undefined, { signal: over.signal }).then(() => {
      throw failure(`is running, but without ${what} within ${seconds(timeoutMs)}`);
    });
    try {
      return await Promise.race([wait(over.signal), ended, late]);
    } finally {
      over.abort();
      // The losers of the race reject later; these rejections must not be reported as unhandled.
      ended.catch(() => {});
      late.catch(() => {});
    }
  }
}

/** Spawns a process in its own group, and a guard that stops the group if this process ends first. */
async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: StartOptions,
): Promise<{ readonly child: ChildProcess; readonly guard: ChildProcess }> {
  const { cwd, env, logFile } = options;
  const output = logFile === undefined ? 'pipe' : openSync(logFile, 'w');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  if (typeof output === 'number') closeSync(output);
  // In the same tick, so that nothing can fail in between. Without a pid, the guard has no group to stop.
  const guard = spawn('/bin/sh', ['-c', GUARD_SCRIPT, 'guard', String(child.pid), String(GRACE_MS)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  child.once('exit', () => guard.kill('SIGKILL'));
  try {
    await once(child, 'spawn');
    return { child, guard };
  } catch (error) {
    guard.kill('SIGKILL');
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && cwd !== undefined && !existsSync(cwd))
      throw new Error(`${cwd}: no such directory to run ${command} in`);
    throw missing ? new ExecutableNotFoundError(command) : error;
  }
}

/** Stops a process group: first its leader, which may stop the others, then the rest. */
async function stopGroup(leader: ChildProcess, graceMs: number): Promise<void> {
  if (hasEnded(leader)) return;
  const ended = once(leader, 'exit');
  const kill = setTimeout(() => killGroup(leader), graceMs);
  leader.kill('SIGTERM');
  await ended;
  clearTimeout(kill);
  killGroup(leader);
}

function killGroup(leader: ChildProcess): void {
  try {
    process.kill(-pidOf(leader), 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error(`${child.spawnfile} was never started`);
  return child.pid;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function exitCode(child: ChildProcess): number {
  if (child.signalCode !== null) return 128 + constants.signals[child.signalCode];
  return child.exitCode ?? 0;
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
}

function withOutput(message: string, output: string): string {
  return output === '' ? message : `${message}; its last output:\n${output}`;
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
