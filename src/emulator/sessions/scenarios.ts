import { isTerminalStatus } from '../../liveness/session';
import { InvalidInputError } from '../invalid-input';
import {
  describeScenario,
  requireScenarioTarget,
  type Scenario,
  type ScenarioInForce,
  type ScenarioTarget,
  validScenario,
} from './scenario';
import { type Session, SessionStateError, type Sessions } from './sessions';

/** Most scenarios in force. With five images each, they take a gigabyte. */
export const MAX_SCENARIOS = 1000;

interface Entry {
  readonly target: ScenarioTarget;
  readonly scenario: Scenario;
}

/** The scenarios in force: for a session, for the sessions of a client request token, and for all sessions to come. */
export class Scenarios {
  private readonly entries = new Map<string, Entry>();

  /**
   * @param initial the scenario for all sessions from the start. Default: none
   * @throws InvalidInputError for an invalid scenario
   */
  constructor(
    private readonly sessions: Pick<Sessions, 'get' | 'statusOf'>,
    private readonly initial?: Scenario,
  ) {
    this.reset();
  }

  /**
   * Sets the scenario of a target, in the place of the one before.
   *
   * @throws InvalidInputError for an invalid scenario or target, and if there are too many
   * @throws SessionStateError for a session that has ended
   */
  set(scenario: Scenario, target: ScenarioTarget = {}): ScenarioInForce {
    const entry = { target: { ...target }, scenario: validScenario(scenario) };
    requireScenarioTarget(target);
    if (target.sessionId !== undefined) this.requireOpen(target.sessionId);
    this.makeRoom(target);
    this.entries.set(keyOf(target), entry);
    return described(entry);
  }

  /** The scenario of a session: its own, or else its token's, or else that of all sessions to come, or else an empty one. */
  of({ id, request }: Pick<Session, 'id' | 'request'>): Scenario {
    const { ClientRequestToken: token } = request;
    const ofSession = this.entries.get(keyOf({ sessionId: id }));
    const ofToken = token === undefined ? undefined : this.entries.get(keyOf({ clientRequestToken: token }));
    return (ofSession ?? ofToken ?? this.entries.get(keyOf({})))?.scenario ?? {};
  }

  /** Lists the scenarios in force, in the order in which they were set. */
  list(): readonly ScenarioInForce[] {
    return [...this.entries.values()].map(described);
  }

  /**
   * Removes the scenario of a target.
   *
   * @returns whether there was one
   * @throws InvalidInputError for an invalid target
   */
  remove(target: ScenarioTarget = {}): boolean {
    requireScenarioTarget(target);
    return this.entries.delete(keyOf(target));
  }

  /** Removes all scenarios. */
  clear(): void {
    this.entries.clear();
  }

  /** Restores the initial scenario, and removes all others. */
  reset(): void {
    this.clear();
    if (this.initial !== undefined) this.set(this.initial);
  }

  private requireOpen(id: string): void {
    const session = this.sessions.get(id);
    if (session === undefined) throw new InvalidInputError(`there is no session ${JSON.stringify(id)}`);
    const status = this.sessions.statusOf(session);
    if (!isTerminalStatus(status)) return;
    throw new SessionStateError(
      `session ${id} is ${status}; a scenario is for a session that has not ended. Create another session`,
    );
  }

  private makeRoom(target: ScenarioTarget): void {
    const isFull = () => this.entries.size >= MAX_SCENARIOS && !this.entries.has(keyOf(target));
    if (isFull()) this.removeUsed();
    if (!isFull()) return;
    throw new InvalidInputError(
      `there are ${this.entries.size} scenarios; an emulator keeps at most ${MAX_SCENARIOS}. Remove some`,
    );
  }

  /** Removes the scenarios of sessions that have ended. */
  private removeUsed(): void {
    for (const [key, { target }] of this.entries) {
      if (target.sessionId === undefined) continue;
      const session = this.sessions.get(target.sessionId);
      if (session === undefined || isTerminalStatus(this.sessions.statusOf(session))) this.entries.delete(key);
    }
  }
}

function keyOf({ sessionId, clientRequestToken }: ScenarioTarget): string {
  if (sessionId !== undefined) return `session ${sessionId}`;
  return clientRequestToken === undefined ? 'all' : `token ${clientRequestToken}`;
}

function described({ target, scenario }: Entry): ScenarioInForce {
  return { ...target, scenario: describeScenario(scenario) };
}
