import { clientRequestToken } from '../../liveness/client-request-token';
import { poolSizeError } from '../../liveness/pool';
import {
  AttributePath,
  type ConfiguredContext,
  defineDataSource,
  isUnknown,
  list,
  listNested,
  number,
  string,
} from '../../plugin';
import { cliInputToken } from '../arguments/cli-input';
import { reportName } from '../arguments/name';
import { onUnusable, onUnusableArgument, reportOnUnusable } from '../arguments/on-unusable';
import { reportRequestArguments, requestArguments, toRequest } from '../arguments/request-arguments';
import type { LivenessClient } from '../rekognition/liveness-client';
import { AttemptMemory } from '../sessions/attempt-memory';
import { mapConcurrently } from '../sessions/map-concurrently';
import { obtainSession } from '../sessions/obtain-session';
import { PoolProgress } from '../sessions/pool-progress';
import { reportUnusable } from '../sessions/report-unusable';
import { sessionAttributes } from '../sessions/session-attributes';
import { warnOfSlowPool } from '../sessions/slow-pool';

/** Calls under way at once. The client paces them; this bounds memory and sockets while answers are slow. */
const CONCURRENCY = 16;

/** `data "faceliveness_session_pool"`: several sessions of one kind, each in a numbered slot. */
export const sessionPool = defineDataSource({
  schema: {
    description:
      'A pool of Face Liveness sessions. A slot keeps its session whatever the size: growing the pool from 3 to 5 keeps ' +
      'the first three. The service ends each session three minutes after it was created.',
    attributes: {
      name: string.required({
        description: 'The name that the tokens are derived from, together with the other arguments and the region.',
      }),
      size: number.required({ description: 'How many sessions the pool has, 0 or more.' }),
      ...requestArguments,
      ...onUnusableArgument,
      sessions: listNested({
        slot: number.computed({ description: 'The place in the pool, from 0.' }),
        client_request_token: string.computed({
          description: 'The token that makes the service return the same session.',
        }),
        ...sessionAttributes,
      }).computed({ description: 'The sessions, in the order of their slots.' }),
      session_ids: list(string).computed({ sensitive: true, description: 'The ids alone, in the order of the slots.' }),
      usable_count: number.computed({ description: 'How many sessions can still be used, where it was asked for.' }),
      region: string.computed({ description: 'The AWS region of the sessions.' }),
    },
  },

  validate(config, { diagnostics }) {
    reportName(config.name, diagnostics);
    const { size } = config;
    const sizeError = size === null || isUnknown(size) ? undefined : poolSizeError(size);
    if (sizeError) diagnostics.error('Invalid size', sizeError, AttributePath.of('size'));
    reportOnUnusable(config.on_unusable, diagnostics);
    reportRequestArguments(config, diagnostics);
    const { cli_input_json: json } = config;
    if (typeof json === 'string' && typeof cliInputToken(json) === 'string') {
      diagnostics.error(
        'Invalid cli_input_json',
        'ClientRequestToken: a pool derives a token for each of its slots. Remove it, or use the data source ' +
          'faceliveness_session.',
        AttributePath.of('cli_input_json'),
      );
    }
  },

  async read(config, { client, signal, diagnostics, log }: ConfiguredContext<LivenessClient>) {
    const { name, keepers } = config;
    const { region } = client;
    const request = toRequest(config);
    const size = Number(config.size);
    const policy = onUnusable(config.on_unusable);
    const tokenOf = (slot: number, attempt: number) =>
      clientRequestToken({ name, slot, attempt, region, request, ...(keepers && { keepers }) });

    warnOfSlowPool(size, client, diagnostics);
    const pool = `the pool ${JSON.stringify(name)}`;
    const memory = new AttemptMemory([...client.scope, tokenOf(0, 0)]);
    const progress = new PoolProgress(size, name, log);
    const sessions = await mapConcurrently(range(size), CONCURRENCY, signal, async (slot, signal) => {
      const inputs = { subject: `slot ${slot} of ${pool}`, request, tokenOf: tokenOf.bind(undefined, slot) };
      const session = await obtainSession(client, inputs, policy, memory, signal);
      progress.done();
      return { slot, ...session };
    });
    memory.save();

    reportUnusable(sessions, policy, pool, diagnostics);
    const asked = policy !== 'ignore' && !client.preview;
    return {
      sessions,
      session_ids: sessions.map(({ session_id }) => session_id),
      usable_count: asked ? sessions.filter(({ usable }) => usable).length : null,
      region,
    };
  },
});

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}
