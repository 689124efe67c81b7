import { type Comparison, median, meetsTarget, ratios } from './comparison';

const HEADER = ['', 'ours', 'other', 'median', 'min', 'max', 'target', ''];

/** The comparisons as a table to read: first the medians of both sides, then the ratios of the pairs, and the target. */
export function table(comparisons: readonly Comparison[]): string {
  const rows = [HEADER, ...comparisons.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('');
}

function cells(comparison: Comparison): string[] {
  const { what, unit, pairs, atMost } = comparison;
  const figure = (values: readonly number[]) => `${median(values).toFixed(unit === 's' ? 2 : 0)} ${unit}`;
  const { median: middle, min, max } = ratios(comparison);
  return [
    what,
    figure(pairs.map(({ ours }) => ours)),
    figure(pairs.map(({ other }) => other)),
    ...[middle, min, max].map((ratio) => ratio.toFixed(2)),
    `≤ ${atMost.toFixed(2)}`,
    meetsTarget(comparison) ? 'ok' : 'MISSED',
  ];
}
