import type { Server as HttpServer } from 'node:http';
import type { Http2Server } from 'node:http2';
import type { Socket } from 'node:net';

/** The servers that share a port. None of them listens itself. */
export interface ProtocolServers {
  /** HTTP/1.1. */
  readonly http: HttpServer;
  /** Websockets. They have a server of their own, because one of Node's servers takes all upgrades or none. */
  readonly websockets: HttpServer;
  readonly http2: Http2Server;
}

/** The first bytes of a connection of HTTP/2, from RFC 9113. */
const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/**
 * Hands connections to the server for the protocol of their first bytes, and cuts those whose client takes too long to send
 * a whole request. Node's own limits need a server that listens itself.
 */
export class Connections {
  private readonly deadlines = new WeakMap<Socket, Deadline>();

  constructor(
    private readonly servers: ProtocolServers,
    /** The path at which websockets start. */
    private readonly websocketPath: string,
    private readonly requestMilliseconds: number,
  ) {}

  /** Takes a connection. */
  take(socket: Socket): void {
    const deadline = new Deadline(socket, this.requestMilliseconds);
    this.deadlines.set(socket, deadline);
    // A client that resets the connection before its first byte has no server that would handle the error.
    socket.on('error', () => {});
    const first: Buffer[] = [];
    const look = () => {
      const bytes = socket.read() as Buffer | null;
      if (bytes !== null) first.push(bytes);
      const server = this.serverFor(Buffer.concat(first).toString('latin1'));
      if (server === undefined && bytes !== null) return;
      socket.off('readable', look);
      if (first.length > 0) socket.unshift(Buffer.concat(first));
      // A client of HTTP/2 that ends its side is gone, and Node's server leaves it to the socket to notice.
      if (server === this.servers.http2) socket.allowHalfOpen = false;
      (server ?? this.servers.http).emit('connection', socket);
      if (server === this.servers.http2) deadline.stop();
      else socket.on('data', deadline.begin);
    };
    socket.on('readable', look);
  }

  /** Is told that a request was received whole. */
  received(socket: Socket): void {
    this.deadlines.get(socket)?.end();
  }

  /** Leaves a connection to another limit of time. */
  release(socket: Socket): void {
    this.deadlines.get(socket)?.stop();
  }

  /** The server for a connection that starts so; undefined if that is not decided yet. */
  private serverFor(start: string): HttpServer | Http2Server | undefined {
    const { http, http2, websockets } = this.servers;
    const protocols = [
      [HTTP2_PREFACE, http2],
      [`GET ${this.websocketPath}`, websockets],
    ] as const;
    const isUndecided = protocols.some(([first]) => first.length > start.length && first.startsWith(start));
    if (isUndecided) return undefined;
    const [, server = http] = protocols.find(([first]) => start.startsWith(first)) ?? [];
    return server;
  }
}

const REQUEST_TIMEOUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** The time in which a client has to send a whole request, from its first byte. */
class Deadline {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly socket: Socket,
    private readonly milliseconds: number,
  ) {
    this.begin();
    socket.once('close', () => this.stop());
  }

  /** Begins, unless it has begun. */
  readonly begin = (): void => {
    if (this.isStopped) return;
    this.timer ??= setTimeout(() => {
      this.socket.end(REQUEST_TIMEOUT, () => this.socket.destroy());
    }, this.milliseconds);
  };

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Ends for good. */
  stop(): void {
    this.isStopped = true;
    this.end();
    this.socket.off('data', this.begin);
  }
}
