import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { findTerraform } from '../harness/terraform/terraform';
import { chart } from './chart';
import { type Comparison, figure, median, meetsTarget, multiple, ratios } from './comparison';

const DIRECTORY = resolve(import.meta.dirname, '../docs/benchmarks');

const HEADER = ['', 'ours', 'against', '', 'median', 'min', 'max', 'target', ''];
const TEXT_COLUMNS = [0, 2];

/** Writes the results of a complete run to docs/benchmarks: a page with table and notes, a chart, and the raw figures. */
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

\`npm run bench\` writes this page, the chart and \`results.json\` from one run. Each figure is compared to a baseline that is
measured right before or after it; the table has the median, the minimum and the maximum of these ratios. The figures in the
columns of both sides are medians. \`npm run bench -- --quick\` runs only the rows of a single plan.

Machine: ${Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}.

${table(comparisons)}
![The ratios as parts of their targets](chart.svg)

## Notes

${notes.map(({ name, note }) => `- **${name}**: ${note}`).join('\n')}
`;
}

/** A Markdown table, which is also readable as text: the medians of both sides, the ratios of the pairs, and the targets. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = [HEADER, ...comparisons.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number) => TEXT_COLUMNS.includes(column);
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |\n`;
  const rule = widths.map((width, column) => (isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [header = HEADER, ...body] = rows;
  return [header, rule, ...body].map(line).join('');
}

function cells(comparison: Comparison): string[] {
  const { name, baseline, unit, pairs, atMost } = comparison;
  const { median: middle, min, max } = ratios(comparison);
  return [
    name,
    figure(median(pairs.map(({ ours }) => ours)), unit),
    baseline,
    figure(median(pairs.map(({ other }) => other)), unit),
    ...[middle, min, max].map(multiple),
    `≤ ${multiple(atMost)}`,
    meetsTarget(comparison) ? 'ok' : 'MISSED',
  ];
}
