/**
 * Measures this package and prints a table of ratios; exits 1 where a target is missed. `npm run bench` takes all rows,
 * `npm run bench -- synthesis` those that are named.
 */
import { type Comparison, meetsTarget, type Row } from './comparison';
import { emulator } from './rows/emulator';
import { synthesis } from './rows/synthesis';
import { typeCheck } from './rows/type-check';
import { table } from './table';

const ROWS: Readonly<Record<string, Row>> = {
  synthesis,
  'type-check': typeCheck,
  emulator,
};

async function main(): Promise<void> {
  // Ctrl-C ends the process that is measured, and by its failure this one, which removes what it made before.
  process.on('SIGINT', () => {});
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !Object.hasOwn(ROWS, name));
  if (unknown.length > 0) {
    throw new Error(`no such row: ${unknown.join(', ')}; the rows are ${Object.keys(ROWS).join(', ')}`);
  }

  const comparisons: Comparison[] = [];
  for (const [name, row] of Object.entries(ROWS)) {
    if (names.length === 0 || names.includes(name)) comparisons.push(...(await row()));
  }
  process.stdout.write(table(comparisons));
  if (!comparisons.every(meetsTarget)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
