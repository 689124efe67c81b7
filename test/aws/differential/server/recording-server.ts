import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { PrivateAuthority } from '../../../support/certificates';
import { signerOf } from '../../../support/signature';
import { type Answers, answerTo, type Call } from './answers';
import { acceptSocks } from './socks';

/** The proxies that the server can be used as, besides being every endpoint itself. */
const PROXIES = ['one', 'two', 'secure', 'refusing', 'socks'] as const;

/** The connections of a server. */
type Listener = Server | TcpServer;

/**
 * Every service that gives credentials, Rekognition, and the proxies to them, on the loopback interface. It takes the
 * place of any host of AWS: a proxy does not connect to the host, but answers in its place.
 */
export class RecordingServer {
  /** The requests, in the order in which they came. */
  readonly calls: Call[] = [];
  private answers: Answers = {};
  private readonly listeners: Record<string, Listener> = {};
  /** Servers without a port of their own, which take over connections of a proxy, by its name and the scheme. */
  private readonly inner: Record<string, Server> = {};
  private readonly sockets = new Set<Duplex>();
  /** What the client of a tunnel authenticated itself with. */
  private readonly credentials = new WeakMap<object, string>();

  private constructor(private readonly authority: PrivateAuthority) {
    for (const via of ['direct', ...PROXIES]) {
      this.inner[`http ${via}`] = createServer(this.listener('http', via));
      this.inner[`https ${via}`] = createTlsServer(authority, this.listener('https', via));
    }
    const old = { ...authority, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    Object.assign(this.listeners, {
      http: createServer(this.listener('http', 'direct')),
      https: createTlsServer(authority, this.listener('https', 'direct')),
      old: createTlsServer(old, this.listener('https', 'direct')),
      one: this.proxy('one', createServer()),
      two: this.proxy('two', createServer()),
      secure: this.proxy('secure', createTlsServer(authority)),
      refusing: createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
      socks: createTcpServer((socket) => acceptSocks(socket, (user) => this.takeOver(socket, 'socks', user))),
    });
  }

  static async start(authority: PrivateAuthority): Promise<RecordingServer> {
    const server = new RecordingServer(authority);
    const listeners = Object.values(server.listeners);
    for (const listener of listeners) {
      listener.on('connection', (socket: Duplex) => server.keep(socket));
      listener.listen(0, '127.0.0.1');
    }
    await Promise.all(listeners.map((listener) => once(listener, 'listening')));
    return server;
  }

  /** Addresses by the name that situations use for them: `{one}` is the URL of the proxy `one`. */
  get places(): Readonly<Record<string, string>> {
    const address = (name: string) => `127.0.0.1:${(this.listeners[name]?.address() as AddressInfo | undefined)?.port}`;
    return {
      ca: this.authority.bundle,
      http: `http://${address('http')}`,
      https: `https://${address('https')}`,
      old: `https://${address('old')}`,
      one: `http://${address('one')}`,
      two: `http://${address('two')}`,
      twoHost: address('two'),
      secure: `https://${address('secure')}`,
      refusing: `http://${address('refusing')}`,
      socks: `socks5://${address('socks')}`,
      socksHost: address('socks'),
    };
  }

  /** Forgets all calls, cuts all connections, and gives these answers from now on. */
  reset(answers: Answers): void {
    this.answers = answers;
    this.calls.length = 0;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const listeners = Object.values(this.listeners);
    const closed = listeners.map((listener) => once(listener, 'close'));
    for (const listener of listeners) listener.close();
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(closed);
  }

  private listener(scheme: Call['scheme'], via: string): RequestListener {
    return async (request, response) => {
      const { authorization } = proxyUser(request);
      const user =
        authorization ?? this.credentials.get((request.socket as TLSSocket & { _parent?: object })._parent ?? {});
      await this.take(request, response, scheme, user === undefined ? via : `${via} as ${user}`);
    };
  }

  private proxy(via: string, server: Server): Server {
    server.on('request', this.listener('http', via));
    server.on('connect', (request: IncomingMessage, socket: Duplex) => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      this.takeOver(socket, via, proxyUser(request).authorization);
    });
    return server;
  }

  /** Answers in place of the host to which a tunnel was asked for, with or without TLS. */
  private takeOver(socket: Duplex, via: string, user: string | undefined): void {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const scheme = first[0] === 0x16 ? 'https' : 'http';
      if (user !== undefined) this.credentials.set(socket, user);
      this.inner[`${scheme} ${via}`]?.emit('connection', socket);
      // TLS reads what was put back by itself.
      if (scheme === 'http') socket.resume();
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse, scheme: Call['scheme'], via: string) {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const headers = request.headers as Record<string, string | undefined>;
    // A client of a proxy sends whole URLs.
    const target = request.url ?? '/';
    const url = new URL(target.startsWith('/') ? `${scheme}://${headers.host}${target}` : target);
    const call: Call = {
      method: request.method ?? '',
      scheme,
      host: url.host,
      path: url.pathname + url.search,
      headers,
      via,
      body: Buffer.concat(chunks).toString(),
      signer: signerOf(request),
    };
    this.calls.push(call);
    const {
      status = 200,
      type = 'text/plain',
      headers: sent = {},
      body,
    } = answerTo(call, this.answers, this.calls.length);
    if (body === undefined) return;
    response.writeHead(status, { 'content-type': type, ...sent }).end(body);
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}

function proxyUser({ headers }: IncomingMessage): { readonly authorization: string | undefined } {
  const header = headers['proxy-authorization'];
  return { authorization: header && Buffer.from(header.replace(/^Basic /i, ''), 'base64').toString() };
}
