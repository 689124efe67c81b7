import { validateAwsArguments } from '../../aws';
import type { Diagnostics } from '../../plugin';
import { configRegionError } from './region';
import type { UnknownProviderConfig } from './schema';

/** Reports the errors of the provider block that its schema does not find, without calls. Unknown values are skipped. */
export function validateConfiguration(config: UnknownProviderConfig, diagnostics: Diagnostics): void {
  const error = configRegionError(config);
  if (error) diagnostics.error(error.summary, error.detail, error.path);
  validateAwsArguments(config, diagnostics);
}
