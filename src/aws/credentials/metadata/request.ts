import { setTimeout } from 'node:timers/promises';
import { HttpRequest } from '@smithy/core/protocols';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { isNetworkError } from '../../clients/retry-strategy';

/** Attempts of a request that fails with a fault of the service or a lost connection. */
const MAX_ATTEMPTS = 3;

/** Pause after the first attempt; the next is twice as long. */
const PAUSE_MS = 100;

/** What a metadata service answered. */
export interface MetadataAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a request to the metadata service of a container or an instance, without a signature.
 *
 * @param signal ends the attempts and the pauses between them
 * @throws the error of the network if it cannot be reached
 */
export async function requestMetadata(
  handler: NodeHttpHandler,
  url: URL,
  signal: AbortSignal,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<MetadataAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send(handler, url, signal, headers, method);
      if (!(answer.status >= 500 || answer.status === 429) || attempt === MAX_ATTEMPTS) return answer;
    } catch (error) {
      signal.throwIfAborted();
      if (!isNetworkError(error) || attempt === MAX_ATTEMPTS) throw error;
    }
    await setTimeout(PAUSE_MS * attempt, undefined, { signal });
  }
}

async function send(
  handler: NodeHttpHandler,
  url: URL,
  signal: AbortSignal,
  headers: Record<string, string>,
  method: string,
): Promise<MetadataAnswer> {
  const request = new HttpRequest({
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    method,
    headers: { host: url.host, ...headers },
  });
  const { response } = await handler.handle(request, { abortSignal: signal });
  return { status: response.statusCode, text: Buffer.from(response.body).toString('utf8') };
}
