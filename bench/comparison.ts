/** Something of ours, measured in turn with what it is compared to. */
export interface Comparison {
  /** What is measured. */
  readonly what: string;
  /** What it is compared to; a limit where it is a figure by itself. */
  readonly to: string;
  /** What the figures are in. */
  readonly unit: 's' | 'MB' | 'calls';
  /** At least seven, but for what is the same every time; the two figures of a pair were taken one right after the other. */
  readonly pairs: readonly Pair[];
  /** The target: what ours may be at most, as a multiple of the other. The median counts. */
  readonly atMost: number;
  /** What there is to know of it; where the target is missed, why it can't be met. */
  readonly note?: string;
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

/** Takes pairs of figures, one side right after the other, each of them the first as often: the machine's pace drifts. */
export async function takePairs(
  count: number,
  ours: () => Promise<number>,
  other: () => Promise<number>,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index += 1) {
    if (index % 2 === 0) pairs.push({ ours: await ours(), other: await other() });
    else {
      const second = await other();
      pairs.push({ ours: await ours(), other: second });
    }
  }
  return pairs;
}

/** How long something takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The median of a figure that is taken several times. */
export async function medianOf(count: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) values.push(await measure());
  return median(values);
}
