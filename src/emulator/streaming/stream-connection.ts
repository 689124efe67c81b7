import type { AwsError } from '../protocol/answer';

/** A connection over which a client wants to stream a check, by any protocol. */
export interface StreamConnection {
  /**
   * The messages of the client, each at most `MAX_MESSAGE_BYTES` long. It ends when the client has ended its side, or is gone.
   *
   * @throws AwsError ValidationException for bytes that are no messages
   */
  readonly messages: AsyncGenerator<Uint8Array, void>;
  /** Is aborted when the connection is gone. */
  readonly gone: AbortSignal;
  /** Begins the answer to a request that is accepted. */
  accept(sessionId: string): Promise<void>;
  /** Answers a request that is refused, and ends the connection. */
  refuse(error: AwsError): Promise<void>;
  /** Sends bytes, and waits until the connection accepts more. */
  send(bytes: Uint8Array): Promise<void>;
  /** Ends the connection after all that was sent, even if the client still sends. */
  end(): void;
  /** Resets the connection. */
  cut(): void;
}

/** Milliseconds for a client to end a connection that was ended, after which it is cut. */
const LINGER_MS = 2000;

/**
 * Reads and forgets what a client still sends, because one that is cut off while sending does not read what was sent to it. One
 * that does not stop is cut.
 */
export function discard(
  received: AsyncGenerator<unknown>,
  { gone, cut }: Pick<StreamConnection, 'gone' | 'cut'>,
): void {
  const timer = setTimeout(cut, LINGER_MS);
  gone.addEventListener('abort', () => clearTimeout(timer));
  const readToEnd = async () => {
    while (!(await received.next()).done);
  };
  readToEnd().catch(() => {
    // The connection is at its end.
  });
}
