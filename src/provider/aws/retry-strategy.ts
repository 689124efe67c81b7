import { DefaultRateLimiter } from '@smithy/core/retry';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import type { RetrySettings } from './settings';

/** Attempts on a network that doesn't answer: a wrong endpoint should not take minutes to show. */
const MAX_NETWORK_ATTEMPTS = 3;

/** Attempts with a clock that was wrong: the SDK corrects it after the first one, by the service's. */
const MAX_CLOCK_ATTEMPTS = 2;

/** The first pause at most, which doubles with each further attempt. */
const THROTTLE_PAUSE_MS = 1000;
const PAUSE_MS = 100;
const MAX_PAUSE_MS = 20_000;

/** How much longer than its own pause a call waits where the service says when to come back. */
const MAX_HINTED_EXTRA_MS = 5000;

const NETWORK_ERRORS = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Decides which failed calls are made again, and when: throttles and faults of the service as often as set, with pauses
 * that grow; network errors a few times.
 *
 * The SDK's own strategies also count all retries of a client against a quota, which a large pool that is throttled uses
 * up while each call is still far from its last attempt. There is none here, nor in Terraform's AWS provider.
 */
export class CallRetryStrategy implements RetryStrategyV2 {
  /** What the SDK names in the User-Agent header. */
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
    if (isNetworkError(error)) return Math.min(maxAttempts, MAX_NETWORK_ATTEMPTS);
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

function isNetworkError(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { readonly code?: string; readonly name?: string };
  return name === 'TimeoutError' || (code !== undefined && NETWORK_ERRORS.has(code));
}

function isClockError(error: unknown): boolean {
  const { name, $metadata } = (error ?? {}) as {
    readonly name?: string;
    readonly $metadata?: { readonly clockSkewCorrected?: true };
  };
  return $metadata?.clockSkewCorrected === true || name === 'InvalidSignatureException';
}
