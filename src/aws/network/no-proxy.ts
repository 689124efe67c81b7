import { BlockList, isIP, SocketAddress } from 'node:net';
import { domainToASCII } from 'node:url';
import { hostOf } from './host';

/**
 * Whether a host is reached without a proxy, by the rules of Go's HTTP client, which hashicorp/aws uses.
 *
 * @param hosts a list separated by commas: domains (including subdomains; with a leading dot, subdomains only), IP
 *   addresses and CIDR blocks, each with an optional port, or `*`
 */
export function isExcepted(url: { readonly hostname: string; readonly port: number }, hosts: string): boolean {
  const host = hostOf(url).toLowerCase();
  if (isLoopback(host)) return true;
  return hosts
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry === '*' || (entry !== '' && matches(entry, host, url.port)));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && LOOPBACK.check(host, familyOf(host)));
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

function matches(entry: string, host: string, port: number): boolean {
  const [, address, bits] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (address !== undefined && isIP(address)) return isWithin(host, address, Number(bits));
  const { name, port: ownPort } = splitPort(entry);
  if (ownPort && ownPort !== String(port)) return false;
  if (isIP(name)) return isWithin(host, name, isIP(name) === 4 ? 32 : 128);
  // A number that looks like the end of an address is none.
  if (isIP(host)) return false;
  const domain = name.replace(/^\*(?=\.)/, '');
  const end = domain.startsWith('.') ? `.${ascii(domain.slice(1))}` : `.${ascii(domain)}`;
  return end !== '.' && (host.endsWith(end) || (!domain.startsWith('.') && host === end.slice(1)));
}

/** In the form that requests have. */
function ascii(domain: string): string {
  return domainToASCII(domain) || domain;
}

function splitPort(entry: string): { readonly name: string; readonly port: string } {
  const [, bracketed, plain, port = ''] = /^(?:\[(.+)\]|([^:]+))(?::([^:]*))?$/.exec(entry) ?? [];
  return { name: bracketed ?? plain ?? entry, port };
}

function isWithin(host: string, address: string, bits: number): boolean {
  const family = isIP(address);
  if (isIP(host) === 0 || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits, familyOf(address));
  return list.check(new SocketAddress({ address: host, family: familyOf(host) }));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
