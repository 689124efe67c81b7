import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A request that asked the proxy for another host. */
export interface ProxiedRequest {
  readonly method: string;
  /** `host:port` for CONNECT, a whole URL otherwise. */
  readonly target: string;
  readonly authorization: string | undefined;
}

/** A local forward proxy that connects to ports of this machine for every host. */
export class ForwardProxy {
  readonly requests: ProxiedRequest[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    ports: { readonly http: number; readonly https: number },
    private readonly refusal: string | undefined,
  ) {
    server.on('connection', (socket: Socket) => this.keep(socket));
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      this.take(request);
      if (this.refusal !== undefined) {
        client.end(`HTTP/1.1 ${this.refusal}\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const upstream = this.keep(connect(ports.https, '127.0.0.1'));
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(upstream).pipe(client);
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
    });
    server.on('request', async (request: IncomingMessage, response) => {
      this.take(request);
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { pathname } = new URL(request.url ?? '');
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
      const answer = await fetch(`http://127.0.0.1:${ports.http}${pathname}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
      const type = answer.headers.get('content-type') ?? 'text/plain';
      response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
    });
  }

  /**
   * @param ports where plain requests and tunnels are taken
   * @param refusal the status line with which tunnels are refused, such as `403 Forbidden`
   */
  static async start(
    ports: { readonly http: number; readonly https: number },
    refusal?: string,
  ): Promise<ForwardProxy> {
    const server = createServer();
    const proxy = new ForwardProxy(server, ports, refusal);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Forgets what came so far. */
  clear(): void {
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private take({ method = '', url: target = '', headers }: IncomingMessage): void {
    this.requests.push({ method, target, authorization: headers['proxy-authorization'] });
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    return socket;
  }
}
