import { type ClientRequestArgs, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { ProxyError } from '../errors';
import { isSocks, proxyAddress, proxyAuthorization, proxyUnreachable } from './proxy';
import { connectThroughSocks } from './socks';

/** Node's signature for sockets that are created later: returns undefined and calls back with the socket. */
type SocketCallback = (error: Error | null, socket?: Duplex) => void;

/** A connection to be made. */
interface Destination extends ClientRequestArgs {
  readonly servername?: string;
}

/** Connects to https endpoints through a proxy, by the method CONNECT or by SOCKS5: the proxy sees host and port only. */
export class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    private readonly connectTimeoutMs: number,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: Destination, callback?: (error: Error | null, socket: Duplex) => void): undefined {
    const done = callback as SocketCallback;
    const tunnel = isSocks(this.proxy)
      ? connectThroughSocks(this.proxy, destinationOf(options), this.connectTimeoutMs)
      : this.connect(options);
    tunnel.then(
      (socket) => done(null, super.createConnection({ ...options, socket } as ClientRequestArgs) as Duplex),
      (error: Error) => done(error),
    );
  }

  private async connect(options: Destination): Promise<Duplex> {
    const request = this.proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    const { host, port } = destinationOf(options);
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    return await new Promise((resolve, reject) => {
      const connect = request({
        ...proxyAddress(this.proxy),
        // The proxy's certificate is verified like the endpoint's.
        ca: this.options.ca,
        rejectUnauthorized: this.options.rejectUnauthorized,
        minVersion: this.options.minVersion,
        method: 'CONNECT',
        path: authority,
        headers: { host: authority, ...proxyAuthorization(this.proxy) },
        agent: false,
      });
      const timer = setTimeout(() => {
        connect.destroy(Object.assign(new Error('it did not answer in time'), { code: 'ETIMEDOUT' }));
      }, this.connectTimeoutMs);
      connect.once('close', () => clearTimeout(timer));
      connect.once('connect', (response, socket) => {
        clearTimeout(timer);
        if (response.statusCode === 200) {
          resolve(socket);
          return;
        }
        socket.destroy();
        reject(
          new ProxyError(
            `the proxy ${this.proxy.host} answered ${response.statusCode} ${response.statusMessage} when asked to connect to ${authority}`,
          ),
        );
      });
      connect.once('error', (error: NodeJS.ErrnoException) => reject(proxyUnreachable(this.proxy, error)));
      connect.end();
    });
  }
}

/** Connects to http endpoints through a SOCKS5 proxy. */
export class SocksAgent extends HttpAgent {
  constructor(
    private readonly proxy: URL,
    private readonly connectTimeoutMs: number,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: Destination, callback?: (error: Error | null, socket: Duplex) => void): undefined {
    const done = callback as SocketCallback;
    connectThroughSocks(this.proxy, destinationOf(options), this.connectTimeoutMs).then(
      (socket) => done(null, socket),
      (error: Error) => done(error),
    );
  }
}

function destinationOf({ host, port }: Destination): { readonly host: string; readonly port: number } {
  return { host: String(host), port: Number(port) };
}
