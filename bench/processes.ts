import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hermeticEnvironment } from '../harness/terraform/terraform';
import { type Comparison, type Pair, takePairs } from './comparison';

/** A Node process to run. */
export interface NodeProcess {
  readonly cwd: string;
  /** The script and its arguments. */
  readonly args: readonly string[];
  /** Additional environment variables; those of the user are not inherited. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The duration, the processor time and the memory of a process, from its start to its end. */
export interface Usage {
  readonly seconds: number;
  /** The processor time outside the kernel. */
  readonly userSeconds: number;
  /** The peak of the resident memory. */
  readonly megabytes: number;
}

/**
 * Runs a process to its end and measures it.
 *
 * @throws Error with the output when the process fails
 */
export function measure({ cwd, args, env }: NodeProcess): Usage {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-process-'));
  try {
    const file = join(scratch, 'usage.json');
    const started = performance.now();
    const { status, signal, stdout, stderr, error } = spawnSync(
      process.execPath,
      ['--require', join(import.meta.dirname, 'report-usage.cjs'), ...args],
      { cwd, env: { ...hermeticEnvironment(cwd), ...env, BENCH_USAGE_FILE: file }, encoding: 'utf8' },
    );
    const seconds = (performance.now() - started) / 1000;
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? signal}:\n${stdout}${stderr}`);
    return { seconds, ...JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Compares the duration and the memory of two processes, in pairs of runs after one run of each to warm up. */
export async function compareProcesses(
  name: string,
  baseline: string,
  { ours, other, pairs: count, atMost }: { ours: NodeProcess; other: NodeProcess; pairs: number; atMost: number },
): Promise<readonly Comparison[]> {
  measure(ours);
  measure(other);
  const runs = await takePairs(
    count,
    async () => measure(ours),
    async () => measure(other),
  );
  const pairs = (member: keyof Usage): Pair[] =>
    runs.map((run) => ({ ours: run.ours[member], other: run.other[member] }));
  return [
    { name: `${name}: time`, baseline, unit: 's', pairs: pairs('seconds'), atMost },
    { name: `${name}: peak memory`, baseline, unit: 'MB', pairs: pairs('megabytes'), atMost },
  ];
}

/** The time from the start of a process to the first line of its output, in seconds. */
export async function secondsToLine(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  const seconds = (performance.now() - started) / 1000;
  child.kill('SIGKILL');
  await closed;
  return seconds;
}
