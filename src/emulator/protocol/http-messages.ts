import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { Answer } from './answer';

/** A request of any version of HTTP. */
export type Request = IncomingMessage | Http2ServerRequest;

/** A response of any version of HTTP. */
export type Response = ServerResponse | Http2ServerResponse;

/** The headers of a request. HTTP/2 has `:authority` in the place of Host. */
export function headersOf({ headers }: Request): IncomingHttpHeaders {
  return { host: headers[':authority']?.toString(), ...headers };
}

/**
 * The body; undefined if it is too large. A body that is too large is still read to its end, because a client that is cut off
 * while sending does not read the answer.
 */
export async function bodyOf(request: Request, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) {
      chunks.push(chunk);
    }
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

/** Sends an answer, delayed or cut as its delivery says. */
export async function deliver(response: Response, answer: Answer): Promise<void> {
  const { delayMs = 0, cut } = answer.delivery ?? {};
  if (delayMs > 0 && !(await elapsed(delayMs, response))) return;
  if (cut === 'before') {
    cutOff(response);
  } else if (cut === 'in the middle') {
    const body = Buffer.from(answer.body);
    writeHead(response, answer);
    (response as ServerResponse).write(body.subarray(0, body.length / 2), () => cutOff(response));
  } else {
    send(response, answer);
  }
}

/** Sends an answer at once. */
export function send(response: Response, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/** Resets the connection or, with HTTP/2, the stream. */
export function cutOff(response: Response): void {
  if ('stream' in response) response.stream.destroy(new Error('the answer is cut off'));
  // An encrypted connection cannot be reset.
  else if (response.socket instanceof TLSSocket) response.socket.destroy();
  else response.socket?.resetAndDestroy();
}

function writeHead(response: Response, { status, contentType, body, headers }: Answer): void {
  (response as ServerResponse).writeHead(status, {
    'x-amzn-RequestId': randomUUID(),
    ...headers,
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
  });
}

/** Waits, unless the connection is closed before. @returns whether the client is still connected */
async function elapsed(milliseconds: number, response: Response): Promise<boolean> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  try {
    await delay(milliseconds, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    response.off('close', leave);
  }
}
