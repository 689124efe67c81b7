import { setTimeout as delay } from 'node:timers/promises';

/** Hands out moments at an even rate, so that all requests together stay under a limit without bursts. */
export class Pacer {
  private readonly interval: number;
  private next = 0;

  /**
   * @param perSecond how many moments to hand out per second
   * @param now a clock in milliseconds that never goes back
   */
  constructor(
    perSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.interval = 1000 / perSecond;
  }

  /** Waits for the next free moment. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.now();
    const mine = Math.max(now, this.next);
    this.next = mine + this.interval;
    if (mine > now) await delay(mine - now, undefined, { signal });
  }
}
