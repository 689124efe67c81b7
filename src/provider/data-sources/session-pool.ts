import { clientRequestToken } from '../../liveness/client-request-token';
import { poolSizeError } from '../../liveness/pool';
import { SESSION_LIFETIME_SECONDS } from '../../liveness/session';
import {
  AttributePath,
  type ConfiguredContext,
  type Diagnostics,
  defineDataSource,
  isUnknown,
  type Logger,
  list,
  listNested,
  number,
  string,
} from '../../plugin';
import { cliInputToken } from '../arguments/cli-input';
import { onUnusable, onUnusableArgument, reportUnusableSessions, validateOnUnusable } from '../arguments/on-unusable';
import { requestArguments, toRequest, validateName, validateRequestArguments } from '../arguments/request-arguments';
import type { LivenessClient } from '../rekognition/liveness-client';
import { AttemptMemory } from '../sessions/attempt-memory';
import { mapConcurrently } from '../sessions/map-concurrently';
import { obtainSession, sessionAttributes } from '../sessions/obtain-session';

/** Calls at once. The client paces them; this limits memory and sockets while answers are slow. */
const CONCURRENCY = 16;

/** Time between two lines of the log about the progress of a read. */
const PROGRESS_INTERVAL_MS = 5000;

/** `data "faceliveness_session_pool"`: several sessions with the same request, each in a numbered slot. */
export const sessionPool = defineDataSource({
  schema: {
    description:
      'A pool of Face Liveness sessions. A slot keeps its session when the size changes: growing the pool from 3 to ' +
      '5 keeps the first three. The service ends each session three minutes after it was created.',
    attributes: {
      name: string.required({
        description: 'Name that the tokens are derived from, together with the other arguments and the region.',
      }),
      size: number.required({ description: 'Number of sessions in the pool, 0 or more.' }),
      ...requestArguments,
      ...onUnusableArgument,
      sessions: listNested({
        slot: number.computed({ description: 'Slot in the pool, from 0.' }),
        client_request_token: string.computed({
          description: 'Token for which the service returns the same session.',
        }),
        ...sessionAttributes,
      }).computed({ description: 'Sessions, in the order of their slots.' }),
      session_ids: list(string).computed({
        sensitive: true,
        description: 'Ids of the sessions, in the order of their slots.',
      }),
      usable_count: number.computed({
        description: 'Number of sessions that can still be used, if `on_unusable` asks for it.',
      }),
      region: string.computed({ description: 'AWS region of the sessions.' }),
    },
  },

  validate(config, { diagnostics }) {
    validateName(config.name, diagnostics);
    const { size } = config;
    const sizeError = size === null || isUnknown(size) ? undefined : poolSizeError(size);
    if (sizeError) diagnostics.error('Invalid size', sizeError, AttributePath.of('size'));
    validateOnUnusable(config.on_unusable, diagnostics);
    validateRequestArguments(config, diagnostics);
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
    const slotDone = progressLog(name, size, log);
    const slots = Array.from({ length: size }, (_, slot) => slot);
    const sessions = await mapConcurrently(slots, CONCURRENCY, signal, async (slot, signal) => {
      const inputs = { subject: `slot ${slot} of ${pool}`, request, tokenOf: tokenOf.bind(undefined, slot) };
      const session = await obtainSession(client, inputs, policy, memory, signal);
      slotDone();
      return { slot, ...session };
    });
    memory.save();

    reportUnusableSessions(sessions, policy, pool, diagnostics);
    const asked = policy !== 'ignore' && !client.preview;
    return {
      sessions,
      session_ids: sessions.map(({ session_id }) => session_id),
      usable_count: asked ? sessions.filter(({ usable }) => usable).length : null,
      region,
    };
  },
});

/** Warns if the first session expires before the last one is created. */
function warnOfSlowPool(
  size: number,
  { maxRequestsPerSecond: rate, region, preview }: LivenessClient,
  diagnostics: Diagnostics,
): void {
  const seconds = size / rate;
  if (preview || seconds <= SESSION_LIFETIME_SECONDS) return;
  const largest = Math.floor(rate * SESSION_LIFETIME_SECONDS);
  diagnostics.warning(
    'The pool takes longer to fill than a session lives',
    `${size} sessions at ${rate} requests per second in ${region} take ${Math.ceil(seconds)} seconds, and a session ` +
      `lives for ${SESSION_LIFETIME_SECONDS}: the first one expires before the last one is created. Make the pool no ` +
      `larger than ${largest} (${rate} × ${SESSION_LIFETIME_SECONDS}), or request a higher quota for the account and ` +
      'set max_requests_per_second to it.',
    AttributePath.of('size'),
  );
}

/** Logs the progress of a pool's read at intervals. Returns the function to call after each slot. */
function progressLog(pool: string, size: number, log: Logger): () => void {
  const started = performance.now();
  let logged = started;
  let done = 0;
  return () => {
    done += 1;
    const now = performance.now();
    if (now - logged < PROGRESS_INTERVAL_MS) return;
    logged = now;
    const remaining = ((now - started) / done) * (size - done);
    log.info('reading a pool', {
      pool,
      slots_done: done,
      slots: size,
      seconds_left: Math.round(remaining / 1000),
    });
  };
}
