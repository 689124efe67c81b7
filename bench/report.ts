import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { findTerraform } from '../harness/terraform/terraform';
import { chart } from './chart';
import type { Comparison } from './comparison';
import { table } from './table';

const DIRECTORY = resolve(import.meta.dirname, '../docs/benchmarks');

/** Writes a whole run to docs/benchmarks: a page with the table and the notes, a chart, and the figures as they were taken. */
export async function writeReport(comparisons: readonly Comparison[]): Promise<void> {
  const machine = await describeMachine();
  mkdirSync(DIRECTORY, { recursive: true });
  writeFileSync(join(DIRECTORY, 'README.md'), page(comparisons, machine));
  writeFileSync(join(DIRECTORY, 'chart.svg'), chart(comparisons));
  writeFileSync(join(DIRECTORY, 'results.json'), `${JSON.stringify({ machine, comparisons }, undefined, 2)}\n`);
}

type Machine = Readonly<Record<string, string>>;

async function describeMachine(): Promise<Machine> {
  const { version: terraform } = await findTerraform();
  const [cpu] = cpus();
  return {
    system: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}`,
    memory: `${(totalmem() / 1e9).toFixed(0)} GB`,
    node: process.version,
    terraform,
  };
}

function page(comparisons: readonly Comparison[], machine: Machine): string {
  const notes = comparisons.filter(({ note }) => note !== undefined);
  return `# Benchmarks

This page, the chart and \`results.json\` are written by \`npm run bench\`, all from one run. Each figure is compared to what
was measured right before or after it; of these ratios the table has the median, the least and the greatest. Both figures
beside the names are medians. \`npm run bench -- --quick\` takes the rows of a single plan only.

The machine: ${Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}.

${table(comparisons)}
![The ratios as parts of their targets](chart.svg)

## Notes

${notes.map(({ what, note }) => `- **${what}**: ${note}`).join('\n')}
`;
}
