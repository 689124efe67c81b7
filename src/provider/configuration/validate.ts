import { validateAwsArguments } from '../../aws';
import { AttributePath, type Diagnostics, isUnknown } from '../../plugin';
import { configRegionError } from './region';
import type { UnknownProviderConfig } from './schema';

/** Greatest rate: more than any quota, and more than a machine can send. */
const MAX_RATE = 100_000;

/** Reports every error in the provider block that can be found without calls. Unknown values are skipped. */
export function validateConfiguration(config: UnknownProviderConfig, diagnostics: Diagnostics): void {
  const error = configRegionError(config);
  if (error) diagnostics.error(error.summary, error.detail, error.path);
  validateAwsArguments(config, diagnostics);
  validateRate(config, diagnostics);
}

function validateRate({ max_requests_per_second: rate }: UnknownProviderConfig, diagnostics: Diagnostics): void {
  if (rate === null || isUnknown(rate) || (Number(rate) > 0 && Number(rate) <= MAX_RATE)) return;
  diagnostics.error(
    'Invalid max_requests_per_second',
    `${rate} was given; it must be a number of requests per second above 0, and at most ${MAX_RATE}. Change it, or ` +
      'remove it to use the default.',
    AttributePath.of('max_requests_per_second'),
  );
}
