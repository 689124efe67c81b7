import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ADMIN_PREFIX, type AdminApi, MAX_ADMIN_BODY_BYTES } from '../admin/admin-api';
import type { Origins } from '../auth/origins';
import { serveDetectorFile } from '../detector/serve-detector-file';
import type { Forwarder } from '../forwarding/forwarder';
import { page } from '../page/page';
import { outcomeOf, type RequestLog } from '../requests/request-log';
import { serveStream } from '../streaming/http-stream';
import { STREAM_PATH, WEBSOCKET_PATH } from '../streaming/start-session-request';
import type { StreamingApi } from '../streaming/streaming-api';
import { serveWebsocket } from '../streaming/websocket';
import { type Answer, frameworkError, serviceError } from './answer';
import { Connections } from './connections';
import { bodyOf, deliver, headersOf, type Request, type Response, send } from './http-messages';
import type { JsonApi } from './json-api';
import { listenError } from './listen-error';
import type { TlsCertificate } from './tls';

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

/** Most requests at a time in a connection of HTTP/2, and in all of them. The latter has the reason of `MAX_CONNECTIONS`. */
const MAX_CONCURRENT_REQUESTS = 100;
const MAX_HTTP2_REQUESTS = 1024;

/** The APIs that share the port, and the pages that may use them. */
export interface ServedApis {
  readonly origins: Origins;
  readonly jsonApi: JsonApi;
  readonly adminApi: AdminApi;
  readonly streamingApi: StreamingApi;
  readonly requests: RequestLog;
  /** Default: none, other operations of Rekognition are refused. */
  readonly forwarder: Forwarder | undefined;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Time in which a client has to send a whole request. */
  readonly requestTimeoutSeconds: number;
  /** Default: none, the server is not encrypted. */
  readonly tls: TlsCertificate | undefined;
}

/** Answers a request. */
type Serve = (request: Request, response: Response) => void;

/** A server that listens. */
export interface ListeningServer {
  readonly port: number;
  /** Stops listening and cuts all connections, idle or not. Closing again has no effect. */
  close(): Promise<void>;
}

/**
 * Serves Rekognition, its streaming protocol, the admin API and the page on a port, over HTTP/1.1 and HTTP/2.
 *
 * @returns the server, once it accepts connections
 * @throws ListenError when it cannot listen on the host and port
 */
export async function listen(apis: ServedApis, options: HttpServerOptions): Promise<ListeningServer> {
  const requestMilliseconds = Math.ceil(options.requestTimeoutSeconds * 1000);
  const http = createHttpServer({ keepAliveTimeout: IDLE_MILLISECONDS });
  const websockets = createHttpServer();
  const http2 = createHttp2Server({ settings: { maxConcurrentStreams: MAX_CONCURRENT_REQUESTS } });
  const connections = new Connections({ http, websockets, http2 }, WEBSOCKET_PATH, requestMilliseconds);
  const serve: Serve = (request, response) => {
    handle(apis, request, response).catch((error: unknown) => {
      // A client that disconnects during its request gets no answer, and there is no error to report.
      if (isCutOff(request)) return;
      process.emitWarning(error instanceof Error ? error : String(error));
      send(response, serviceError('InternalServerError', 'Internal server error', 500).answer);
    });
  };
  for (const server of [http, websockets]) serveHttp1(server, connections, serve);
  websockets.on('upgrade', (request, socket: Socket, head) => {
    connections.release(socket);
    if (pathOf(request) === WEBSOCKET_PATH) serveWebsocket(apis.streamingApi, apis.origins, request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  serveHttp2(http2, requestMilliseconds, serve);

  const sockets = new Set<Socket>();
  const server = createListener(options, requestMilliseconds, (socket) => connections.take(socket));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.maxConnections = MAX_CONNECTIONS;
  await startListening(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A server that hands over its connections, once they are encrypted if they have to be. */
function createListener({ tls }: HttpServerOptions, handshakeTimeout: number, take: (socket: Socket) => void): Server {
  const allowHalfOpen = true;
  if (tls === undefined) return createServer({ allowHalfOpen }, take);
  const { certificate, key } = tls;
  const options = { cert: certificate, key, ALPNProtocols: ['h2', 'http/1.1'], handshakeTimeout, allowHalfOpen };
  const server = createTlsServer(options, take);
  // Node leaves the connection of a client that is too slow open.
  return server.on('tlsClientError', (_, socket) => socket.destroy());
}

async function startListening(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  try {
    // Bun reports a host name that does not exist as a port in use.
    await lookup(host);
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(host, port, error as NodeJS.ErrnoException);
  }
}

function serveHttp1(server: HttpServer, connections: Connections, serve: Serve): void {
  server.on('request', (request, response) => {
    const received = () => connections.received(request.socket);
    if (isStream(request)) connections.release(request.socket);
    request.once('end', received);
    response.once('close', received);
    serve(request, response);
  });
}

function serveHttp2(server: Http2Server, requestMilliseconds: number, serve: Serve): void {
  let open = 0;
  server.on('session', closeWhenIdle);
  server.on('request', (request, response) => {
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    if (open > MAX_HTTP2_REQUESTS) {
      end(response, 503);
      return;
    }
    if (!isStream(request)) limitTime(request, response, requestMilliseconds);
    serve(request, response);
  });
}

/** Closes a connection of HTTP/2 that has had no request for a while. */
function closeWhenIdle(session: ServerHttp2Session): void {
  let open = 0;
  session.on('stream', (stream) => {
    open += 1;
    stream.once('close', () => {
      open -= 1;
    });
  });
  const rest = () => {
    if (open === 0) session.close();
    else session.setTimeout(IDLE_MILLISECONDS, rest);
  };
  session.setTimeout(IDLE_MILLISECONDS, rest);
}

/** Ends a request over HTTP/2 whose client takes too long to send it. */
function limitTime(request: Http2ServerRequest, response: Http2ServerResponse, milliseconds: number): void {
  const timer = setTimeout(() => end(response, 408), milliseconds);
  const received = () => clearTimeout(timer);
  request.once('end', received);
  response.once('close', received);
}

/** Answers a request over HTTP/2 without waiting for its end. */
function end(response: Http2ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  response.end(() => response.stream.close());
}

function isCutOff(request: Request): boolean {
  return 'stream' in request ? request.stream.closed || request.stream.destroyed : !request.complete;
}

async function handle(apis: ServedApis, request: Request, response: Response): Promise<void> {
  if (await serveDetectorFile(request, response)) return;
  if (isStream(request)) await serveStream(apis.streamingApi, apis.origins, request, response);
  else if (apis.forwarder?.takes(request)) {
    const { method = '', url = '' } = request;
    const end = apis.requests.begin({ method, path: url, headers: headersOf(request), body: new Uint8Array() });
    const answer = await apis.forwarder.answer(request, response);
    end(outcomeOf(answer));
    await deliver(response, answer);
  } else await deliver(response, await answerOf(apis, request));
}

function isStream(request: Request): boolean {
  return request.method === 'POST' && pathOf(request) === STREAM_PATH;
}

/** The path without the query. */
function pathOf({ url = '' }: Request): string {
  return url.split('?', 1).join();
}

async function answerOf({ adminApi, jsonApi, origins, requests }: ServedApis, request: Request): Promise<Answer> {
  const { method = '', url = '' } = request;
  const headers = headersOf(request);
  if (url.startsWith(ADMIN_PREFIX)) {
    const path = url.slice(ADMIN_PREFIX.length);
    const allowed = origins.headersFor(headers);
    if (method === 'OPTIONS' && headers.origin !== undefined) return adminPreflight(allowed);
    const body = await bodyOf(request, MAX_ADMIN_BODY_BYTES);
    const answer = body === undefined ? adminApi.refuseBody() : await adminApi.answer({ method, path, headers, body });
    return { ...answer, headers: { ...answer.headers, ...allowed } };
  }
  if (isForPage(request)) return page();
  const end = requests.begin({ method, path: url, headers, body: new Uint8Array() });
  const body = await bodyOf(request, MAX_BODY_BYTES);
  const answer =
    body === undefined
      ? frameworkError('RequestEntityTooLargeException', undefined, 413).answer
      : await jsonApi.answer({ method, path: url, headers, body });
  if (method !== 'OPTIONS') end(outcomeOf(answer));
  return answer;
}

/** Tells a browser which requests a page may send to the admin API: none without the headers that allow its origin. */
function adminPreflight(allowed: Readonly<Record<string, string>>): Answer {
  return {
    status: 200,
    contentType: 'text/plain',
    body: '',
    headers: {
      ...allowed,
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    },
  };
}

/** A browser asks for the page without a signature. Clients of AWS sign their requests, in headers or in the query. */
function isForPage({ method = '', url, headers }: Request): boolean {
  const isSigned = Object.keys(headers).some((name) => /^(authorization$|x-amz-)/.test(name));
  return ['GET', 'HEAD'].includes(method) && url === '/' && !isSigned;
}
