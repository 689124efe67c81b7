import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fromUtf8 } from '@smithy/core/serde';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { Origins } from '../auth/origins';
import type { AwsError } from '../protocol/answer';
import { encoded, exceptionMessage, MAX_MESSAGE_BYTES, unreadable } from './event-stream';
import { requestInQuery } from './start-session-request';
import { discard, type StreamConnection } from './stream-connection';
import type { StreamingApi } from './streaming-api';

/**
 * Milliseconds before the first message. The SDK for JavaScript begins to listen for messages shortly after its websocket is
 * open, and loses those that come before; AWS is farther away than that.
 */
const LISTENING_MS = 50;

/** The code of a websocket that has served its purpose, from RFC 6455. */
const NORMAL_CLOSURE = 1000;

const server = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: MAX_MESSAGE_BYTES,
});

/**
 * Serves StartFaceLivenessSession over a websocket. All errors are messages, because a browser does not tell a page why a
 * websocket was refused.
 */
export function serveWebsocket(
  api: StreamingApi,
  origins: Origins,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  server.handleUpgrade(request, socket, head, (websocket) => {
    const { method = '', url = '', headers } = request;
    const stream = {
      method,
      path: url,
      headers,
      body: new Uint8Array(),
      // The SDK for JavaScript does not know the port when it signs, which is the default one on AWS.
      mayOmitPort: true,
      parameters: () => requestInQuery(url),
      requireOrigin: () => origins.requireForStream(headers),
    };
    api.serve(stream, new WebsocketConnection(websocket)).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
    });
  });
}

class WebsocketConnection implements StreamConnection {
  readonly messages: AsyncGenerator<Uint8Array, void>;
  readonly gone: AbortSignal;
  private readonly listening = delay(LISTENING_MS);

  constructor(private readonly websocket: WebSocket) {
    const gone = new AbortController();
    this.gone = gone.signal;
    // At once, because messages without a listener are lost.
    const stream = createWebSocketStream(websocket, { readableObjectMode: true, readableHighWaterMark: 1 });
    // Its error is thrown to its readers; there may be none.
    stream.on('error', () => {});
    this.messages = messagesOf(stream);
    websocket.once('close', () => gone.abort());
    // A websocket with an error is closed, too.
    websocket.on('error', () => {});
  }

  /** The websocket was accepted before the request was read. */
  async accept(): Promise<void> {
    await this.listening;
  }

  async refuse(error: AwsError): Promise<void> {
    await this.listening;
    await this.send(encoded(exceptionMessage(error)));
    this.end();
  }

  async send(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.websocket.send(bytes, () => resolve()));
  }

  end(): void {
    this.websocket.close(NORMAL_CLOSURE);
    discard(this.messages, this);
  }

  readonly cut = (): void => {
    this.websocket.terminate();
  };
}

/** The messages of a websocket until it is closed. A client that sends faster than they are read has to wait. */
async function* messagesOf(messages: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const message of messages) yield typeof message === 'string' ? fromUtf8(message) : message;
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}
