/** Something of ours, measured in turn with what it is compared to. */
export interface Comparison {
  /** What is measured. */
  readonly what: string;
  /** What the figures are in. */
  readonly unit: 's' | 'MB';
  /** At least seven; the two figures of a pair were taken one right after the other. */
  readonly pairs: readonly Pair[];
  /** The target: what ours may be at most, as a multiple of the other. The median counts. */
  readonly atMost: number;
}

/** Two figures that belong together. */
export interface Pair {
  readonly ours: number;
  readonly other: number;
}

/** A row of the benchmark: takes measurements, which make one comparison or a few. */
export type Row = () => Promise<readonly Comparison[]>;

/** How many times the other's figures ours are. */
export interface Ratios {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function ratios({ pairs }: Comparison): Ratios {
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
