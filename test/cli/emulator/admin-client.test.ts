import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { EmulatorAdminClient } from '../../../src/cli/emulator/admin-client';

let server: Server;

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function listening(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.for<[string, RequestListener]>([
  ['does not answer', () => undefined],
  [
    'begins an answer and stalls',
    (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
  ],
])('an emulator that %s is reported with the timeout', async ([, answer]) => {
  const url = await listening(answer);
  await expect(new EmulatorAdminClient({ url, timeoutSeconds: 0.2 }).send('GET', 'state')).rejects.toThrow(
    `the emulator at ${url} did not answer within 0.2 seconds. Check that the URL is an emulator's, and that S3 and KMS answer it.`,
  );
});

test('another server is reported as not an emulator', async () => {
  const url = await listening((_, response) => response.end('hello'));
  await expect(new EmulatorAdminClient({ url }).send('GET', 'state')).rejects.toThrow(
    `${url} answers, but is not an emulator of Face Liveness (HTTP 200).`,
  );
});
