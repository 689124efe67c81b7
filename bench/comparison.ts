/** A measurement of this package and of its baseline, taken in pairs. */
export interface Comparison {
  /** The name of the measurement. */
  readonly name: string;
  /** The baseline, or `a limit` for an absolute target. */
  readonly baseline: string;
  /** The unit of the figures. */
  readonly unit: 's' | 'MB' | 'calls';
  /** At least seven pairs, unless every run gives the same figure. */
  readonly pairs: readonly Pair[];
  /** The target: the greatest allowed median of the ratios. */
  readonly atMost: number;
  /** Explains the figures, and why a missed target cannot be met. */
  readonly note?: string;
}

/** A figure of this package and the figure of the baseline taken right before or after it. */
export interface Pair<T = number> {
  readonly ours: T;
  readonly other: T;
}

/** A benchmark, with one or more comparisons. */
export type Row = () => Promise<readonly Comparison[]>;

/** Figures of this package as multiples of the baseline. */
export interface Ratios {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function ratios({ pairs }: Pick<Comparison, 'pairs'>): Ratios {
  const values = pairs.map(({ ours, other }) => ours / other);
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

export function meetsTarget(comparison: Comparison): boolean {
  return ratios(comparison).median <= comparison.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Takes pairs of figures. Each side is first equally often, because the machine's pace drifts. */
export async function takePairs<T = number>(
  count: number,
  ours: () => Promise<T>,
  other: () => Promise<T>,
): Promise<ReadonlyArray<Pair<T>>> {
  const pairs: Pair<T>[] = [];
  for (let index = 0; index < count; index += 1) {
    if (index % 2 === 0) pairs.push({ ours: await ours(), other: await other() });
    else {
      const second = await other();
      pairs.push({ ours: await ours(), other: second });
    }
  }
  return pairs;
}

/** The duration of an operation in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The median of several measurements. */
export async function medianOf(count: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) values.push(await measure());
  return median(values);
}

/** A figure with its unit, rounded. */
export function figure(value: number, unit: Comparison['unit']): string {
  if (unit === 's' && value < 1) return `${(value * 1000).toFixed(0)} ms`;
  if (unit === 's') return `${value.toFixed(value < 100 ? 2 : 0)} s`;
  return `${value.toFixed(unit === 'MB' && value < 10 ? 1 : 0)} ${unit}`;
}

/** A ratio; as a fraction when it is below 0.1. */
export function multiple(ratio: number): string {
  return ratio > 0 && ratio < 0.1 ? `1/${(1 / ratio).toFixed(0)}` : ratio.toFixed(2);
}
