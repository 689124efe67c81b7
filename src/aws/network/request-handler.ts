import { HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { HttpHandlerOptions } from '@smithy/types';
import { DiagnosticError } from '../../plugin';
import { ProxyError } from '../errors';
import type { NetworkSettings } from '../settings/settings';
import { readBody } from './answer-body';
import { isExcepted } from './no-proxy';
import { isSocks, proxyAddress, proxyAuthorization, proxyUnreachable } from './proxy';
import { SocksAgent, TunnelAgent } from './tunnel-agent';

/** Connections to one host at once: the default of the SDK. */
const MAX_SOCKETS = 50;

/**
 * The request handler of SDK clients, with timeouts, certificates and proxies as configured. Its answers have their whole
 * body, as bytes.
 */
export function requestHandler(settings: NetworkSettings): NodeHttpHandler {
  const { certificates, insecure, proxies } = settings;
  const connections = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const tls = {
    ...connections,
    ...(certificates !== undefined && { ca: certificates }),
    // Both always set: the defaults are NODE_TLS_REJECT_UNAUTHORIZED and an option of Node.
    rejectUnauthorized: !insecure,
    minVersion: 'TLSv1.2',
  } as const;
  const timeouts = {
    connectionTimeout: settings.connectTimeoutSeconds * 1000,
    requestTimeout: settings.readTimeoutSeconds * 1000,
    throwOnRequestTimeout: true,
  };
  const direct = { ...timeouts, httpAgent: connections, httpsAgent: tls };
  // The agents of tunnels have their own timeout for the connection.
  const tunnelled = { ...timeouts, connectionTimeout: 0 };
  return new ProxyingHandler(
    direct,
    {
      'http:':
        proxies.http instanceof URL && isSocks(proxies.http)
          ? { ...tunnelled, httpAgent: new SocksAgent(proxies.http, timeouts.connectionTimeout, connections) }
          : undefined,
      'https:':
        proxies.https instanceof URL
          ? { ...tunnelled, httpsAgent: new TunnelAgent(proxies.https, timeouts.connectionTimeout, tls) }
          : undefined,
    },
    proxies,
  );
}

interface HandlerOptions extends NodeHttpHandlerOptions {
  readonly requestTimeout: number;
}

/** Reads the body of each answer. The SDK's timeout ends with the headers; here it is for the whole answer. */
class WholeAnswerHandler extends NodeHttpHandler {
  private readonly timeoutMs: number;

  constructor(options: HandlerOptions) {
    super(options);
    this.timeoutMs = options.requestTimeout;
  }

  override async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const deadlineMs = performance.now() + this.timeoutMs;
    const { response } = await super.handle(request, options);
    response.body = await readBody(response.body, deadlineMs);
    return { response };
  }
}

/** Sends requests through a proxy, except to hosts that are reached without one. */
class ProxyingHandler extends WholeAnswerHandler {
  private readonly tunnels: ReadonlyMap<string, WholeAnswerHandler>;

  /** @param tunnels for protocols whose requests the proxy does not see */
  constructor(
    direct: HandlerOptions,
    tunnels: Readonly<Record<string, HandlerOptions | undefined>>,
    private readonly proxies: NetworkSettings['proxies'],
  ) {
    super(direct);
    this.tunnels = new Map(
      Object.entries(tunnels).flatMap(([protocol, options]) =>
        options ? [[protocol, new WholeAnswerHandler(options)] as const] : [],
      ),
    );
  }

  override async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const secure = request.protocol === 'https:';
    const proxy = secure ? this.proxies.https : this.proxies.http;
    const port = request.port ?? (secure ? 443 : 80);
    if (!proxy || isExcepted({ hostname: request.hostname, port }, this.proxies.except)) {
      return await super.handle(request, options);
    }
    if (proxy instanceof DiagnosticError) throw proxy;
    const tunnel = this.tunnels.get(request.protocol);
    if (tunnel) return await tunnel.handle(request, options);
    try {
      return await super.handle(throughProxy(request, proxy), options);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === undefined || error instanceof ProxyError
        ? error
        : proxyUnreachable(proxy, error as NodeJS.ErrnoException);
    }
  }
}

/** An http request in the form for a proxy: sent to the proxy, with the whole URL. Signed headers are unchanged. */
function throughProxy(request: HttpRequest, proxy: URL): HttpRequest {
  const { host, port } = proxyAddress(proxy);
  const authority = request.port === undefined ? request.hostname : `${request.hostname}:${request.port}`;
  const proxied = HttpRequest.clone(request);
  proxied.protocol = proxy.protocol;
  proxied.hostname = host;
  proxied.port = port;
  proxied.path = `http://${authority}${request.path}`;
  Object.assign(proxied.headers, proxyAuthorization(proxy));
  return proxied;
}
