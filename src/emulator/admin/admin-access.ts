import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback, LOOPBACK_HOSTS, type Origins } from '../auth/origins';
import { AdminError } from './admin-request';

/** Options of `AdminAccess`. */
export interface AdminAccessOptions {
  /** The address that the emulator listens on. */
  readonly host: string;
  /** The pages that may use it. */
  readonly origins: Origins;
  /** The token that requests have to send. Default: none. */
  readonly token?: string | undefined;
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
    this.requireOrigin(headers);
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

  /** Browsers send the origin of the page that makes a request. */
  private requireOrigin(headers: IncomingHttpHeaders): void {
    if (this.options.origins.allows(headers)) return;
    const { origin } = headers;
    throw new AdminError(
      403,
      `the Origin header is ${JSON.stringify(origin)}; only the emulator's own page can use the admin API, and pages of the ` +
        `origins that it allows. Start it with --allow-origin ${origin}`,
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

/** Compares in constant time. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
