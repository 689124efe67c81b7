import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import { ADMIN_TOKEN_VARIABLE } from './admin-token';

/** The emulator could not be asked, or refused; the message says why and what to do. */
export class EmulatorAdminError extends Error {}

/** Which emulator is meant, and what it has to be told. */
export interface AdminClientOptions {
  /** Its URL, as it prints it. */
  readonly url: string;
  /** Its admin token. Default: none. */
  readonly token?: string | undefined;
  /** How long an answer may take; a check is completed once its images are written. Default: 60. */
  readonly timeoutSeconds?: number;
}

interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** Asks the admin API of an emulator that runs. */
export class EmulatorAdminClient {
  constructor(private readonly options: AdminClientOptions) {}

  /**
   * Sends a request and returns the answer's body.
   *
   * @param path behind the admin API's prefix
   * @throws EmulatorAdminError
   */
  async send(method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, body?: object): Promise<unknown> {
    const { url, token } = this.options;
    const { status, contentType, text } = await this.answerTo(method, path, body);
    if (contentType !== 'application/json') {
      throw new EmulatorAdminError(`${url} answers, but is no emulator of Face Liveness (HTTP ${status}).`);
    }
    if (status === 401) {
      throw new EmulatorAdminError(
        `the emulator at ${url} is closed by a token, and ${token === undefined ? 'none' : 'another'} was given. Give the ` +
          `one that it was started with, with --admin-token or ${ADMIN_TOKEN_VARIABLE}.`,
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
      throw signal.aborted ? silent(url, timeoutSeconds) : unreached(url, error);
    }
  }
}

/** Not by fetch, which with Bun goes through the proxies of the environment, and prints requests at BUN_CONFIG_VERBOSE_FETCH. */
async function exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    // No agent: that of Node goes through proxies at NODE_USE_ENV_PROXY. And NODE_TLS_REJECT_UNAUTHORIZED is not asked.
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

function silent(url: string, timeoutSeconds: number): EmulatorAdminError {
  return new EmulatorAdminError(
    `the emulator at ${url} did not answer within ${timeoutSeconds} seconds. See whether it is one, and what holds it up.`,
  );
}

function unreached(url: string, error: unknown): EmulatorAdminError {
  return new EmulatorAdminError(
    `no emulator answers at ${url}: ${reasonOf(error)}. Give its URL, as it printed it, with --url or ` +
      'AWS_ENDPOINT_URL_REKOGNITION.',
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
