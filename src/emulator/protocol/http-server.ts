import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ADMIN_PREFIX, type AdminApi, MAX_ADMIN_BODY_BYTES } from '../admin/admin-api';
import { page } from '../page/page';
import { type Answer, frameworkError, serviceError } from './answer';
import type { Rekognition } from './json-api';
import { listenError } from './listen-error';

/**
 * How long a connection may lie idle. Node's own five seconds are short: a client that pauses for just so long sends its
 * next request into a connection that is being closed, and fails.
 */
const IDLE_MILLISECONDS = 60_000;

/** Largest accepted body in bytes. The largest valid request has about four kilobytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Most connections at a time; further ones are cut at once. So bodies that have not all come yet take a gigabyte at most,
 * and that for the time that a client has to send them.
 */
export const MAX_CONNECTIONS = 1024;

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
 * Serves Rekognition, the admin API and the page on a port.
 *
 * @returns the server, once it accepts connections
 * @throws ListenError when it can't listen there, such as for a port in use
 */
export async function listen(served: Served, options: HttpServerOptions): Promise<Server> {
  // Node takes whole milliseconds.
  const timeout = Math.ceil(options.requestTimeoutSeconds * 1000);
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
  server.maxConnections = MAX_CONNECTIONS;
  try {
    // Bun reports a host name that does not exist as a port in use.
    await lookup(options.host);
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(options.host, options.port, error as NodeJS.ErrnoException);
  }
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
  await deliver(response, await answerOf(served, request));
}

async function answerOf({ admin, rekognition }: Served, request: IncomingMessage): Promise<Answer> {
  if (request.url?.startsWith(ADMIN_PREFIX)) return await adminAnswer(admin, request);
  if (isFromPerson(request)) return page();
  return await serviceAnswer(rekognition, request);
}

/** Clients of AWS sign what they send, in headers or in the query, and get the service's answer to anything. */
function isFromPerson({ method = '', url, headers }: IncomingMessage): boolean {
  const isSigned = Object.keys(headers).some((name) => /^(authorization$|x-amz-)/.test(name));
  return ['GET', 'HEAD'].includes(method) && url === '/' && !isSigned;
}

async function serviceAnswer(rekognition: Rekognition, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request, MAX_BODY_BYTES);
  return body === undefined
    ? frameworkError('RequestEntityTooLargeException', undefined, 413).answer
    : await rekognition.answer({ method, path: url, headers, body });
}

async function adminAnswer(admin: AdminApi, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request, MAX_ADMIN_BODY_BYTES);
  return body === undefined
    ? admin.refuseBody()
    : await admin.answer({ method, path: url.slice(ADMIN_PREFIX.length), headers, body });
}

/**
 * The body, or undefined when it is too large. The rest of a body that is too large is read and dropped, since a client
 * that is cut off while sending never reads why.
 */
async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
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

/** Sends an answer, or what is to come of it. */
async function deliver(response: ServerResponse, answer: Answer): Promise<void> {
  const { delayMs = 0, cut } = answer.delivery ?? {};
  if (delayMs > 0 && !(await elapsed(delayMs, response))) return;
  const { socket } = response;
  if (cut === 'before') {
    socket?.resetAndDestroy();
  } else if (cut === 'in the middle') {
    const body = Buffer.from(answer.body);
    writeHead(response, answer);
    response.write(body.subarray(0, body.length / 2), () => socket?.resetAndDestroy());
  } else {
    send(response, answer);
  }
}

function send(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

function writeHead(response: ServerResponse, { status, contentType, body, headers }: Answer): void {
  response.writeHead(status, {
    ...headers,
    'x-amzn-RequestId': randomUUID(),
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
  });
}

/** Waits that long, unless the connection is closed before. @returns whether the client is still there */
async function elapsed(milliseconds: number, response: ServerResponse): Promise<boolean> {
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
