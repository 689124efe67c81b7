import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { type Answer, AWS_JSON, AwsError, frameworkError } from '../protocol/answer';
import { crossOriginHeaders } from '../protocol/cross-origin';
import { bodyOf, headersOf, type Request, type Response } from '../protocol/http-messages';
import { OPERATION_NAMES, operationNameIn } from '../protocol/operations';

/**
 * Largest body of a request and of an answer, in bytes. The largest valid request has two images of 5 MiB as base64
 * (CompareFaces, "Guidelines and quotas in Amazon Rekognition").
 */
const MAX_BYTES = 16 * 1024 * 1024;

/** Most requests at a time, so that their bodies take a gigabyte at most. */
const MAX_REQUESTS = 64;

/** Time for the whole answer of the other Rekognition, in seconds. */
export const ANSWER_SECONDS = 30;

/** Headers that concern one connection, from RFC 9110, and the length, which is that of the body as it was received. */
const CONNECTION_HEADERS = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
  ...['http2-settings', 'content-length'],
]);

/** Headers of an answer that are passed on, as they are written in answers of the emulator. */
const ANSWER_HEADERS = ['Content-Encoding', 'x-amzn-RequestId', 'x-amzn-ErrorType', 'x-amzn-ErrorMessage'];

export interface ForwarderOptions {
  /** The URL of another Rekognition. */
  readonly endpoint: string;
  /** Time for its whole answer. Default: 30. */
  readonly answerSeconds?: number;
}

/**
 * Passes requests for Rekognition's other operations on to another Rekognition, such as moto's: the path, the body and the
 * headers that a signature can cover, the Host header too, are those of the client. They are neither verified nor retried here.
 */
export class Forwarder {
  private readonly endpoint: URL;
  private readonly answerSeconds: number;
  private open = 0;

  constructor({ endpoint, answerSeconds = ANSWER_SECONDS }: ForwarderOptions) {
    this.endpoint = new URL(endpoint);
    this.answerSeconds = answerSeconds;
  }

  /** Whether a request is for an operation of Rekognition that the emulator does not have. */
  takes({ method, headers }: Request): boolean {
    const [contentType = ''] = (headers['content-type'] ?? '').split(';');
    const name = operationNameIn(headers);
    const isOwn = OPERATION_NAMES.some((each) => each === name);
    return method === 'POST' && contentType.trim().toLowerCase() === AWS_JSON && name !== undefined && !isOwn;
  }

  /** Returns the other Rekognition's answer, or the error that there is none. The request ends when the client is gone. */
  async answer(request: Request, response: Response): Promise<Answer> {
    const gone = new AbortController();
    const leave = () => gone.abort();
    response.once('close', leave);
    this.open += 1;
    try {
      const answer = await this.forward(request, gone.signal);
      const { method = '', url = '' } = request;
      const allowed = crossOriginHeaders({ method, path: url, headers: headersOf(request), body: new Uint8Array() });
      return { ...answer, headers: { ...answer.headers, ...allowed } };
    } catch (error) {
      if (error instanceof AwsError) return error.answer;
      throw error;
    } finally {
      this.open -= 1;
      response.off('close', leave);
    }
  }

  private async forward(request: Request, gone: AbortSignal): Promise<Answer> {
    const isTooMuch = this.open > MAX_REQUESTS;
    const body = await bodyOf(request, isTooMuch ? 0 : MAX_BYTES);
    if (isTooMuch) {
      const rule = `the emulator forwards ${MAX_REQUESTS} requests at a time`;
      throw frameworkError('ServiceUnavailableException', `Too many requests; ${rule}. Try again`, 503);
    }
    if (body === undefined) {
      const rule = `the emulator forwards bodies of at most ${MAX_BYTES} bytes`;
      throw frameworkError('RequestEntityTooLargeException', `The body is too large; ${rule}`, 413);
    }
    const stop = new AbortController();
    const cancel = () => stop.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      cancel();
    }, this.answerSeconds * 1000);
    gone.addEventListener('abort', cancel);
    if (gone.aborted) cancel();
    try {
      return await this.exchange(request, body, stop.signal);
    } catch (error) {
      if (error instanceof AwsError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      throw this.failure(
        isLate ? `did not answer within ${this.answerSeconds} seconds` : `could not be reached: ${code ?? message}`,
      );
    } finally {
      clearTimeout(timer);
      gone.removeEventListener('abort', cancel);
    }
  }

  private async exchange(request: Request, body: Buffer, signal: AbortSignal): Promise<Answer> {
    const { protocol, pathname } = this.endpoint;
    const { hostname } = urlToHttpOptions(this.endpoint);
    const asked = (protocol === 'https:' ? requestHttps : requestHttp)({
      ...{ protocol, hostname, port: this.endpoint.port, signal, agent: false, method: 'POST' },
      path: pathname.replace(/\/$/, '') + request.url,
      headers: { ...endToEnd(headersOf(request)), 'content-length': body.length },
      // Otherwise the Host header, which is that of the emulator, would have to be in the certificate.
      servername: isIP(hostname ?? '') === 0 ? (hostname ?? '') : '',
    });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      // Errors can follow the first one.
      asked.on('error', reject);
      asked.end(body);
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop cuts the connection.
      if (size > MAX_BYTES) throw this.failure(`sent more than ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    return {
      status: response.statusCode ?? 502,
      contentType: response.headers['content-type'] ?? AWS_JSON,
      body: Buffer.concat(chunks),
      headers: Object.fromEntries(
        ANSWER_HEADERS.flatMap((name) => {
          const value = response.headers[name.toLowerCase()];
          return value === undefined ? [] : [[name, String(value)]];
        }),
      ),
    };
  }

  private failure(happened: string): AwsError {
    return frameworkError(
      'BadGatewayException',
      `Rekognition at ${this.endpoint.origin} ${happened}. Start it, or set its URL with rekognitionEndpoint (--rekognition-endpoint)`,
      502,
    );
  }
}

/** The headers for the receiver, and not for a connection on the way. HTTP/2 has others, which begin with a colon. */
function endToEnd(headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) => value !== undefined && !CONNECTION_HEADERS.has(name) && !name.startsWith(':'),
    ),
  );
}
