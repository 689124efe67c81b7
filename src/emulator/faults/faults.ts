import type { OperationName } from '../protocol/operations';
import { type Fault, type FaultInForce, isForOperation, validFault } from './fault';

/** Reads and changes the faults in force while the emulator runs. */
export interface FaultControl {
  /** Determines the random choices of `rate`: the same seed, faults and calls hit the same calls. */
  readonly seed: number;
  /**
   * Adds a fault after the others. If several faults would hit a call, the first one does.
   *
   * @throws InvalidInputError for an invalid fault
   */
  add(fault: Fault): FaultInForce;
  /** Lists the faults with the calls that each has hit, oldest first. A fault that hits no more calls stays in the list. */
  list(): readonly FaultInForce[];
  /** Removes a fault. @returns whether there was one with this id */
  remove(id: string): boolean;
  /** Removes all faults. */
  clear(): void;
}

type MutableFault = { -readonly [Member in keyof FaultInForce]: FaultInForce[Member] };

interface Entry {
  readonly fault: MutableFault;
  /** Each fault has random numbers of its own, so the calls that it hits do not depend on other faults. */
  readonly random: () => number;
}

/** Decides which fault hits a call. */
export class Faults implements FaultControl {
  private entries: Entry[] = [];
  private made = 0;

  /** @throws InvalidInputError for an invalid fault */
  constructor(
    private readonly initial: readonly Fault[],
    readonly seed: number,
  ) {
    this.reset();
  }

  add(given: Fault): FaultInForce {
    const fault = validFault(given);
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

  /** Restores the initial faults, with no calls counted. */
  reset(): void {
    this.clear();
    this.made = 0;
    for (const fault of this.initial) this.add(fault);
  }

  /** Counts a call with every fault for its operation, and returns the fault that hits it, if any. */
  forCall(operation: OperationName): FaultInForce | undefined {
    const matching = this.entries.filter(({ fault }) => isForOperation(fault, operation));
    const [first] = matching.filter(hits);
    if (first === undefined) return undefined;
    first.fault.injected += 1;
    return first.fault;
  }
}

/** Counts a call with a fault, and returns whether the fault would hit it. */
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

/**
 * Pseudo-random numbers from 0 up to 1, determined by a seed: a Weyl sequence whose values go through the finalizer of
 * MurmurHash3.
 */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
