/** Pseudo-random choices, the same for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** Makes up to three items. */
  protected several<T>(make: () => T): T[] {
    return Array.from({ length: this.below(4) }, make);
  }

  protected pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** The next number from 0 to below `limit`, by a linear congruential generator. */
  protected below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
}
