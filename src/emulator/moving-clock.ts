import type { Clock } from './clock';

/** A clock that can be moved forward, so that nobody has to wait for a session to expire. */
export class MovingClock {
  private offset = 0;

  constructor(private readonly base: Clock) {}

  /** Milliseconds since 1970, moved. */
  readonly tell = (): number => this.base() + this.offset;

  /**
   * Moves the time forward; sessions, tokens and quotas go by it.
   *
   * @throws RangeError for anything but a number of 0 or more: time does not go back
   */
  advance(seconds: number): void {
    if (!(seconds >= 0 && Number.isFinite(seconds))) {
      throw new RangeError(`the clock can be advanced by 0 seconds or more, not by ${seconds}`);
    }
    this.offset += seconds * 1000;
  }
}
