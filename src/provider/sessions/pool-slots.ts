import { clientRequestToken } from '../../liveness/client-request-token';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { SESSION_LIFETIME_SECONDS } from '../../liveness/session';
import { AttributePath, type Diagnostics, type Logger } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';
import { mapConcurrently } from './map-concurrently';

/** Slots at once. The client paces their calls; this limits memory and sockets while answers are slow. */
const CONCURRENCY = 16;

/** Time between two lines of the log about the progress of a pool. */
const PROGRESS_INTERVAL_MS = 5000;

/** The inputs that the tokens of a pool are derived from. */
export interface PoolInputs {
  readonly name: string;
  readonly keepers: Readonly<Record<string, string>> | null;
  readonly region: string;
  readonly request: CreateFaceLivenessSessionRequest;
}

/** The token of a slot's attempt, counted from 0. */
export function slotToken({ name, keepers, region, request }: PoolInputs, slot: number, attempt = 0): string {
  return clientRequestToken({ name, slot, attempt, region, request, ...(keepers && { keepers }) });
}

/** The slot in diagnostics. */
export function slotSubject(pool: string, slot: number): string {
  return `slot ${slot} of ${poolSubject(pool)}`;
}

/** The pool in diagnostics. */
export function poolSubject(pool: string): string {
  return `the pool ${JSON.stringify(pool)}`;
}

/** Does the work of each slot, several at once, and logs the progress. The first failure stops the others and is thrown. */
export async function forEachSlot<Slot, Result>(
  pool: string,
  slots: readonly Slot[],
  { signal, log }: { readonly signal: AbortSignal; readonly log: Logger },
  work: (slot: Slot, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const slotDone = progressLog(pool, slots.length, log);
  return await mapConcurrently(slots, CONCURRENCY, signal, async (slot, signal) => {
    const result = await work(slot, signal);
    slotDone();
    return result;
  });
}

/** Warns if the first of a number of new sessions expires before the last one is created. */
export function warnOfSlowPool(
  sessions: number,
  { maxRequestsPerSecond: rate, region, preview }: LivenessClient,
  diagnostics: Diagnostics,
): void {
  const seconds = sessions / rate;
  if (preview || seconds <= SESSION_LIFETIME_SECONDS) return;
  const largest = Math.floor(rate * SESSION_LIFETIME_SECONDS);
  diagnostics.warning(
    'The pool takes longer to fill than a session lives',
    `${sessions} sessions at ${rate} requests per second in ${region} take ${Math.ceil(seconds)} seconds, and a ` +
      `session lives for ${SESSION_LIFETIME_SECONDS}: the first one expires before the last one is created. Make the ` +
      `pool no larger than ${largest} (${rate} × ${SESSION_LIFETIME_SECONDS}), or request a higher quota for the ` +
      'account and set max_requests_per_second to it.',
    AttributePath.of('size'),
  );
}

/** Logs progress at intervals. Returns the function to call after each slot. */
function progressLog(pool: string, slots: number, log: Logger): () => void {
  const started = performance.now();
  let logged = started;
  let done = 0;
  return () => {
    done += 1;
    const now = performance.now();
    if (now - logged < PROGRESS_INTERVAL_MS) return;
    logged = now;
    const remaining = ((now - started) / done) * (slots - done);
    log.info('reading a pool', { pool, slots_done: done, slots, seconds_left: Math.round(remaining / 1000) });
  };
}
