import type { ServerResponse } from 'node:http';
import type { Origins } from '../auth/origins';
import type { AwsError } from '../protocol/answer';
import { cutOff, headersOf, type Request, type Response, send } from '../protocol/http-messages';
import { messagesIn } from './event-stream';
import { requestInHeaders, SESSION_ID_HEADER } from './start-session-request';
import { discard, type StreamConnection } from './stream-connection';
import { refusal } from './stream-errors';
import type { StreamingApi } from './streaming-api';

/** What the signature of a request with a signed event stream covers in the place of the body's hash. */
const SIGNED_EVENTS = 'STREAMING-AWS4-HMAC-SHA256-EVENTS';

/** Serves StartFaceLivenessSession over HTTP, of any version. Errors before the stream are answers with a status. */
export async function serveStream(
  api: StreamingApi,
  origins: Origins,
  request: Request,
  response: Response,
): Promise<void> {
  const { method = '', url = '' } = request;
  const headers = headersOf(request);
  const stream = {
    method,
    path: url,
    headers,
    body: new Uint8Array(),
    payloadHash: SIGNED_EVENTS,
    parameters: () => requestInHeaders(headers),
    requireOrigin: () => origins.requireForStream(headers),
  };
  await api.serve(stream, new HttpConnection(request, response));
}

class HttpConnection implements StreamConnection {
  readonly messages: AsyncGenerator<Uint8Array, void>;
  readonly gone: AbortSignal;
  private readonly bytes: AsyncGenerator<Uint8Array, void>;

  constructor(
    request: Request,
    private readonly response: Response,
  ) {
    const gone = new AbortController();
    this.gone = gone.signal;
    this.bytes = bytesOf(request);
    this.messages = messagesIn(this.bytes);
    response.once('close', () => gone.abort());
    // The time of its connection is not limited any more. In HTTP/2, each request has a stream of its own.
    if (!('stream' in response)) response.setHeader('Connection', 'close');
  }

  async accept(sessionId: string): Promise<void> {
    this.response.writeHead(200, {
      'Content-Type': 'application/vnd.amazon.eventstream',
      [SESSION_ID_HEADER]: sessionId,
    });
  }

  async refuse(error: AwsError): Promise<void> {
    send(this.response, refusal(error));
    discard(this.bytes, this);
  }

  async send(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => (this.response as ServerResponse).write(bytes, () => resolve()));
  }

  end(): void {
    this.response.end();
    discard(this.bytes, this);
  }

  readonly cut = (): void => cutOff(this.response);
}

/** The bytes of a body. It ends when the client is gone. */
async function* bytesOf(request: Request): AsyncGenerator<Uint8Array, void> {
  try {
    yield* request as AsyncIterable<Uint8Array>;
  } catch {
    // A body that is cut off has no end, and no client is left to tell.
  }
}
