import { frameworkError } from '../protocol/answer';

// The types of the package's entry point need no types of Node.

/** Stands for the pages of all origins. */
export const ANY_ORIGIN = '*';

/** The names of this machine that no other machine reaches. */
export const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The headers that tell which page sent a request. Other clients send no Origin. */
export interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/**
 * The pages that may use the emulator. Browsers let the pages of all sites open websockets to loopback, and send requests there.
 */
export class Origins {
  /**
   * @param scheme that of the emulator's own page
   * @param allowed origins of other pages, or `*` for those of all
   */
  constructor(
    private readonly scheme: 'http' | 'https',
    private readonly allowed: readonly string[] = [],
  ) {}

  /** Whether a request comes from no page, from the emulator's own, or from one of an allowed origin. */
  allows({ origin, host }: OriginHeaders): boolean {
    const isOwn = origin === undefined || origin === `${this.scheme}://${host}`;
    return isOwn || this.allowed.includes(origin) || this.allowed.includes(ANY_ORIGIN);
  }

  /**
   * Requires the origin of a request for a stream. Pages from this machine are allowed: they are the applications that are
   * being developed on it, and a stream needs the id of an open session, which a page cannot guess.
   *
   * @throws AwsError AccessDeniedException
   */
  requireForStream(headers: OriginHeaders): void {
    const { origin = '' } = headers;
    if (this.allows(headers) || isLoopback(hostnameOf(origin))) return;
    throw frameworkError(
      'AccessDeniedException',
      `The Origin header is ${JSON.stringify(origin)}; only pages from this machine can stream. Start the emulator with ` +
        `--allow-origin ${origin}`,
    );
  }

  /** The headers that let a page of another origin read an answer of the admin API; none if it may not. */
  headersFor(headers: OriginHeaders): Readonly<Record<string, string>> {
    const { origin } = headers;
    if (origin === undefined || !this.allows(headers)) return {};
    return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
  }
}

function hostnameOf(origin: string): string {
  if (!URL.canParse(origin)) return '';
  const { hostname } = new URL(origin);
  return hostname.endsWith('.localhost') ? 'localhost' : hostname.replace(/^\[(.*)\]$/, '$1');
}
