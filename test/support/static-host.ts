import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream';
import type { KeyPair } from './local-service';

/** What static hosts say of files by their extension: of all others, nothing. */
const CONTENT_TYPES: Readonly<Record<string, string>> = { '.json': 'application/json', '.zip': 'application/zip' };

/** A local https server for the files of a directory, as any static host serves them. */
export class StaticHost {
  /** The paths that clients asked for, and the answers' status codes. */
  readonly requests: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(directory: string, tls: KeyPair): Promise<StaticHost> {
    const server = createServer(tls, ({ url = '' }, response) => {
      const path = decodeURIComponent(new URL(url, 'https://localhost').pathname);
      const file = join(directory, normalize(path));
      const found = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
      host.requests.push(`${found ? 200 : 404} ${path}`);
      if (!found) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' });
      pipeline(createReadStream(file), response, () => {});
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const host = new StaticHost(server);
    return host;
  }

  /** The name and the port. */
  get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
