import { MAX_SECONDS } from '../limits';
import { type Member, requireMembers } from '../invalid-input';
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
   * @throws InvalidInputError for anything but a number of 0 or more, since time does not go back, and for one that would
   *   move it by more than 1,000,000,000 seconds altogether
   */
  advance(seconds: number): void {
    const max = MAX_SECONDS - this.offset / 1000;
    const advanceSeconds: Member = { type: 'number', min: 0, max, required: true };
    requireMembers({ advanceSeconds: seconds }, { advanceSeconds }, 'the move');
    this.offset += seconds * 1000;
  }
}
