import { isThrottlingError } from '@smithy/core/retry';
import type { FinalizeRequestMiddleware, RelativeMiddlewareOptions } from '@smithy/types';
import type { Pacer } from './pacer';

/** Inside of the SDK's retries, so that each attempt is held to the rate. */
export const PACING_OPTIONS: RelativeMiddlewareOptions = {
  name: 'pacing',
  relation: 'after',
  toMiddleware: 'retryMiddleware',
  override: true,
};

/** Lets every attempt of a call wait for its turn, and tells of throttles. */
export function pacing<Input extends object, Output extends object>(
  pacer: Pacer,
  signal: AbortSignal,
): FinalizeRequestMiddleware<Input, Output> {
  return (next) => async (request) => {
    await pacer.turn(signal);
    try {
      return await next(request);
    } catch (error) {
      if (isThrottlingError(error as Parameters<typeof isThrottlingError>[0])) pacer.throttled();
      throw error;
    }
  };
}
