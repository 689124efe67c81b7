/** Random choices that a seed determines. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to 1, by the algorithm mulberry32. */
  number(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to a limit, which is not reached. */
  below(limit: number): number {
    return Math.floor(this.number() * limit);
  }

  /** Whether something happens that has this probability. */
  chance(probability: number): boolean {
    return this.number() < probability;
  }

  /** One of these. */
  of<T>(...items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] as T;
  }

  /** One of these, by their weights. */
  weighted<T>(items: readonly (readonly [number, T])[]): T {
    const total = items.reduce((sum, [weight]) => sum + weight, 0);
    let rest = this.number() * total;
    for (const [weight, item] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return (items[items.length - 1] as readonly [number, T])[1];
  }

  /** The same items in any order. */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => [this.number(), item] as const)
      .sort(([one], [other]) => one - other)
      .map(([, item]) => item);
  }
}
