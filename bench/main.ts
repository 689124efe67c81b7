/**
 * Measures this package and prints a table of ratios; exits 1 where a target is missed. `npm run bench` takes all rows and
 * writes docs/benchmarks, `npm run bench -- --quick` takes the rows of a single plan, `npm run bench -- synthesis` those
 * that are named.
 */
import { type Comparison, meetsTarget, type Row } from './comparison';
import { writeReport } from './report';
import { chooser } from './rows/chooser';
import { diff } from './rows/diff';
import { emulator } from './rows/emulator';
import { packageSize } from './rows/package-size';
import { onePlan } from './rows/plan';
import { pool } from './rows/pool';
import { quota } from './rows/quota';
import { scale } from './rows/scale';
import { sessions } from './rows/sessions';
import { start } from './rows/start';
import { synthesis } from './rows/synthesis';
import { typeCheck } from './rows/type-check';
import { table } from './table';

const ROWS: Readonly<Record<string, Row>> = {
  start,
  plan: onePlan,
  chooser,
  diff,
  pool,
  sessions,
  quota,
  scale,
  synthesis,
  'package-size': packageSize,
  'type-check': typeCheck,
  emulator,
};

const QUICK = ['start', 'plan', 'chooser'];

async function main(): Promise<void> {
  // Ctrl-C ends the process that is measured, and by its failure this one, which removes what it made before.
  process.on('SIGINT', () => {});
  const args = process.argv.slice(2);
  const names = args.flatMap((arg) => (arg === '--quick' ? QUICK : [arg]));
  const unknown = names.filter((name) => !Object.hasOwn(ROWS, name));
  if (unknown.length > 0) {
    throw new Error(`no such row: ${unknown.join(', ')}; the rows are ${Object.keys(ROWS).join(', ')}`);
  }

  const started = performance.now();
  const comparisons: Comparison[] = [];
  for (const [name, row] of Object.entries(ROWS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const taken = await row();
    process.stderr.write(`${name}\n${table(taken)}\n`);
    comparisons.push(...taken);
  }
  process.stdout.write(table(comparisons));
  for (const { what, note } of comparisons) if (note) process.stdout.write(`\n${what}: ${note}\n`);
  process.stdout.write(`\ntaken in ${((performance.now() - started) / 60_000).toFixed(1)} min\n`);
  if (names.length === 0) await writeReport(comparisons);
  if (!comparisons.every(meetsTarget)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
