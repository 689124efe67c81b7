import type * as wire from '../../wire/generated/tfplugin6';

/** When an ephemeral resource wants to be renewed, if at all. */
export class Renewal {
  private time: Date | undefined;

  /**
   * Sets the time.
   * @throws Error when it is no time.
   */
  at(time: Date): void {
    if (Number.isNaN(time.getTime())) throw new Error('the time of a renewal is an invalid date');
    this.time = time;
  }

  get isWanted(): boolean {
    return this.time !== undefined;
  }

  /** The time in the form of an answer's member; none where there is no time. */
  toWire(): Pick<wire.OpenEphemeralResource_Response, 'renewAt'> {
    if (!this.time) return {};
    const ms = this.time.getTime();
    const seconds = Math.floor(ms / 1000);
    return { renewAt: { seconds: BigInt(seconds), nanos: (ms - seconds * 1000) * 1_000_000 } };
  }
}
