import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { HttpRequest } from '@smithy/core/protocols';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proxyUrl, withoutPassword } from '../../../src/aws/arguments/text-rules';
import { requestHandler } from '../../../src/aws/network/request-handler';
import { type PrivateAuthority, privateAuthority } from '../../support/certificates';
import { LocalService } from '../../support/local-service';

let authority: PrivateAuthority;
let plain: LocalService;
let secure: LocalService;
let proxy: Server;
/** What the proxy was asked for, and by whom. */
let asked: string[];

beforeAll(async () => {
  authority = privateAuthority(['DNS:service.test']);
  plain = await LocalService.start(() => ({ body: 'plain' }));
  secure = await LocalService.start(() => ({ body: 'secure' }), authority);
  proxy = createServer((socket) => void serve(socket)).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  authority.dispose();
  proxy.close();
  await Promise.all([plain.close(), secure.close()]);
});

/** Serves SOCKS5 (RFC 1928, RFC 1929): connects to a local service for every host of port 80 and 443, and refuses others. */
async function serve(client: Socket): Promise<void> {
  client.on('error', () => undefined);
  const next = async () => ((await once(client, 'data')) as [Buffer])[0];
  const methods = await next();
  let user = '';
  if (methods.includes(2, 2)) {
    client.write(Buffer.from([5, 2]));
    const login = await next();
    const end = 2 + (login[1] ?? 0);
    user = `${login.toString('utf8', 2, end)}:${login.toString('utf8', end + 1)}@`;
    client.write(Buffer.from([1, 0]));
  } else client.write(Buffer.from([5, 0]));
  const request = await next();
  const host = request.toString('utf8', 5, 5 + (request[4] ?? 0));
  const port = request.readUInt16BE(request.length - 2);
  asked.push(`${user}${host}:${port}`);
  const target = { 80: plain.port, 443: secure.port }[port];
  client.write(Buffer.from([5, target === undefined ? 2 : 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  if (target === undefined) {
    client.end();
    return;
  }
  const upstream = connect(target, '127.0.0.1');
  client.pipe(upstream).pipe(client);
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

/** The body that a host answers through the proxy. */
async function get(url: string, through: string): Promise<string> {
  const proxyOf = proxyUrl(through);
  const handler = requestHandler({
    connectTimeoutSeconds: 1,
    readTimeoutSeconds: 5,
    certificates: readFileSync(authority.bundle, 'utf8'),
    insecure: false,
    proxies: { http: proxyOf, https: proxyOf, except: 'excepted.test' },
  });
  const { protocol, hostname, port } = new URL(url);
  try {
    const request = new HttpRequest({
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      path: '/',
      method: 'GET',
    });
    const { response } = await handler.handle(request);
    return Buffer.from(response.body).toString();
  } finally {
    handler.destroy();
  }
}

const address = (user = '') => `socks5://${user}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

describe('a SOCKS5 proxy', () => {
  test('connects to hosts whose names only it can resolve, with and without TLS', async () => {
    expect(await get('http://service.test', address())).toBe('plain');
    expect(await get('https://service.test', address('someone:p%40ss@').replace('socks5:', 'socks5h:'))).toBe('secure');
    expect(asked).toEqual(['service.test:80', 'someone:p@ss@service.test:443']);
  });

  test('is not used for loopback and for hosts in no_proxy', async () => {
    expect(await get(plain.url, address())).toBe('plain');
    await expect(get('http://excepted.test', address())).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
    expect(asked).toEqual([]);
  });

  test('that refuses or does not exist is named, without its password', async () => {
    const refused = await get('http://service.test:81', address('someone:secret@')).catch((error: Error) => error);
    expect(refused).toMatchObject({
      name: 'ProxyError',
      message: expect.stringMatching(/refused to connect to service\.test:81/),
    });
    const closed = await get('http://service.test', 'socks5://someone:secret@127.0.0.1:1').catch(
      (error: Error) => error,
    );
    expect(closed).toMatchObject({ name: 'ProxyError', code: 'ECONNREFUSED' });
    expect(`${String(refused)}${String(closed)}`).not.toContain('secret');
  });
});

test('a server with less than TLS 1.2 is refused', async () => {
  const old = createTlsServer(
    { ...authority, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    (_, response) => response.end('old'),
  ).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const { port } = old.address() as AddressInfo;
  await expect(get(`https://127.0.0.1:${port}`, '')).rejects.toMatchObject({
    code: expect.stringMatching(/PROTO|SSL/),
  });
  old.close();
});

test.for([
  ['http://user:secret@proxy:1', 'http://***@proxy:1'],
  ['http://user:se/cret@proxy:1', 'http://***@proxy:1'],
  ['user:se@cret@proxy', '***@proxy'],
  ['HTTP://user:secret%40proxy', 'HTTP://***@proxy'],
  ['socks5://us er:secret\n@proxy', 'socks5://***@proxy'],
  ['http://proxy:1', 'http://proxy:1'],
])('the password in %j is not shown', ([url = '', shown]) => {
  expect(withoutPassword(url)).toBe(shown);
});
