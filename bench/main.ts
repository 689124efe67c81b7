/**
 * Runs benchmarks, prints a table of ratios, and exits with status 1 when a target is missed. `npm run bench` runs all rows and
 * writes docs/benchmarks, `npm run bench -- --quick` runs the rows of a single plan, `npm run bench -- synthesis` named rows.
 */
import { type Comparison, meetsTarget, type Row } from './comparison';
import { table, writeReport } from './report';
import { chooser } from './rows/chooser';
import { diff } from './rows/diff';
import { emulator } from './rows/emulator';
import { packageSize } from './rows/package-size';
import { onePlan } from './rows/plan';
import { pool, poolPlan } from './rows/pool';
import { quota } from './rows/quota';
import { scale } from './rows/scale';
import { sessions } from './rows/sessions';
import { start } from './rows/start';
import { synthesis } from './rows/synthesis';
import { typeCheck } from './rows/type-check';

const ROWS: Readonly<Record<string, Row>> = {
  start,
  plan: onePlan,
  chooser,
  diff,
  pool,
  'pool-plan': poolPlan,
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
  // Ctrl-C also ends the measured process. Its failure ends this process, after the removal of temporary files.
  process.on('SIGINT', () => {});
  const args = process.argv.slice(2);
  const names = args.flatMap((arg) => (arg === '--quick' ? QUICK : [arg]));
  const unknown = names.filter((name) => !Object.hasOwn(ROWS, name));
  if (unknown.length > 0) {
    throw new Error(`unknown row: ${unknown.join(', ')}. Rows: ${Object.keys(ROWS).join(', ')}`);
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
  for (const { name, note } of comparisons) if (note) process.stdout.write(`\n${name}: ${note}\n`);
  process.stdout.write(`\ntaken in ${((performance.now() - started) / 60_000).toFixed(1)} min\n`);
  if (names.length === 0) await writeReport(comparisons);
  if (!comparisons.every(meetsTarget)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
