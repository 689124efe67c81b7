import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ProxyError } from '../errors';
import { proxyAddress, proxyUnreachable, proxyUser } from './proxy';

/**
 * Connects to a host through a SOCKS5 proxy, which also resolves the name of the host.
 *
 * @throws ProxyError if the proxy cannot be reached or refuses
 */
export async function connectThroughSocks(
  proxy: URL,
  destination: { readonly host: string; readonly port: number },
  timeoutMs: number,
): Promise<Socket> {
  const user = proxyUser(proxy);
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: { ...proxyAddress(proxy), type: 5, ...(user && { userId: user.name, password: user.password }) },
      command: 'connect',
      destination,
      timeout: timeoutMs,
    });
    return socket;
  } catch (error) {
    const { message } = error as Error;
    // The library keeps the message of a system's error, and not its code.
    const [code] = /\bE[A-Z]{4,}\b/.exec(message) ?? [];
    if (code !== undefined) throw proxyUnreachable(proxy, Object.assign(new Error(message), { code }));
    throw /timed out/i.test(message)
      ? new ProxyError(`the proxy ${proxy.host} cannot be reached: it did not answer in time`, 'ETIMEDOUT', {
          cause: error,
        })
      : new ProxyError(
          `the proxy ${proxy.host} refused to connect to ${destination.host}:${destination.port}: ${message}`,
          undefined,
          { cause: error },
        );
  }
}
