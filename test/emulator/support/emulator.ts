import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { RekognitionClient, type RekognitionClientConfig } from '@aws-sdk/client-rekognition';
import { afterEach } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator';

/** Starts emulators that are closed at the end of their test. */
export function emulators(): (options?: EmulatorOptions) => Promise<Emulator> {
  const running: Emulator[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  });
  return async (options) => {
    const emulator = await startEmulator(options);
    running.push(emulator);
    return emulator;
  };
}

/** A clock that only moves when told to. */
export class FakeClock {
  private now = Date.parse('2026-01-01T00:00:00Z');

  readonly tell = (): number => this.now;

  advance(seconds: number): void {
    this.now += seconds * 1000;
  }
}

/** The real client, without the retries that would hide an error. */
export function sdk(
  emulator: Emulator,
  { region = 'us-east-1', accessKeyId = 'test', ...config }: RekognitionClientConfig & { accessKeyId?: string } = {},
): RekognitionClient {
  return new RekognitionClient({
    endpoint: emulator.url,
    region,
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
    ...config,
  });
}

/** A complete signature header, for requests that no client sends. */
export function authorization(credential = 'test/20260101/us-east-1/rekognition/aws4_request'): string {
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
}

/** The headers of a request that the emulator accepts. */
export function requestHeaders(operation = 'CreateFaceLivenessSession'): Record<string, string> {
  return {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': `RekognitionService.${operation}`,
    'X-Amz-Date': '20260101T000000Z',
    Authorization: authorization(),
  };
}

/** Sends a request of which every part can be invalid. */
export async function send(
  emulator: Emulator,
  { method = 'POST', body = method === 'POST' ? '{}' : '', headers = requestHeaders(), path = '/' }: RawRequest = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const request = httpRequest(emulator.url, { method, headers, path, agent: false }).end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const pairs = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return { status: response.statusCode ?? 0, headers: new Headers(pairs), text: await text(response) };
}

interface RawRequest {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly path?: string;
}
