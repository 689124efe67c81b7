import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ADMIN_PREFIX, type AdminApi } from './admin/admin-api';
import type { Rekognition } from './rekognition';
import { type Answer, frameworkError, serviceError } from './wire';

/**
 * How long a connection may lie idle. Node's own five seconds are short: a client that pauses for just so long sends its
 * next request into a connection that is being closed, and fails.
 */
const IDLE_MILLISECONDS = 60_000;

/** Largest accepted body in bytes. The largest valid request has about four kilobytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** What is served on one port. */
export interface Served {
  readonly rekognition: Rekognition;
  readonly admin: AdminApi;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Time in which a client has to send the whole of a request. */
  readonly requestTimeoutSeconds: number;
}

/**
 * Serves Rekognition and the admin API on a port.
 *
 * @returns the server, once it accepts connections
 * @throws the system's error when it can't listen there, such as EADDRINUSE for a port in use
 */
export async function listen(served: Served, options: HttpServerOptions): Promise<Server> {
  const timeout = options.requestTimeoutSeconds * 1000;
  const server = createServer(
    // How often Node looks for requests that are overdue: often enough for the timeout to mean what it says.
    {
      requestTimeout: timeout,
      headersTimeout: timeout,
      connectionsCheckingInterval: Math.min(timeout, 1000),
      keepAliveTimeout: IDLE_MILLISECONDS,
    },
    (request, response) => {
      handle(served, request, response).catch((error: unknown) => {
        // A client that went away in the middle of its request gets no answer, and is no fault of ours.
        if (request.complete) {
          process.emitWarning(error instanceof Error ? error : String(error));
          send(response, serviceError('InternalServerError', 'Internal server error', 500).answer);
        }
      });
    },
  );
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return server;
}

/** The port that a listening server got. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Stops listening and cuts all connections, idle or not. Closing once more does nothing. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function handle(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const answer =
    body === undefined
      ? frameworkError('RequestEntityTooLargeException', undefined, 413).answer
      : await answerOf(served, request, body);
  send(response, answer);
}

async function answerOf({ rekognition, admin }: Served, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  return url.startsWith(ADMIN_PREFIX)
    ? await admin.answer({ method, path: url.slice(ADMIN_PREFIX.length), headers, body })
    : await rekognition.answer({ method, path: url, headers, body });
}

/**
 * The body, or undefined when it is too large. The rest of a body that is too large is read and dropped, since a client
 * that is cut off while sending never reads why.
 */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function send(response: ServerResponse, { status, contentType, body, headers }: Answer): void {
  response.writeHead(status, {
    ...headers,
    'x-amzn-RequestId': randomUUID(),
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
