import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import { ADMIN_TOKEN_VARIABLE } from './admin-token';

/** The emulator cannot be reached, or refuses a request. The message has the reason, and what to do. */
export class EmulatorAdminError extends Error {}

/** Options of `EmulatorAdminClient`. */
export interface AdminClientOptions {
  /** The URL that the emulator prints. */
  readonly url: string;
  /** The emulator's admin token. Default: none. */
  readonly token?: string | undefined;
  /** Time for an answer, which for `complete` includes the writing of images. Default: 60. */
  readonly timeoutSeconds?: number;
}

interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** A client of the admin API of a running emulator. */
export class EmulatorAdminClient {
  constructor(private readonly options: AdminClientOptions) {}

  /**
   * Sends a request and returns the answer's body.
   *
   * @param path the path after the admin API's prefix
   * @throws EmulatorAdminError
   */
  async send(method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, body?: object): Promise<unknown> {
    const { url, token } = this.options;
    const { status, contentType, text } = await this.answerTo(method, path, body);
    if (contentType !== 'application/json') {
      throw new EmulatorAdminError(`${url} answers, but is not an emulator of Face Liveness (HTTP ${status}).`);
    }
    if (status === 401) {
      throw new EmulatorAdminError(
        `the emulator at ${url} requires an admin token, and ${token === undefined ? 'none' : 'another one'} was given. Set ` +
          `the token that it was started with, with --admin-token or ${ADMIN_TOKEN_VARIABLE}.`,
      );
    }
    const answer = JSON.parse(text) as { readonly error?: string };
    if (status !== 200) throw new EmulatorAdminError(`${answer.error ?? `HTTP ${status}`}.`);
    return answer;
  }

  private async answerTo(method: string, path: string, body: object | undefined): Promise<Answer> {
    const { url, token, timeoutSeconds = 60 } = this.options;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const sent = method === 'GET' ? undefined : JSON.stringify(body ?? {});
    const headers = {
      ...(sent === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(sent)) }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    };
    try {
      return await exchange(new URL(`/_emulator/${path}`, url), { method, headers, signal }, sent);
    } catch (error) {
      throw signal.aborted ? timeoutError(url, timeoutSeconds) : connectionError(url, error);
    }
  }
}

/** Not `fetch`, which with Bun uses the environment's proxies, and prints requests if BUN_CONFIG_VERBOSE_FETCH is set. */
async function exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    // Node's agent uses proxies if NODE_USE_ENV_PROXY is set. By default, NODE_TLS_REJECT_UNAUTHORIZED decides on certificates.
    const connection = { ...options, agent: false, rejectUnauthorized: true };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, connection, (response) => {
      const { statusCode = 0, headers } = response;
      textOf(response).then(
        (text) => resolve({ status: statusCode, contentType: headers['content-type'], text }),
        reject,
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

function timeoutError(url: string, timeoutSeconds: number): EmulatorAdminError {
  return new EmulatorAdminError(
    `the emulator at ${url} did not answer within ${timeoutSeconds} seconds. Check that the URL is an emulator's, and that ` +
      'S3 and KMS answer it.',
  );
}

function connectionError(url: string, error: unknown): EmulatorAdminError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new EmulatorAdminError(
    `no emulator answers at ${url}: ${code ?? message}. Set the URL that it printed with --url or ` +
      'AWS_ENDPOINT_URL_REKOGNITION.',
  );
}
