import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionRequest,
  GetFaceLivenessSessionResultsCommand,
  type RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { BrowserCredentials } from './credentials';

/** The confidence from which on this application takes a user for a live person. Choose it for your own use. */
const CONFIDENCE_THRESHOLD = 90;

export interface ServerOptions {
  /** The port of the loopback interface; 0 for any free one. */
  readonly port: number;
  /** The folder with the built script and style of the page. */
  readonly build: string;
  readonly rekognition: RekognitionClient;
  /** How sessions are created, such as with a bucket for their images. Default: as the service does by default. */
  readonly session?: CreateFaceLivenessSessionRequest;
  /** Returns credentials that allow the browser to stream a check. */
  readonly browserCredentials: () => Promise<BrowserCredentials>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const INDEX = join(import.meta.dirname, '../public/index.html');

/** Answers a request with an error that the page can show. */
class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Serves the page and the backend. The backend alone decides who is a live person: the page only learns the verdict.
 *
 * @returns the server, once it accepts connections
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const backend = new Backend(options);
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    answer(backend, options.build, `${request.method} ${path}`, response).catch((error: unknown) => {
      const status = error instanceof RequestError ? error.status : 502;
      sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

class Backend {
  /** The sessions of this server. Another server's are none of this page's business. */
  private readonly sessionIds = new Set<string>();

  constructor(private readonly options: ServerOptions) {}

  async createSession(): Promise<object> {
    const { rekognition, session = {} } = this.options;
    const { SessionId } = await rekognition.send(new CreateFaceLivenessSessionCommand(session));
    if (SessionId === undefined) throw new Error('CreateFaceLivenessSession returned no session id');
    this.sessionIds.add(SessionId);
    return { sessionId: SessionId, region: await rekognition.config.region() };
  }

  async verdict(sessionId: string): Promise<object> {
    if (!this.sessionIds.has(sessionId)) throw new RequestError(404, 'This session is not known here.');
    const { rekognition } = this.options;
    const results = await rekognition.send(new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId }));
    const { Status: status, Confidence: confidence = 0 } = results;
    return status === 'SUCCEEDED'
      ? { live: confidence >= CONFIDENCE_THRESHOLD, confidence, status }
      : { live: false, status };
  }

  async credentials(): Promise<object> {
    return await this.options.browserCredentials();
  }
}

async function answer(backend: Backend, build: string, request: string, response: ServerResponse): Promise<void> {
  const [, sessionId] = /^GET \/api\/sessions\/([^/]+)\/verdict$/.exec(request) ?? [];
  if (sessionId !== undefined) return sendJson(response, 200, await backend.verdict(sessionId));
  if (request === 'POST /api/sessions') return sendJson(response, 201, await backend.createSession());
  if (request === 'GET /api/credentials') return sendJson(response, 200, await backend.credentials());
  if (request === 'GET /') return await sendFile(response, INDEX);
  const [, name] = /^GET \/build\/(main\.(?:js|css))$/.exec(request) ?? [];
  if (name !== undefined) return await sendFile(response, join(build, name));
  throw new RequestError(404, 'There is nothing here.');
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  response.writeHead(200, { 'Content-Type': CONTENT_TYPES[extname(file)] }).end(await readFile(file));
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
