import { SESSION_LIFETIME_SECONDS } from '../../liveness/session';
import { AttributePath, type Diagnostics } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';

/** Warns of a pool whose first session expires before its last one is there. */
export function warnOfSlowPool(
  size: number,
  { maxRequestsPerSecond: rate, region, preview }: Pick<LivenessClient, 'maxRequestsPerSecond' | 'region' | 'preview'>,
  diagnostics: Diagnostics,
): void {
  const seconds = size / rate;
  if (preview || seconds <= SESSION_LIFETIME_SECONDS) return;
  const most = Math.floor(rate * SESSION_LIFETIME_SECONDS);
  diagnostics.warning(
    'The pool takes longer to fill than a session lives',
    `${size} sessions at ${rate} requests per second in ${region} take ${Math.ceil(seconds)} seconds, and a session ` +
      `lives for ${SESSION_LIFETIME_SECONDS}: the first will have expired before the last is there. Make the pool no larger than ` +
      `${most} (${rate} × ${SESSION_LIFETIME_SECONDS}), or have the quota of the account raised and set max_requests_per_second to it.`,
    AttributePath.of('size'),
  );
}
