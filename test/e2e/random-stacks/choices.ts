import { Random } from '../../plugin/support/random';

/** Random choices that a seed decides. */
export class Choices extends Random {
  constructor(seed: number) {
    // The first numbers of seeds in a row would be much alike.
    super(Math.imul(seed, 0x9e3779b1));
  }

  override below(limit: number): number {
    return super.below(limit);
  }

  override pick<T>(values: readonly T[]): T {
    return super.pick(values);
  }

  /** @param probability in hundredths, 0 to 1 */
  chance(probability: number): boolean {
    return this.below(100) < probability * 100;
  }

  /** A value with a probability, undefined otherwise. */
  maybe<T>(probability: number, value: () => T): T | undefined {
    return this.chance(probability) ? value() : undefined;
  }
}
