import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** How many of a process's last lines are kept for error messages. */
const KEPT_LINES = 20;

/** How long a process may take to end after SIGTERM before it is killed. */
const GRACE_MS = 10_000;

/** How often a condition is looked at again. */
const POLL_MS = 50;

/**
 * Stops the process group $1 when this process is gone. `read` sees the end of its stdin, whose only writing end is
 * here, whatever way this process ends: exit, Ctrl-C, a crash, SIGKILL. No handler in this process could promise that.
 */
const GUARD_SCRIPT = `
  read -r _
  kill -s TERM "$1" || exit
  tenths=$(($2 / 100))
  while [ $tenths -gt 0 ] && kill -s 0 "$1"; do sleep 0.1; tenths=$((tenths - 1)); done
  kill -s KILL -- "-$1"
`;

/** A command can't be run because there is no such executable. */
export class ExecutableNotFoundError extends Error {
  override readonly name = 'ExecutableNotFoundError';

  constructor(readonly command: string) {
    super(`${command}: no such executable`);
  }
}

/** Where and with what environment a process runs. */
export interface ProcessOptions {
  /** The working directory. Default: this process's. */
  readonly cwd?: string;
  /** The whole environment. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** How a long-running process is started. */
export interface StartOptions extends ProcessOptions {
  /** A file that takes what the process writes, so that it can go on writing after `release`. Default: a pipe. */
  readonly logFile?: string;
  /** Called with each line that the process writes to stdout or stderr. */
  readonly onLine?: (line: string) => void;
}

/** How a command is run to its end. */
export interface RunOptions extends ProcessOptions {
  /** After how many milliseconds the command is stopped, and `run` fails. Default: never. */
  readonly timeout?: number;
  /** Stops the command when it is aborted, and `run` fails with its reason. */
  readonly signal?: AbortSignal;
  /** Called with each piece of text that the command writes to stdout or stderr. */
  readonly onOutput?: (text: string) => void;
}

/** What came of a command. */
export interface RunResult {
  /** The exit code; where a signal ended the command 128 and the signal's number, as in a shell. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end. A non-zero exit code is a result like any other; it fails only when the command can't be
 * started (`ExecutableNotFoundError`), takes longer than `timeout`, or is aborted.
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
  // Not AbortSignal.timeout within AbortSignal.any: Node forgets such a timer at the next garbage collection (nodejs/node#57736).
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
    const told = lastLines(output.stdout + output.stderr);
    throw new Error(withOutput(`${[command, ...args].join(' ')} did not end within ${seconds(timeout ?? 0)}`, told));
  }
  return { code: exitCode(child), ...output };
}

/** A long-running child process with a process group of its own, which ends with this process at the latest. */
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
    // Whatever a process that ended by itself has started is of no more use.
    child.once('exit', () => killGroup(child));
  }

  /** Starts a process. Fails with `ExecutableNotFoundError` where there is no such executable. */
  static async start(command: string, args: readonly string[], options: StartOptions = {}): Promise<LocalProcess> {
    const { child, guard } = await spawnGuarded(command, args, options);
    return new LocalProcess([command, ...args].join(' '), child, guard, options);
  }

  /** The process's id, which is its process group's too. */
  get pid(): number {
    return pidOf(this.child);
  }

  /** The last lines that the process wrote, for error messages. */
  get lastOutput(): string {
    return this.lines.join('\n');
  }

  /** Resolves to the exit code when the process has ended and its output is read. */
  async exited(): Promise<number> {
    await this.closed;
    return exitCode(this.child);
  }

  /** Waits for a line on stdout or stderr that matches; fails, showing the last output, when the process ends or time is up. */
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
   * Waits for a condition, such as a URL that answers, looking again and again; `what` names it in the error. Fails,
   * showing the last output, when the process ends or time is up.
   */
  async waitUntil(what: string, condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
    await this.whileRunning(what, timeoutMs, async (signal) => {
      while (!(signal.aborted || (await condition()))) await delay(POLL_MS);
    });
  }

  /** Ends the process (SIGTERM, after the grace period SIGKILL) and all that it started. */
  async stop(graceMs: number = GRACE_MS): Promise<void> {
    await stopGroup(this.child, graceMs);
    await this.closed;
  }

  /** Lets the process go on when this one ends. It must have a log file: nobody reads its pipes any more. */
  release(): void {
    this.guard.kill('SIGKILL');
    this.child.unref();
  }

  /** Takes the lines of a file as it grows, until the process has ended. */
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
      throw failure(`is running, but there was not ${what} within ${seconds(timeoutMs)}`);
    });
    try {
      return await Promise.race([wait(over.signal), ended, late]);
    } finally {
      over.abort();
      // The two that lost the race reject later, or by the abort: that is nobody's concern.
      ended.catch(() => {});
      late.catch(() => {});
    }
  }
}

/** Spawns a process in a group of its own, and a guard that stops the group if this process ends first. */
async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: StartOptions,
): Promise<{ readonly child: ChildProcess; readonly guard: ChildProcess }> {
  const { cwd, env, logFile } = options;
  const output = logFile === undefined ? 'pipe' : openSync(logFile, 'w');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  if (typeof output === 'number') closeSync(output);
  // Spawned in the same tick, before anything can go wrong. Where there is no pid, it has no group to stop.
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

/** Ends a process group: first its leader, which may end the others in good order, then what is left. */
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
