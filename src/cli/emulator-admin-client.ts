/** The emulator could not be asked, or refused; the message says why and what to do. */
export class EmulatorAdminError extends Error {}

/** Which emulator is meant, and what it has to be told. */
export interface AdminClientOptions {
  /** Its URL, as it prints it. */
  readonly url: string;
  /** Its admin token. Default: none. */
  readonly token?: string | undefined;
}

/** How long an answer may take: a check is completed once its images are written. */
const TIMEOUT_MS = 60_000;

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
    let response: Response;
    try {
      response = await fetch(new URL(`/_emulator/${path}`, url), {
        method,
        headers: {
          ...(method === 'GET' ? {} : { 'Content-Type': 'application/json' }),
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: method === 'GET' ? null : JSON.stringify(body ?? {}),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new EmulatorAdminError(
        `no emulator answers at ${url}: ${reasonOf(error)}. Give its URL, as it printed it, with --url or ` +
          'AWS_ENDPOINT_URL_REKOGNITION.',
      );
    }
    return await bodyOf(response, url);
  }
}

async function bodyOf(response: Response, url: string): Promise<unknown> {
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  if (!isJson) {
    throw new EmulatorAdminError(`${url} answers, but is no emulator of Face Liveness (HTTP ${response.status}).`);
  }
  const body = JSON.parse(text) as { readonly error?: string };
  if (!response.ok) throw new EmulatorAdminError(`${body.error ?? `HTTP ${response.status}`}.`);
  return body;
}

/** What fetch hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { readonly cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
