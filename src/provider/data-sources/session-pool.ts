import {
  type ComputedOf,
  type Config,
  type ConfiguredContext,
  integer,
  list,
  listNested,
  type RequestContext,
  type Schema,
  string,
  type UnknownMembers,
} from '../../plugin';
import { wholeRequest } from '../arguments/cli-input';
import { onUnusableArgument, readPolicy, reportUnusableSessions } from '../arguments/on-unusable';
import { poolArguments, validatePoolArguments } from '../arguments/pool-arguments';
import { requestBlocks, toRequestIn } from '../arguments/request-arguments';
import { type AwsClients, dataSource } from '../configuration/aws-clients';
import { obtainSession, SESSION_ID_DESCRIPTION, stateAttributes } from '../sessions/obtain-session';
import { forEachSlot, poolSubject, slotSubject, slotToken, warnOfSlowPool } from '../sessions/pool-slots';

/** The attributes of a slot in `sessions`. Ids are not among them: see `session_ids`. */
export const slotAttributes = {
  slot: integer.computed({ description: 'Slot in the pool, from 0.' }),
  client_request_token: string.computed({ description: 'Token for which the service returns the same session.' }),
  ...stateAttributes,
} as const;

/**
 * The computed attributes of a pool besides `sessions`. Ids stand in this one list, because the time of a plan grows with
 * the square of the number of sensitive values.
 */
export const poolResults = {
  session_ids: list(string.nullable()).computed({
    sensitive: true,
    description: `Ids of the sessions, in the order of their slots. ${SESSION_ID_DESCRIPTION}`,
  }),
  usable_count: integer.computed({
    description: 'Number of sessions that can still be used, if `on_unusable` asks for it.',
  }),
} as const;

/** The schema of a pool that is read, for the data source and the ephemeral resource. */
export const poolSchema = {
  description:
    'A pool of Face Liveness sessions with the same request. A slot keeps its session when the size changes: growing ' +
    'the pool from 3 to 5 keeps the first three. The service ends each session three minutes after it was created.',
  attributes: {
    ...poolArguments,
    ...onUnusableArgument,
    sessions: listNested(slotAttributes).computed({ description: 'Sessions, in the order of their slots.' }),
    ...poolResults,
  },
  blocks: requestBlocks,
  validators: [wholeRequest],
} as const satisfies Schema;

type PoolConfig = Config<typeof poolSchema.attributes, typeof poolSchema.blocks>;

/** `data "faceliveness_session_pool"`: the same sessions at every read with the same arguments. */
export const sessionPool = dataSource({ schema: poolSchema, validate: validatePool, read: readPool });

/** Reports the errors of a configuration that its schema does not find. */
export function validatePool(config: UnknownMembers<PoolConfig>, { diagnostics }: RequestContext): void {
  validatePoolArguments(config, diagnostics);
}

/** Gets the sessions of all slots. */
export async function readPool(
  config: PoolConfig,
  context: ConfiguredContext<AwsClients>,
): Promise<ComputedOf<typeof poolSchema.attributes>> {
  const { name, keepers } = config;
  const client = context.client.rekognition(config.region);
  const { region } = client;
  const inputs = { name, keepers, region, request: toRequestIn(region, config) };
  const policy = readPolicy(config.on_unusable);
  const { size } = config;
  warnOfSlowPool(size, client, context.diagnostics);
  const slots = Array.from({ length: size }, (_, slot) => slot);
  const obtained = await forEachSlot(name, slots, context, (slot, signal) =>
    obtainSession(
      client,
      { purpose: `Reading ${slotSubject(name, slot)}`, request: inputs.request, token: slotToken(inputs, slot) },
      policy,
      signal,
    ),
  );
  reportUnusableSessions(obtained, policy, poolSubject(name), context.diagnostics);
  const isAsked = policy !== 'ignore' && !client.preview;
  return {
    sessions: obtained.map(({ session_id: _, ...session }, slot) => ({ slot, ...session })),
    session_ids: obtained.map(({ session_id }) => session_id),
    usable_count: isAsked ? obtained.filter(({ usable }) => usable).length : null,
    region,
  };
}
