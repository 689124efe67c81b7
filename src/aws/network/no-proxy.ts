import { BlockList, isIP } from 'node:net';

/**
 * Whether a host is reached without a proxy, by the rules of Go's HTTP client, which hashicorp/aws uses.
 *
 * @param hosts a list separated by commas: domains (including subdomains; with a leading dot, subdomains only), IP
 *   addresses and CIDR blocks, each with an optional port, or `*`
 */
export function isExcepted(url: { readonly hostname: string; readonly port: number }, hosts: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host)) return true;
  return hosts
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry === '*' || (entry !== '' && matches(entry, host, url.port)));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function matches(entry: string, host: string, port: number): boolean {
  const block = /^(.+)\/(\d+)$/.exec(entry);
  if (block) return isWithin(host, block[1] ?? '', Number(block[2]));
  const { name, port: ownPort } = splitPort(entry);
  if (ownPort !== undefined && ownPort !== port) return false;
  if (isIP(name)) return isWithin(host, name, isIP(name) === 4 ? 32 : 128);
  const domain = name.replace(/^\*(?=\.)/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function splitPort(entry: string): { readonly name: string; readonly port: number | undefined } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bracketed ?? plain ?? entry, port: port === undefined ? undefined : Number(port) };
}

function isWithin(host: string, address: string, bits: number): boolean {
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, bits, type);
  return list.check(host, type);
}
