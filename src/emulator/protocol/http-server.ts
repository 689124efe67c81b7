import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ADMIN_PREFIX, type AdminApi, MAX_ADMIN_BODY_BYTES } from '../admin/admin-api';
import { DETECTOR_HEADERS, DETECTOR_PREFIX, type DetectorFile, detectorFile } from '../detector/detector-files';
import { page } from '../page/page';
import { type Answer, frameworkError, serviceError } from './answer';
import type { JsonApi } from './json-api';
import { listenError } from './listen-error';

/**
 * Time after which an idle connection is closed. Node's default of five seconds is short: a client that pauses for five
 * seconds sends its next request into a connection that is being closed, and fails.
 */
const IDLE_MILLISECONDS = 60_000;

/** Largest accepted body in bytes. The largest valid request is about four kilobytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Most connections at a time; further ones are cut at once. So bodies that are still being received take a gigabyte at most,
 * for as long as a client has to send them.
 */
export const MAX_CONNECTIONS = 1024;

/** The APIs that share the port. */
export interface ServedApis {
  readonly jsonApi: JsonApi;
  readonly adminApi: AdminApi;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Time in which a client has to send a whole request. */
  readonly requestTimeoutSeconds: number;
}

/**
 * Serves Rekognition, the admin API and the page on a port.
 *
 * @returns the server, once it accepts connections
 * @throws ListenError when it cannot listen on the host and port
 */
export async function listen(apis: ServedApis, options: HttpServerOptions): Promise<Server> {
  // Node takes whole milliseconds.
  const timeout = Math.ceil(options.requestTimeoutSeconds * 1000);
  const server = createServer(
    {
      requestTimeout: timeout,
      headersTimeout: timeout,
      // Node looks for overdue requests this often, which limits the precision of the timeouts.
      connectionsCheckingInterval: Math.min(timeout, 1000),
      keepAliveTimeout: IDLE_MILLISECONDS,
    },
    (request, response) => {
      handle(apis, request, response).catch((error: unknown) => {
        // A client that disconnects during its request gets no answer, and there is no error to report.
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

/** The port of a listening server. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Stops listening and cuts all connections, idle or not. Closing again has no effect. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function handle(apis: ServedApis, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = await fileOfDetector(request);
  if (file !== undefined) return sendFile(response, file);
  await deliver(response, await answerOf(apis, request));
}

async function answerOf({ adminApi, jsonApi }: ServedApis, request: IncomingMessage): Promise<Answer> {
  if (request.url?.startsWith(ADMIN_PREFIX)) return await adminAnswer(adminApi, request);
  if (isForPage(request)) return page();
  return await serviceAnswer(jsonApi, request);
}

/** The file of FaceLivenessDetector that a browser asks for; undefined for other requests. */
async function fileOfDetector({ method = '', url = '' }: IncomingMessage): Promise<DetectorFile | undefined> {
  if (!['GET', 'HEAD'].includes(method) || !url.startsWith(DETECTOR_PREFIX)) return undefined;
  const [path = ''] = url.split('?');
  return await detectorFile(path);
}

function sendFile(response: ServerResponse, { contentType, body }: DetectorFile): void {
  response.writeHead(200, {
    ...DETECTOR_HEADERS,
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** A browser asks for the page without a signature. Clients of AWS sign their requests, in headers or in the query. */
function isForPage({ method = '', url, headers }: IncomingMessage): boolean {
  const isSigned = Object.keys(headers).some((name) => /^(authorization$|x-amz-)/.test(name));
  return ['GET', 'HEAD'].includes(method) && url === '/' && !isSigned;
}

async function serviceAnswer(jsonApi: JsonApi, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request, MAX_BODY_BYTES);
  return body === undefined
    ? frameworkError('RequestEntityTooLargeException', undefined, 413).answer
    : await jsonApi.answer({ method, path: url, headers, body });
}

async function adminAnswer(adminApi: AdminApi, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request, MAX_ADMIN_BODY_BYTES);
  return body === undefined
    ? adminApi.refuseBody()
    : await adminApi.answer({ method, path: url.slice(ADMIN_PREFIX.length), headers, body });
}

/**
 * The body; undefined if it is too large. A body that is too large is still read to its end, because a client that is cut off
 * while sending does not read the answer.
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

/** Sends an answer, delayed or cut as its delivery says. */
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

/** Waits, unless the connection is closed before. @returns whether the client is still connected */
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
