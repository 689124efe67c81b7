import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query; a whole URL where a client takes the service for a proxy. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a local service answers. */
export interface LocalAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A private key and its certificate, in PEM format. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

/** A local HTTP server that keeps what it is sent, and answers what a test says. */
export class LocalService {
  readonly requests: ReceivedRequest[] = [];
  readonly url: string;

  private constructor(
    private readonly server: Server,
    secure: boolean,
  ) {
    this.url = `${secure ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /**
   * @param answer is given each request when all of it is there
   * @param tls makes it an https server
   */
  static async start(
    answer: (request: ReceivedRequest) => LocalAnswer | Promise<LocalAnswer>,
    tls?: KeyPair,
  ): Promise<LocalService> {
    const listener: RequestListener = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { method = '', url: path = '', headers } = request;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString() };
      service.requests.push(received);
      const { status = 200, headers: sent = {}, body = '' } = await answer(received);
      response.writeHead(status, sent).end(body);
    };
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = new LocalService(server, tls !== undefined);
    return service;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Forgets what came so far. */
  clear(): void {
    this.requests.length = 0;
  }

  /** Cuts all connections and frees the port. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Answers as another server does, so that one can see what a client sends it. */
export function forwardTo(url: string): (request: ReceivedRequest) => Promise<LocalAnswer> {
  return async ({ method, path, headers, body }) => {
    const { host: _host, connection: _connection, 'content-length': _length, ...passed } = headers;
    const response = await fetch(new URL(path, url), {
      method,
      headers: passed as Record<string, string>,
      ...(body !== '' && { body }),
    });
    const type = response.headers.get('content-type') ?? 'text/plain';
    return { status: response.status, headers: { 'content-type': type }, body: await response.text() };
  };
}
