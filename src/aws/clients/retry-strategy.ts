import { DefaultRateLimiter } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import { InvalidAnswerError, UNREACHABLE_CODES } from '../errors';
import type { RetrySettings } from '../settings/settings';

/** Attempts on a network that does not answer, or not with an answer of AWS, so that a wrong endpoint is reported soon. */
const MAX_NETWORK_ATTEMPTS = 3;

/** Attempts with a wrong clock: after the first one, the SDK corrects the time by the clock of the service. */
const MAX_CLOCK_ATTEMPTS = 2;

/** Longest first pause after a throttle and after another failure. It doubles with each further attempt. */
const THROTTLE_PAUSE_MS = 1000;
const PAUSE_MS = 100;
const MAX_PAUSE_MS = 20_000;

/** Longest extension of a pause, if the service asks for one by Retry-After. */
const MAX_HINTED_EXTRA_MS = 5000;

/**
 * Decides which failed calls are retried, and when: throttles and faults of the service as often as configured, with
 * growing pauses; network errors a few times.
 *
 * The SDK's own strategies also limit the retries of all calls of a client together. Many throttled calls use up that
 * quota long before their last attempts. hashicorp/aws has no such quota either.
 */
export class CallRetryStrategy implements RetryStrategyV2 {
  /** The mode that the SDK names in the User-Agent header. */
  readonly mode: string;
  private readonly limiter: DefaultRateLimiter | undefined;

  constructor(
    private readonly settings: RetrySettings,
    private readonly random: () => number = Math.random,
  ) {
    this.mode = settings.mode;
    this.limiter = settings.mode === 'adaptive' ? new DefaultRateLimiter() : undefined;
  }

  async acquireInitialRetryToken(): Promise<RetryToken> {
    await this.limiter?.getSendToken();
    return token(0, 0);
  }

  async refreshRetryTokenForRetry(last: RetryToken, failure: RetryErrorInfo): Promise<RetryToken> {
    this.limiter?.updateClientSendingRate(failure);
    const attempts = last.getRetryCount() + 1;
    if (attempts >= this.maxAttempts(failure)) throw new Error('no further attempt');
    await this.limiter?.getSendToken();
    return token(attempts, this.pause(last.getRetryCount(), failure));
  }

  recordSuccess(): void {
    this.limiter?.updateClientSendingRate({});
  }

  private maxAttempts({ error, errorType }: RetryErrorInfo): number {
    const { maxAttempts } = this.settings;
    if (errorType !== 'THROTTLING' && errorType !== 'TRANSIENT') return 1;
    if (isNetworkError(error) || (errorType === 'TRANSIENT' && isForeign(error)))
      return Math.min(maxAttempts, MAX_NETWORK_ATTEMPTS);
    return isClockError(error) ? Math.min(maxAttempts, MAX_CLOCK_ATTEMPTS) : maxAttempts;
  }

  private pause(retries: number, { errorType, retryAfterHint }: RetryErrorInfo): number {
    const first = errorType === 'THROTTLING' ? THROTTLE_PAUSE_MS : PAUSE_MS;
    const pause = Math.floor(this.random() * Math.min(first * 2 ** retries, MAX_PAUSE_MS));
    const hinted = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now();
    return Math.max(pause, Math.min(hinted, pause + MAX_HINTED_EXTRA_MS));
  }
}

function token(retries: number, pauseMs: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => pauseMs };
}

/** Whether a host cannot be reached, or does not answer in time. */
export function isNetworkError(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { readonly code?: string; readonly name?: string };
  return name === 'TimeoutError' || code === 'ETIMEDOUT' || UNREACHABLE_CODES.has(code);
}

/** Whether another system answered. The gateways of AWS do not answer a fault in its format either. */
function isForeign(error: unknown): boolean {
  return error instanceof InvalidAnswerError && (error.$metadata.httpStatusCode ?? 0) < 500;
}

function isClockError(error: unknown): boolean {
  const { name, $metadata } = (error ?? {}) as {
    readonly name?: string;
    readonly $metadata?: { readonly clockSkewCorrected?: true };
  };
  return $metadata?.clockSkewCorrected === true || name === 'InvalidSignatureException';
}
