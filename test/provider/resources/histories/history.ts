import { expect } from 'vitest';
import type { Emulator } from '../../../../src/emulator';
import { clientRequestToken } from '../../../../src/liveness/client-request-token';
import { Random } from '../../../plugin/support/random';
import type { Applier, PoolArguments } from './managed-pool';

const STEPS = 12;

/** A random history of a pool: other arguments, time, used sessions, faults, deaths, lost states. */
export class History extends Random {
  private given: PoolArguments = { size: 2, keeper: 'a', on_unusable: 'replace' };
  /** Slots that may have two usable sessions, because Terraform forgot one of them. */
  private readonly forgotten = new Set<string>();
  readonly steps: string[] = [];

  constructor(
    readonly seed: number,
    private readonly emulator: Emulator,
    private readonly applier: Applier,
  ) {
    super(seed);
    // The first numbers of seeds in a row are much alike.
    for (let skipped = 0; skipped < 10; skipped += 1) this.below(2);
  }

  /** Runs the history, and then brings the pool in order, which must succeed. */
  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
      this.change();
      const [name, run] = this.pick(this.kinds);
      this.steps.push(`${name} ${JSON.stringify(this.given)}`);
      await run();
    }
    this.emulator.faults.clear();
    this.given = { ...this.given, on_unusable: 'replace' };
    await this.apply();
    await this.apply();
    const ids = this.applier.stored()?.session_ids ?? [];
    expect(ids).toHaveLength(this.given.size);
    expect(ids.filter((id) => !this.isUsable(id))).toEqual([]);
    const calls = this.emulator.sessions().length;
    await this.apply();
    expect(this.applier.stored()?.session_ids).toEqual(ids);
    expect(this.emulator.sessions()).toHaveLength(calls);
  }

  private change(): void {
    switch (this.below(7)) {
      case 0:
        this.resize(this.below(5));
        break;
      case 1:
        this.given = { ...this.given, keeper: this.pick(['a', 'b']) };
        this.forgetAll();
        break;
      case 2:
        this.given = { ...this.given, on_unusable: this.pick(['replace', 'report', 'ignore']) };
        break;
      default:
        this.pass();
    }
  }

  private resize(size: number): void {
    for (let slot = size; slot < 5; slot += 1) this.forgotten.add(`${this.given.keeper}/${slot}`);
    this.given = { ...this.given, size };
  }

  private forgetAll(): void {
    for (const keeper of ['a', 'b']) for (let slot = 0; slot < 5; slot += 1) this.forgotten.add(`${keeper}/${slot}`);
  }

  /** Time passes, or somebody uses a session. */
  private pass(): void {
    const usable = (this.applier.stored()?.session_ids ?? []).filter((id) => this.isUsable(id));
    const id = usable[this.below(4)];
    if (id !== null && id !== undefined && this.below(2) === 0) {
      this.steps.push('use');
      if (this.below(2) === 0) this.emulator.failSession(id);
      else if (this.statusOf(id) === 'CREATED') this.emulator.startSession(id);
    } else {
      const seconds = this.pick([30, 100, 181, 1000]);
      this.steps.push(`${seconds} s`);
      this.emulator.advanceClock(seconds);
    }
  }

  private readonly kinds: ReadonlyArray<readonly [name: string, run: () => Promise<void>]> = [
    ['apply', () => this.apply()],
    ['apply', () => this.apply()],
    ['apply', () => this.apply()],
    ['replace', () => this.apply({ replace: true })],
    ['apply later', () => this.apply({ later: true })],
    ['apply with faults', () => this.applyWithFaults()],
    ['apply with faults', () => this.applyWithFaults()],
    ['die', () => this.die()],
    ['lose the state', () => this.loseState()],
    ['nothing', async () => undefined],
  ];

  private async apply({ replace = false, later = false, mayFail = false } = {}): Promise<void> {
    if (replace) this.forgetAll();
    const policy = this.applier.stored()?.on_unusable ?? this.given.on_unusable;
    const plan = await this.applier.plan(this.given, replace);
    if (!mayFail) expect(plan, 'the plan').toBeDefined();
    const usable = this.usableIds();
    if (later) this.pass();
    const succeeded = (await plan?.()) ?? false;
    if (!mayFail) expect(succeeded, 'the apply').toBe(true);
    if (succeeded) this.assertWhole(usable, policy);
  }

  private async applyWithFaults(): Promise<void> {
    const kind = this.pick([
      'throttle',
      'internal-error',
      'access-denied',
      'reset',
      'broken-json',
      'half-sent',
    ] as const);
    const corrupts = kind === 'broken-json' || kind === 'half-sent';
    const script = `${'0'.repeat(this.below(6))}${this.pick(['1', '1*', '11', '01*'])}`;
    const afterWork = corrupts || this.below(2) === 0;
    this.emulator.faults.add({ kind, script, afterWork });
    this.steps.push(`${kind} ${script}${afterWork ? ' after work' : ''}`);
    await this.apply({ mayFail: true });
    this.emulator.faults.clear();
  }

  /** The process dies while an answer of the service is on its way. */
  private async die(): Promise<void> {
    this.emulator.faults.add({ kind: 'slow', script: `${'0'.repeat(this.below(8))}1*`, delayMs: 600_000 });
    await this.applier.die(this.given, () => this.emulator.faults.list().some(({ injected }) => injected > 0));
    this.emulator.faults.clear();
  }

  private async loseState(): Promise<void> {
    this.applier.loseState();
    this.forgetAll();
  }

  /** What holds after each apply that succeeds. */
  private assertWhole(usableAtPlan: ReadonlySet<string>, policyBefore: string): void {
    const { size, keeper, on_unusable: policy } = this.given;
    const { sessions = [], session_ids: ids = [] } = this.applier.stored() ?? {};
    expect(sessions.map(({ slot }) => slot)).toEqual(Array.from({ length: size }, (_, slot) => slot));
    expect(new Set(ids).size, 'no session stands in two slots').toBe(size);
    const known = this.emulator.sessions();
    for (const { slot, attempt, client_request_token: token } of sessions) {
      const id = ids[slot];
      expect(token).toBe(
        clientRequestToken({ name: 'kiosk', slot, attempt, region: 'us-east-1', keepers: { keeper } }),
      );
      expect(known.find(({ sessionId }) => sessionId === id)?.request.ClientRequestToken, `slot ${slot}`).toBe(token);
      if (policy === 'replace' && policyBefore === policy) {
        expect(this.isUsable(id) || usableAtPlan.has(String(id)), `slot ${slot} is usable`).toBe(true);
      }
      if (this.isUsable(id) && !this.forgotten.has(`${keeper}/${slot}`)) {
        const others = known.filter(({ sessionId, request }) => {
          return (
            sessionId !== id && this.isUsable(sessionId) && this.isOfSlot(request.ClientRequestToken, slot, attempt)
          );
        });
        expect(others, `slot ${slot} has one usable session`).toEqual([]);
      }
    }
  }

  /** Whether a token is that of an attempt up to a few after the given one. */
  private isOfSlot(token: string | undefined, slot: number, attempt: number): boolean {
    const { keeper } = this.given;
    const attempts = Array.from({ length: attempt + 9 }, (_, each) => each);
    return attempts.some(
      (each) =>
        clientRequestToken({ name: 'kiosk', slot, attempt: each, region: 'us-east-1', keepers: { keeper } }) === token,
    );
  }

  private usableIds(): ReadonlySet<string> {
    const ids = this.emulator.sessions().map(({ sessionId }) => sessionId);
    return new Set(ids.filter((id) => this.isUsable(id)));
  }

  private isUsable(id: string | null | undefined): boolean {
    return ['CREATED', 'IN_PROGRESS'].includes(String(this.statusOf(id)));
  }

  private statusOf(id: string | null | undefined): string | undefined {
    return this.emulator.sessions().find(({ sessionId }) => sessionId === id)?.status;
  }
}
