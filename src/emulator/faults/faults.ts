import type { OperationName } from '../protocol/call-counts';
import { completed, type Fault, type FaultInForce } from './fault';
import { seededRandom } from './random';

/** The faults in force, and what can be done to them while the emulator runs. */
export interface FaultControl {
  /** What the random choices of `rate` follow from: with the same seed, faults and calls, the same calls are hit. */
  readonly seed: number;
  /**
   * Adds a fault behind those there are; where several would hit a call, the first does.
   *
   * @throws InvalidInputError for one that makes no sense
   */
  add(fault: Fault): FaultInForce;
  /** The faults and how often each hit, oldest first; one that has done its part stays until it is removed. */
  list(): readonly FaultInForce[];
  /** Removes a fault. @returns whether it was there */
  remove(id: string): boolean;
  /** Removes all. */
  clear(): void;
}

type MutableFault = { -readonly [Member in keyof FaultInForce]: FaultInForce[Member] };

interface Entry {
  readonly fault: MutableFault;
  /** Each fault has random numbers of its own, so that what one hits doesn't depend on what others are asked. */
  readonly random: () => number;
}

/** Decides which calls are hit by which fault. */
export class Faults implements FaultControl {
  private entries: Entry[] = [];
  private made = 0;

  /** @throws InvalidInputError for a fault that makes no sense */
  constructor(
    private readonly initial: readonly Fault[],
    readonly seed: number,
  ) {
    this.reset();
  }

  add(given: Fault): FaultInForce {
    const fault = completed(given);
    this.made += 1;
    const entry = {
      fault: { ...fault, id: String(this.made), seen: 0, injected: 0 },
      random: seededRandom(Math.imul(this.made, 0x9e3779b1) ^ this.seed),
    };
    this.entries.push(entry);
    return { ...entry.fault };
  }

  list(): readonly FaultInForce[] {
    return this.entries.map(({ fault }) => ({ ...fault }));
  }

  remove(id: string): boolean {
    const kept = this.entries.filter(({ fault }) => fault.id !== id);
    const removed = kept.length < this.entries.length;
    this.entries = kept;
    return removed;
  }

  clear(): void {
    this.entries = [];
  }

  /** Has the faults in force that there were at first, which have hit nothing yet. */
  reset(): void {
    this.clear();
    this.made = 0;
    for (const fault of this.initial) this.add(fault);
  }

  /** The fault that hits this call, if any. Every fault for the operation sees the call, whichever hits it. */
  strike(operation: OperationName): FaultInForce | undefined {
    const concerned = this.entries.filter(({ fault }) => (fault.operation ?? operation) === operation);
    const [first] = concerned.filter(hits);
    if (first === undefined) return undefined;
    first.fault.injected += 1;
    return first.fault;
  }
}

/** Shows a fault one more call, and tells whether it would hit it. */
function hits({ fault, random }: Entry): boolean {
  const { rate, count, script } = fault;
  const position = fault.seen;
  fault.seen += 1;
  if (rate !== undefined) return random() < rate;
  if (count !== undefined) return fault.injected < count;
  return script === undefined || isHitBy(script, position);
}

function isHitBy(script: string, position: number): boolean {
  const repeated = script.endsWith('*');
  const steps = repeated ? script.slice(0, -1) : script;
  return steps[repeated ? position % steps.length : position] === '1';
}
