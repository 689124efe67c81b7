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
  private constructor(private readonly server: Server) {}

  static async start(directory: string, tls: KeyPair): Promise<StaticHost> {
    const server = createServer(tls, ({ method, url = '' }, response) => {
      const path = decodeURIComponent(new URL(url, 'https://localhost').pathname);
      const file = join(directory, normalize(path));
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found?.isFile()) {
        response.writeHead(404).end();
        return;
      }
      const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-length': found.size });
      if (method === 'HEAD') response.end();
      else pipeline(createReadStream(file), response, () => {});
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return new StaticHost(server);
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
