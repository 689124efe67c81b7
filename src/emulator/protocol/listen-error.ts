/** An emulator could not listen where it was told to; the message says why, and what to do. */
export class ListenError extends Error {
  constructor(
    /** The system's, such as `EADDRINUSE`. */
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ListenError';
  }
}

/** Puts the system's error into words. */
export function listenError(
  host: string,
  port: number,
  cause: Error & { readonly code?: string | undefined },
): ListenError {
  const { code = '', message } = cause;
  return new ListenError(code, `cannot listen on ${host} port ${port}: ${REASONS[code] ?? message}`, { cause });
}

const NO_SUCH_ADDRESS = 'this machine does not have that address. Choose another host';

/** For the causes that a user can do something about. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use. Stop what uses it, or choose another port, or 0 for any free one',
  EACCES: 'the port needs privileges. Choose a port above 1023, or 0 for any free one',
  EADDRNOTAVAIL: NO_SUCH_ADDRESS,
  ENOTFOUND: NO_SUCH_ADDRESS,
};
