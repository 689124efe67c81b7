import { CommandError } from '../command-error';

/** A provider that cannot be installed or removed. The message says why and what to do. */
export class InstallError extends CommandError {
  override readonly name = 'InstallError';
}
