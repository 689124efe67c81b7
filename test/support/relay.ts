import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request and its answer, as they came over the wire. */
export interface Exchange {
  readonly request: { readonly headers: IncomingHttpHeaders; readonly body: string };
  readonly answer: { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
}

/** Stands between a client and a server, passes everything on as it is, the Host header too, and keeps it. */
export class Relay {
  readonly exchanges: Exchange[] = [];
  readonly url: string;

  private constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(target: string): Promise<Relay> {
    const server = createServer(async (incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const body = await text(incoming);
      const passedOn = httpRequest(target, { method, path, headers, setHost: false, agent: false }).end(body);
      const [response] = (await once(passedOn, 'response')) as [IncomingMessage];
      const { statusCode: status = 0, headers: answered } = response;
      const answer = { status, headers: answered, body: await text(response) };
      relay.exchanges.push({ request: { headers, body }, answer });
      outgoing.writeHead(status, answered).end(answer.body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const relay = new Relay(server);
    return relay;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
