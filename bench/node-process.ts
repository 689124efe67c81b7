import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hermeticEnvironment } from '../harness/terraform/environment';
import type { Comparison, Pair } from './comparison';

/** A Node process to run. */
export interface NodeProcess {
  readonly cwd: string;
  /** The script, and what it is given. */
  readonly args: readonly string[];
  /** Environment variables. Default: none of the user's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What a process took from its start to its end. */
export interface Usage {
  readonly seconds: number;
  /** The most memory that was resident at a time. */
  readonly megabytes: number;
}

/** Runs a process to its end and measures it; fails where the process does. */
export function measure({ cwd, args, env }: NodeProcess): Usage {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-process-'));
  try {
    const file = join(scratch, 'peak-memory');
    const started = performance.now();
    const { status, signal, stdout, stderr, error } = spawnSync(
      process.execPath,
      ['--require', join(import.meta.dirname, 'report-peak-memory.cjs'), ...args],
      { cwd, env: { ...hermeticEnvironment(cwd), ...env, BENCH_PEAK_MEMORY_FILE: file }, encoding: 'utf8' },
    );
    const seconds = (performance.now() - started) / 1000;
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? signal}:\n${stdout}${stderr}`);
    return { seconds, megabytes: Number(readFileSync(file, 'utf8')) / 1e6 };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Compares two processes by the time and the memory that they take, in this many pairs of runs after one to warm up. */
export function compareProcesses(
  what: string,
  to: string,
  { ours, other, pairs: count, atMost }: { ours: NodeProcess; other: NodeProcess; pairs: number; atMost: number },
): readonly Comparison[] {
  measure(ours);
  measure(other);
  const runs = Array.from({ length: count }, (_, index) => {
    // Each is the first as often as the second: the machine's pace drifts.
    if (index % 2 === 0) return { ours: measure(ours), other: measure(other) };
    const second = measure(other);
    return { ours: measure(ours), other: second };
  });
  const pairs = (member: keyof Usage): Pair[] =>
    runs.map((run) => ({ ours: run.ours[member], other: run.other[member] }));
  return [
    { what: `${what}: time`, to, unit: 's', pairs: pairs('seconds'), atMost },
    { what: `${what}: peak memory`, to, unit: 'MB', pairs: pairs('megabytes'), atMost },
  ];
}
