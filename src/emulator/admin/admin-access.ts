import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AdminError } from './admin-request';

/** Options of `AdminAccess`. */
export interface AdminAccessOptions {
  /** The address that the emulator listens on. */
  readonly host: string;
  /** The token that requests have to send. Default: none. */
  readonly token?: string | undefined;
}

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses requests to the admin API without its token, if there is one, and requests from web pages of other sites: browsers
 * let these send requests to loopback and, through a DNS name that resolves to loopback, even read the answers.
 */
export class AdminAccess {
  constructor(private readonly options: AdminAccessOptions) {}

  /** @throws AdminError for a request that is refused */
  require(headers: IncomingHttpHeaders): void {
    this.requireHost(headers);
    requireOwnOrigin(headers);
    this.requireToken(headers);
  }

  /** An emulator on loopback has only these names. One on another address can have any name. */
  requireHost({ host = '' }: IncomingHttpHeaders): void {
    if (!isLoopback(this.options.host)) return;
    const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
    if (isLoopback(name)) return;
    throw new AdminError(
      403,
      `the Host header is ${JSON.stringify(host)}; the names of an emulator on loopback are ${LOOPBACK_HOSTS.join(', ')}. ` +
        'Use one of these',
    );
  }

  private requireToken({ authorization = '' }: IncomingHttpHeaders): void {
    const { token } = this.options;
    if (token === undefined) return;
    const [scheme = '', given = ''] = authorization.split(' ');
    if (scheme.toLowerCase() === 'bearer' && isSame(given, token)) return;
    throw new AdminError(
      401,
      `${authorization === '' ? 'the Authorization header is missing' : 'the Authorization header has another token'}; the ` +
        'admin API of this emulator requires a token. Send "Authorization: Bearer" and the token it was started with',
    );
  }
}

/** Browsers send the site of the page that makes a request. */
function requireOwnOrigin({ origin, host }: IncomingHttpHeaders): void {
  if (origin === undefined || origin === `http://${host}`) return;
  throw new AdminError(
    403,
    `the Origin header is ${JSON.stringify(origin)}; only the emulator's own page can use the admin API`,
  );
}

/** Compares in constant time. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
