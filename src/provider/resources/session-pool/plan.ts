import { isDeepStrictEqual } from 'node:util';
import { withoutUnset } from '../../../liveness/unset';
import {
  AttributePath,
  type CtyValue,
  isUnknown,
  isWhollyKnown,
  type PlanContext,
  type PlannedChange,
  type PossiblyUnknown,
  Unknown,
  type UnknownMembers,
} from '../../../plugin';
import { poolPolicy } from '../../arguments/on-unusable';
import { type RequestArguments, toRequest, toRequestIn } from '../../arguments/request-arguments';
import type { AwsClients } from '../../configuration/aws-clients';
import { warnOfSlowPool } from '../../sessions/pool-slots';
import { type PoolConfig, type PoolSlot, type PoolState, sessionOf, slotsOf, slotsToState } from './state';

/** Plans a pool without a call: which sessions stay, and whether an input of the tokens changes. */
export function planPool(
  { config, priorState }: PlannedChange<PoolConfig, PoolState>,
  { client: clients, diagnostics, requireReplace }: PlanContext<AwsClients>,
) {
  const planned = { ...config, region: config.region ?? clients.region ?? new Unknown() };
  const changed = priorState && changedTokenInput(planned, priorState);
  if (changed) requireReplace(AttributePath.of(changed));
  const prior = changed ? null : priorState;

  const { region, size } = planned;
  const slots = prior ? slotsOf(prior).map((slot) => (isKept(slot, config, prior) ? slot : undefined)) : [];
  if (clients.state !== 'unknown' && !isUnknown(region)) {
    const client = clients.rekognition(region);
    if (isKnownRequest(planned)) toRequestIn(region, planned);
    if (!isUnknown(size)) warnOfSlowPool(size - slots.filter(Boolean).length, client, diagnostics);
  }
  return {
    region,
    cli_input_json: plannedText(config.cli_input_json, prior?.cli_input_json ?? null),
    ...plannedSlots(slots, size),
  };
}

/** Whether a slot keeps its session, as far as is known. What a look found counts from the next refresh on. */
export function isKept(
  slot: PoolSlot,
  config: Pick<UnknownMembers<PoolConfig>, 'on_unusable'>,
  prior: PoolState,
): boolean {
  if (slot.session_id === null) return false;
  if (slot.usable) return true;
  if (isUnknown(config.on_unusable)) return false;
  const policy = poolPolicy(config.on_unusable);
  return policy !== 'replace' || policy !== poolPolicy(prior.on_unusable);
}

/** The sessions that are kept, and unknown values for those that the apply obtains. */
function plannedSlots(slots: readonly (PoolSlot | undefined)[], size: PossiblyUnknown<PoolConfig['size']>) {
  const unknown = new Unknown();
  if (isUnknown(size)) return { sessions: unknown, session_ids: unknown, usable_count: unknown };
  const planned = Array.from({ length: size }, (_, slot) => slots[slot]);
  if (planned.every((slot) => slot !== undefined)) return slotsToState(planned);
  const obtained = { attempt: unknown, client_request_token: unknown, status: unknown, usable: unknown };
  return {
    // A new slot is unknown as a whole: Terraform would print six lines for each, and take twice the time.
    sessions: planned.map((slot, index) => {
      if (slot) return sessionOf(slot);
      return index < slots.length ? { slot: index, ...obtained } : unknown;
    }),
    session_ids: planned.map((slot) => slot?.session_id ?? unknown),
    usable_count: unknown,
  };
}

/** The text of the state, if the new one makes the same request: other white space is no change. */
function plannedText(text: PossiblyUnknown<string | null>, prior: string | null) {
  return text === null || prior === null ? text : prior;
}

const REQUEST_ARGUMENTS = ['kms_key_id', 'settings', 'cli_input_json'] as const;

/** The argument to blame if an input of the tokens changes or becomes unknown; undefined if none does. */
function changedTokenInput(config: UnknownMembers<PoolConfig>, prior: PoolState): keyof PoolConfig | undefined {
  if (config.name !== prior.name) return 'name';
  if (config.region !== prior.region) return 'region';
  if (!isKnown(config.keepers) || !isSame(config.keepers, prior.keepers)) return 'keepers';
  if (isKnownRequest(config) && isSame(toRequest(config), toRequest(prior))) return undefined;
  return REQUEST_ARGUMENTS.find((name) => !isDeepStrictEqual(config[name], prior[name]));
}

/** Whether two token inputs are the same: null and empty ones are. */
function isSame(input: unknown, other: unknown): boolean {
  return isDeepStrictEqual(withoutUnset(input), withoutUnset(other));
}

function isKnownRequest(config: UnknownMembers<PoolConfig>): config is UnknownMembers<PoolConfig> & RequestArguments {
  return REQUEST_ARGUMENTS.every((name) => isKnown(config[name]));
}

function isKnown<T>(value: PossiblyUnknown<T>): value is T & PossiblyUnknown<T> {
  return isWhollyKnown(value as CtyValue);
}
