import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AdminError } from './admin-error';

/** Who may use the admin API. */
export interface AdminAccessOptions {
  /** The address that is listened on. */
  readonly host: string;
  /** What a request has to know. Default: nothing. */
  readonly token?: string | undefined;
}

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Whether an address is one that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Keeps strangers away from the admin API: those without the token, where there is one, and web pages of other sites, which a
 * browser lets send requests to loopback, and by a name of theirs that leads there even lets read the answers.
 */
export class AdminAccess {
  constructor(private readonly options: AdminAccessOptions) {}

  /** @throws AdminError when the request is not to be answered */
  require(headers: IncomingHttpHeaders): void {
    this.requireHost(headers);
    requireOwnOrigin(headers);
    this.requireToken(headers);
  }

  /** A server on loopback goes by these names only. One on another address goes by whatever leads there. */
  requireHost({ host = '' }: IncomingHttpHeaders): void {
    if (!isLoopback(this.options.host)) return;
    const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
    if (isLoopback(name)) return;
    throw new AdminError(
      403,
      `the Host header is ${JSON.stringify(host)}; an emulator on loopback is asked for as ${LOOPBACK_HOSTS.join(', ')}. ` +
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
      `${authorization === '' ? 'there is no Authorization header' : 'the Authorization header has another token'}; the ` +
        'admin API of this emulator is closed by a token. Send "Authorization: Bearer" and the token it was started with',
    );
  }
}

/** Browsers say from which site a page sends a request. */
function requireOwnOrigin({ origin, host }: IncomingHttpHeaders): void {
  if (origin === undefined || origin === `http://${host}`) return;
  throw new AdminError(
    403,
    `the Origin header is ${JSON.stringify(origin)}; only the emulator's own page may send one`,
  );
}

/** Takes the same time whatever the difference. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
