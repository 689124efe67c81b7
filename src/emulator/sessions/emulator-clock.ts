import { requireShape } from '../invalid-input';
import { MAX_SECONDS } from '../shapes';

/** Returns the time in milliseconds since 1970, as `Date.now` does. */
export type Clock = () => number;

/** A clock that can be moved forward, so that a test does not wait for a session to expire. */
export class EmulatorClock {
  private offset = 0;

  constructor(private readonly base: Clock) {}

  /** The moved time, in milliseconds since 1970. */
  readonly tell = (): number => this.base() + this.offset;

  /**
   * Moves the time forward. Sessions, tokens and quotas follow it.
   *
   * @throws InvalidInputError for a negative number, since time does not go back, and for one that would move the time by
   *   more than 1,000,000,000 seconds in total
   */
  advance(seconds: number): void {
    const max = MAX_SECONDS - this.offset / 1000;
    requireShape({ type: 'number', noun: 'an advance of the clock', min: 0, max }, seconds, ['advanceSeconds']);
    this.offset += seconds * 1000;
  }
}
