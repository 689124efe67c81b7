import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request; it may never end the answer. */
export type Behaviour = (response: ServerResponse) => void;

/** A local service that answers as a test says, down to the pieces of the body. */
export class MisbehavingService {
  /** The number of requests, by the key of the request. */
  readonly requests = new Map<string, number>();
  private readonly server = createServer(async (request, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('');
    const key = this.keyOf(body);
    const attempt = (this.requests.get(key) ?? 0) + 1;
    this.requests.set(key, attempt);
    this.behaviourOf(key, attempt)(response);
  });

  private constructor(
    private readonly keyOf: (body: string) => string,
    private readonly behaviourOf: (key: string, attempt: number) => Behaviour,
  ) {}

  /**
   * @param keyOf tells requests apart by their bodies
   * @param behaviourOf is given the key and the number of the attempt, from 1
   */
  static async start(
    keyOf: (body: string) => string,
    behaviourOf: (key: string, attempt: number) => Behaviour,
  ): Promise<MisbehavingService> {
    const service = new MisbehavingService(keyOf, behaviourOf);
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Answers whole, and as the service does. */
export function answering(body: string, status = 200, type = 'application/x-amz-json-1.1'): Behaviour {
  return (response) => response.writeHead(status, { 'content-type': type }).end(body);
}

/** Sends the beginning of a body, and no more. */
export function stalling(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 1000 }).write('{"Sess');
}

/** Sends a body of blanks without end, one at a time. */
export function dripping(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

/**
 * Sends a body without end, as fast as the client reads it.
 *
 * @param chunkLength the length of each chunk of the transfer encoding, which the client receives as a piece of its own
 * @param count called with the number of bytes of the body before they are sent
 */
export function flooding(chunkLength: number, count: (bytes: number) => void): Behaviour {
  const chunks = 65_536 / chunkLength;
  const frames = `${chunkLength.toString(16)}\r\n${' '.repeat(chunkLength)}\r\n`.repeat(chunks);
  return (response) => {
    const { socket } = response;
    response.writeHead(200).flushHeaders();
    const write = () => {
      do count(chunks * chunkLength);
      while (socket?.write(frames));
    };
    socket?.on('drain', write);
    write();
  };
}
