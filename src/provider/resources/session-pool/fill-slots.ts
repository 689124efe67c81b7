import { type CreateContext, DiagnosticError, type PrivateState } from '../../../plugin';
import { toRequestIn } from '../../arguments/request-arguments';
import type { AwsClients } from '../../configuration/aws-clients';
import { obtainSession } from '../../sessions/obtain-session';
import { forEachSlot, type PoolInputs, slotSubject, slotToken } from '../../sessions/pool-slots';
import { isKept } from './plan';
import { type PoolConfig, type PoolSlot, type PoolState, slotsOf, slotsToState } from './state';

/**
 * Obtains a session for each slot that does not keep its own. If that fails half way, the state has what was obtained and
 * nothing in the other slots, and the next apply obtains the rest.
 *
 * @param prior the state of the pool before; null to create it
 */
export async function fillSlots(
  config: PoolConfig,
  prior: PoolState | null,
  context: CreateContext<PoolState, AwsClients>,
): Promise<PoolState> {
  const { name, keepers, size } = config;
  const client = context.client.rekognition(config.region);
  const { region } = client;
  const inputs = { name, keepers, region, request: toRequestIn(region, config) };
  const before = prior ? slotsOf(prior) : [];
  // Terraform hands a replacement what the former pool had stored.
  if (!prior) context.privateState.delete(DROPPED_SLOTS);
  const memory = slotMemory(inputs, before, size, context.privateState);

  const slots = Array.from({ length: size }, (_, slot) => {
    const old = before[slot];
    return old && prior && isKept(old, config, prior) ? old : emptySlot(inputs, slot, memory(slot));
  });
  const empty = slots.filter(({ session_id }) => session_id === null);
  if (client.preview && empty.length > 0) throw applyInPreview(empty.length);

  const state = (): PoolState => ({ ...config, region, ...slotsToState(slots) });
  try {
    await forEachSlot(name, empty, context, async ({ slot }, signal) => {
      for (const attempt of attemptsToTry(memory(slot))) {
        const token = slotToken(inputs, slot, attempt);
        slots[slot] = emptySlot(inputs, slot, { attempt, obtained: false });
        const purpose = `Creating a session for ${slotSubject(name, slot)}`;
        // The token may have given a session to an earlier run, so a look follows.
        const session = await obtainSession(client, { purpose, request: inputs.request, token }, 'report', signal);
        if (!session.usable) continue;
        slots[slot] = { slot, attempt, ...session, usable: true };
        return;
      }
      throw endedAtOnce(slotSubject(name, slot));
    });
  } catch (error) {
    context.setState(state());
    throw error;
  }
  return state();
}

/** What a slot remembers. */
interface SlotMemory {
  /** The attempt that it tried last. */
  readonly attempt: number;
  /** Whether that gave a session. If it did not, the same attempt is tried again. */
  readonly obtained: boolean;
}

/**
 * The attempts of a slot, counted from 0: the last one if it failed, then those 1, 2, 4, 8, … after it. The distance
 * doubles, so that a slot without a memory passes any number of used sessions in a few calls.
 */
function* attemptsToTry({ attempt, obtained }: SlotMemory): Generator<number, void> {
  if (!obtained) yield attempt;
  for (let distance = 1; Number.isSafeInteger(attempt + distance); distance *= 2) yield attempt + distance;
}

function emptySlot(inputs: PoolInputs, slot: number, { attempt, obtained }: SlotMemory): PoolSlot {
  const next = obtained ? attempt + 1 : attempt;
  const client_request_token = slotToken(inputs, slot, next);
  return { slot, attempt: next, client_request_token, session_id: null, status: null, usable: false };
}

/** The key of the private state for the last attempts of slots that a smaller size dropped. */
const DROPPED_SLOTS = 'dropped_slots';

interface DroppedSlots {
  /** The token of the first slot's first attempt: other inputs of the tokens have other attempts. */
  readonly inputs: string;
  readonly attempts: Readonly<Record<string, number>>;
}

/**
 * What each slot remembers: from the state; a slot that comes back, from the time when it was dropped. Stores the attempts
 * of slots that are dropped now.
 *
 * @param before the slots in the state; empty for a creation, for which nothing is remembered
 */
function slotMemory(
  inputs: PoolInputs,
  before: readonly PoolSlot[],
  size: number,
  privateState: PrivateState,
): (slot: number) => SlotMemory {
  const dropped = new Map(Object.entries(droppedBefore(inputs, privateState)));
  for (const { slot, attempt, session_id } of before.slice(size)) {
    dropped.set(String(slot), session_id === null ? attempt - 1 : attempt);
  }
  const attempts = [...dropped].filter(([slot, attempt]) => Number(slot) >= size && attempt >= 0);
  const stored: DroppedSlots = { inputs: slotToken(inputs, 0), attempts: Object.fromEntries(attempts) };
  privateState.set(DROPPED_SLOTS, JSON.stringify(stored));
  return (slot) => {
    const old = before[slot];
    if (old) return { attempt: old.attempt, obtained: old.session_id !== null };
    const attempt = dropped.get(String(slot));
    return attempt === undefined ? { attempt: 0, obtained: false } : { attempt, obtained: true };
  };
}

function droppedBefore(inputs: PoolInputs, privateState: PrivateState): DroppedSlots['attempts'] {
  const text = privateState.get(DROPPED_SLOTS);
  const stored = text === undefined ? undefined : (JSON.parse(text) as DroppedSlots);
  return stored?.inputs === slotToken(inputs, 0) ? stored.attempts : {};
}

function applyInPreview(sessions: number): DiagnosticError {
  return new DiagnosticError(
    'A preview cannot be applied',
    `This apply would create ${sessions} ${sessions === 1 ? 'session' : 'sessions'}, and a preview sends no request to AWS. Remove preview from the ` +
      'provider block and FACELIVENESS_PREVIEW from the environment, then plan and apply again.',
  );
}

function endedAtOnce(subject: string): DiagnosticError {
  return new DiagnosticError(
    'No usable session',
    `Creating a session for ${subject}: for every token, the endpoint answered with a session that has ended. Check ` +
      'the endpoint; if it is a local Rekognition, check its clock.',
  );
}
