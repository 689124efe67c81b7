/** A provider that cannot be installed or removed. The message says why and what to do. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}
