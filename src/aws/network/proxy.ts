import { ProxyError } from '../errors';
import { hostOf } from './host';

/** The host and port of a proxy. */
export function proxyAddress(proxy: URL): { readonly host: string; readonly port: number } {
  return { host: hostOf(proxy), port: Number(proxy.port) || (DEFAULT_PORTS[proxy.protocol] ?? 80) };
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'socks5:': 1080, 'socks5h:': 1080 };

/** Whether the proxy speaks SOCKS5. */
export function isSocks({ protocol }: URL): boolean {
  return protocol.startsWith('socks5');
}

/** The user name and password in the URL of a proxy; undefined without either. */
export function proxyUser({
  username,
  password,
}: URL): { readonly name: string; readonly password: string } | undefined {
  if (username === '' && password === '') return undefined;
  return { name: decoded(username), password: decoded(password) };
}

/** The header of a proxy whose URL has a user name and password. */
export function proxyAuthorization(proxy: URL): Record<string, string> {
  const user = proxyUser(proxy);
  if (!user) return {};
  return { 'proxy-authorization': `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` };
}

/** An error of the connection to the proxy, as opposed to one of the connection to AWS. */
export function proxyUnreachable(proxy: URL, error: NodeJS.ErrnoException): ProxyError {
  return new ProxyError(`the proxy ${proxy.host} cannot be reached: ${error.message}`, error.code, { cause: error });
}

/** A percent sign that begins no code means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
