import { type Comparison, median, meetsTarget, ratios } from './comparison';

const HEADER = ['', 'ours', 'against', '', 'median', 'min', 'max', 'target', ''];
const TEXT_COLUMNS = [0, 2];

/**
 * The comparisons as a table to read: the medians of both sides, then the ratios of the pairs, and the target. It is
 * Markdown as well.
 */
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
  const { what, to, unit, pairs, atMost } = comparison;
  const { median: middle, min, max } = ratios(comparison);
  return [
    what,
    figure(median(pairs.map(({ ours }) => ours)), unit),
    to,
    figure(median(pairs.map(({ other }) => other)), unit),
    ...[middle, min, max].map(multiple),
    `≤ ${multiple(atMost)}`,
    meetsTarget(comparison) ? 'ok' : 'MISSED',
  ];
}

/** A figure with its unit, as exact as it is worth. */
export function figure(value: number, unit: Comparison['unit']): string {
  if (unit === 's' && value < 1) return `${(value * 1000).toFixed(0)} ms`;
  if (unit === 's') return `${value.toFixed(value < 100 ? 2 : 0)} s`;
  return `${value.toFixed(unit === 'MB' && value < 10 ? 1 : 0)} ${unit}`;
}

/** A ratio; what is far below one as a fraction. */
export function multiple(ratio: number): string {
  return ratio > 0 && ratio < 0.1 ? `1/${(1 / ratio).toFixed(0)}` : ratio.toFixed(2);
}
