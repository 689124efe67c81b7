import { type Config, integer, listNested, oneOf, type Schema, type State, string } from '../../../plugin';
import { wholeRequest } from '../../arguments/cli-input';
import { POOL_POLICIES } from '../../arguments/on-unusable';
import { poolArguments } from '../../arguments/pool-arguments';
import { requestBlocks } from '../../arguments/request-arguments';
import { poolResults, slotAttributes } from '../../data-sources/session-pool';

export const poolSchema = {
  description:
    'A pool of Face Liveness sessions that Terraform keeps usable: an apply creates the sessions, a refresh asks for ' +
    'their status, and the next apply replaces those that are expired, finished or gone, slot by slot. The service ' +
    'ends each session three minutes after it was created, so a later plan is not empty; drift checks set ' +
    '`on_unusable = "ignore"`. Destroying a pool makes no call.',
  attributes: {
    ...poolArguments,
    on_unusable: string.optional({
      description:
        'What to do about sessions that are expired, finished or gone: `replace` (default) looks at every refresh and ' +
        'has the next apply replace them; `report` only looks; `ignore` does not look. A new session is looked at ' +
        'once in any case. A change has effect from the next refresh on.',
      validators: [oneOf(...POOL_POLICIES)],
    }),
    sessions: listNested({
      ...slotAttributes,
      attempt: integer.computed({
        description:
          'Number that the token is derived from, with the slot and the arguments. Each replacement raises it.',
      }),
    }).computed({ description: 'Sessions as of the last look, in the order of their slots.' }),
    ...poolResults,
  },
  blocks: requestBlocks,
  validators: [wholeRequest],
} as const satisfies Schema;

export type PoolConfig = Config<typeof poolSchema.attributes, typeof poolSchema.blocks>;
export type PoolState = State<typeof poolSchema.attributes, typeof poolSchema.blocks>;

/** A slot of a pool in the state. */
export interface PoolSlot {
  readonly slot: number;
  /** The attempt of the session; without a session, the attempt to try first. */
  readonly attempt: number;
  readonly client_request_token: string;
  /** Null where the creation failed. */
  readonly session_id: string | null;
  readonly status: string | null;
  readonly usable: boolean;
}

/** The slots in a state. */
export function slotsOf({ sessions, session_ids }: PoolState): PoolSlot[] {
  return (sessions ?? []).map(({ attempt, client_request_token: token, status, usable }, slot) => ({
    slot,
    attempt: attempt ?? 0,
    client_request_token: token ?? '',
    session_id: session_ids?.[slot] ?? null,
    status,
    usable: usable === true,
  }));
}

/** The element of `sessions` for a slot. */
export function sessionOf({ session_id: _, ...session }: PoolSlot) {
  return session;
}

/** The attributes of slots. */
export function slotsToState(slots: readonly PoolSlot[]) {
  return {
    sessions: slots.map(sessionOf),
    session_ids: slots.map(({ session_id }) => session_id),
    usable_count: slots.filter(({ usable }) => usable).length,
  };
}
