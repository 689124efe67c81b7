// Not in the server's file, because the types of the package's entry point need no types of Node.

/** The emulator cannot listen on its host and port. The message has the reason, and what to do. */
export class ListenError extends Error {
  constructor(
    /** The system's error code, such as `EADDRINUSE`. */
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ListenError';
  }
}

/** Makes the error of a failed attempt to listen. */
export function listenError(
  host: string,
  port: number,
  cause: Error & { readonly code?: string | undefined },
): ListenError {
  const { code = '', message } = cause;
  return new ListenError(code, `cannot listen on ${host} port ${port}: ${REASONS[code] ?? message}`, { cause });
}

const UNKNOWN_ADDRESS = 'this machine does not have that address. Choose another host';

/** The reasons that a user can act on, by the system's error code. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use. Stop the process that uses it, or choose another port, or 0 for any free port',
  EACCES: 'the port needs privileges. Choose a port above 1023, or 0 for any free port',
  EADDRNOTAVAIL: UNKNOWN_ADDRESS,
  ENOTFOUND: UNKNOWN_ADDRESS,
};
