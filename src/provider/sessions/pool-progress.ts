import type { Logger } from '../../plugin';

/** How often a long read is heard of. */
const EVERY_MS = 5000;

/** Says in the log how far the read of a pool is, every few seconds. */
export class PoolProgress {
  private finished = 0;
  private readonly started: number;
  private told: number;

  constructor(
    private readonly size: number,
    private readonly name: string,
    private readonly log: Pick<Logger, 'info'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.started = now();
    this.told = this.started;
  }

  /** Counts one slot. */
  done(): void {
    this.finished += 1;
    const now = this.now();
    if (now - this.told < EVERY_MS) return;
    this.told = now;
    const remaining = ((now - this.started) / this.finished) * (this.size - this.finished);
    this.log.info('reading a pool', {
      pool: this.name,
      slots_done: this.finished,
      slots: this.size,
      seconds_left: Math.round(remaining / 1000),
    });
  }
}
