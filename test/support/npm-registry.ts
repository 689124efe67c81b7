import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

/** A package's manifest. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
}

/** A package that the registry serves. */
interface ServedPackage {
  readonly manifest: PackageManifest;
  /** Missing where clients see the package's metadata and cannot download it. */
  readonly tarball?: string;
}

/**
 * An npm registry on the loopback interface that serves packages from tarballs, and forwards requests for all other
 * packages to the registry that npm is configured with.
 */
export class NpmRegistry {
  readonly url: string;
  /** The names of the tarballs that were downloaded. */
  readonly downloads: string[] = [];
  private readonly packages = new Map<string, ServedPackage>();
  private readonly upstream: string;

  private constructor(
    private readonly server: Server,
    packages: readonly ServedPackage[],
  ) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
    for (const served of packages) this.packages.set(served.manifest.name, served);
    server.on('request', ({ url = '/', headers }, response) => {
      this.answer(url, headers.accept, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  /**
   * Starts a registry.
   *
   * @param tarballs packages to serve
   * @param manifests manifests of packages that clients see and cannot download, as those for other platforms
   */
  static async start(tarballs: readonly string[], manifests: readonly PackageManifest[] = []): Promise<NpmRegistry> {
    const packages = tarballs.map((tarball) => ({ manifest: manifestIn(tarball), tarball }));
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new NpmRegistry(server, [...packages, ...manifests.map((manifest) => ({ manifest }))]);
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(url: string, accept: string | undefined, response: ServerResponse): Promise<void> {
    const [name = '', tarball] = decodeURIComponent(url).slice(1).split('/-/');
    const served = this.packages.get(name);
    if (served === undefined) {
      await this.forward(url, accept, response);
    } else if (tarball === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.metadataOf(served)));
    } else if (served.tarball === undefined) {
      response.writeHead(404).end();
    } else {
      this.downloads.push(tarball);
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      createReadStream(served.tarball).pipe(response);
    }
  }

  private async forward(url: string, accept = '*/*', response: ServerResponse): Promise<void> {
    const answer = await fetch(new URL(url.slice(1), this.upstream), { headers: { accept } });
    const contentType = answer.headers.get('content-type') ?? 'application/octet-stream';
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': contentType });
    // The tarballs are to be had here, too: clients may not trust the certificates of the other registry.
    response.end(/json/.test(contentType) ? String(body).replaceAll(this.upstream, `${this.url}/`) : body);
  }

  private metadataOf({ manifest, tarball }: ServedPackage): object {
    const { name, version } = manifest;
    const file = `${basename(name)}-${version}.tgz`;
    const content = tarball === undefined ? '' : readFileSync(tarball);
    const dist = {
      tarball: `${this.url}/${name}/-/${file}`,
      integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
    };
    return {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
      // Yarn does not install what was published a moment ago.
      time: { [version]: '2020-01-01T00:00:00.000Z' },
    };
  }
}

function manifestIn(tarball: string): PackageManifest {
  return JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' }));
}
