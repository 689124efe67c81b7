import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SAMPLE_CREATED_SESSION } from '../../src/liveness/create-session-request';

/** A call as it came over the wire. */
export interface RecordedCall {
  readonly target: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Accepts every call over a real socket, keeps it, and gives always the same answer. */
export interface RecordingService {
  readonly url: string;
  readonly calls: RecordedCall[];
  /** What is answered. In the beginning, a session. */
  answer: object;
  close(): void;
}

/** Starts one on a free port of the loopback interface. */
export async function startRecordingService(): Promise<RecordingService> {
  const calls: RecordedCall[] = [];
  const server = createServer(async (request, response) => {
    const { 'x-amz-target': target, 'content-type': contentType } = request.headers;
    calls.push({ target: target?.toString(), contentType, body: await text(request) });
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(service.answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service: RecordingService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: SAMPLE_CREATED_SESSION,
    close: () => server.close(),
  };
  return service;
}
