import { type ClientRequestArgs, request as httpRequest } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { ProxyError } from '../errors';

/** Connects to https endpoints through a proxy, by the method CONNECT: the proxy sees host and port only. */
export class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    private readonly connectTimeoutMs: number,
    options: AgentOptions,
  ) {
    super(options);
  }

  /** Node's signature for sockets that are created later: returns undefined and calls back with the socket. */
  override createConnection(
    options: ClientRequestArgs & { readonly servername?: string },
    callback?: (error: Error | null, socket: Duplex) => void,
  ): Duplex | null | undefined {
    const done = callback as (error: Error | null, socket?: Duplex) => void;
    const request = this.proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    const authority = `${options.host?.includes(':') ? `[${options.host}]` : options.host}:${options.port}`;
    const connect = request({
      ...proxyAddress(this.proxy),
      // The proxy's certificate is verified like the endpoint's.
      ca: this.options.ca,
      rejectUnauthorized: this.options.rejectUnauthorized,
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
        done(null, super.createConnection({ ...options, socket } as ClientRequestArgs) as Duplex);
        return;
      }
      socket.destroy();
      done(
        new ProxyError(
          `the proxy ${this.proxy.host} answered ${response.statusCode} ${response.statusMessage} when asked to connect to ${authority}`,
        ),
      );
    });
    connect.once('error', (error: NodeJS.ErrnoException) => done(proxyUnreachable(this.proxy, error)));
    connect.end();
    return undefined;
  }
}

/** The host and port of a proxy. */
export function proxyAddress(proxy: URL): { readonly host: string; readonly port: number } {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80) };
}

/** The header of a proxy whose URL has a user name and password. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** An error of the connection to the proxy, as opposed to one of the connection to AWS. */
export function proxyUnreachable(proxy: URL, error: NodeJS.ErrnoException): ProxyError {
  return new ProxyError(`the proxy ${proxy.host} cannot be reached: ${error.message}`, error.code, { cause: error });
}
