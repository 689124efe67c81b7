import type { AwsError } from '../protocol/answer';

/** A connection over which a client wants to stream a check, by any protocol. */
export interface StreamConnection {
  /** The bytes that the client sends. It ends when the client has ended its side, or is gone. */
  readonly received: AsyncIterable<Uint8Array>;
  /** Is aborted when the connection is gone. */
  readonly gone: AbortSignal;
  /** Begins the answer to a request that is accepted. */
  accept(sessionId: string): Promise<void>;
  /** Answers a request that is refused, and ends the connection. */
  refuse(error: AwsError): Promise<void>;
  /** Sends bytes, and waits until the connection accepts more. */
  send(bytes: Uint8Array): Promise<void>;
  /** Ends the connection after all that was sent. */
  end(): void;
  /** Resets the connection. */
  cut(): void;
}
