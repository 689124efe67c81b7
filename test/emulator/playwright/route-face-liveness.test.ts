import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createProxy } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { InvalidInputError, type RouteOptions, routeFaceLiveness } from '../../../src/emulator/playwright';
import { emulators } from '../support/emulator';

// test/e2e/detector has the routes in a browser.

const start = emulators();

/** A page that takes routes, without a browser. */
function fakePage(): Page {
  const take = async () => {};
  return { route: take, routeWebSocket: take, once: () => {} } as unknown as Page;
}

test('takes an emulator, and its URL', async () => {
  const emulator = await start();
  await routeFaceLiveness(fakePage(), emulator);
  await routeFaceLiveness(fakePage(), `${emulator.url}/`);
});

test('takes credentials as the AWS SDK returns them', async () => {
  const { url } = await start();
  const cognitoCredentials = { accessKeyId: 'test', secretAccessKey: 'test', expiration: new Date(), $source: {} };
  await routeFaceLiveness(fakePage(), url, { cognitoCredentials });
});

test('repeats a request whose connection is lost, as to an emulator that was started again', async () => {
  const emulator = await start();
  let connections = 0;
  const proxy = createProxy((socket) => {
    connections += 1;
    if (connections === 1) socket.once('data', () => socket.destroy());
    else socket.pipe(connect(emulator.port, '127.0.0.1')).pipe(socket);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  await routeFaceLiveness(fakePage(), `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  expect(connections).toBe(2);
});

describe('fails', () => {
  test('when no emulator answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(routeFaceLiveness(fakePage(), url)).rejects.toThrow(
      `no emulator answers at ${url} (connect ECONNREFUSED ${url.slice('http://'.length)}). Start one with startEmulator() or ` +
        '`face-liveness emulator`, and keep it running during the test',
    );
  });

  test('when the certificate of the emulator is not trusted, and says that it needs none', async () => {
    await expect(routeFaceLiveness(fakePage(), await start({ tls: true }))).rejects.toThrow(
      /\(unable to verify the first certificate\)\. Start one without TLS, .* NODE_EXTRA_CA_CERTS/,
    );
  });

  test('when another server answers', async () => {
    const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(routeFaceLiveness(fakePage(), url)).rejects.toThrow(
      `${url} is not an emulator of this version of cdktf-face-liveness`,
    );
  });

  test.each([['127.0.0.1:4567'], [''], ['ftp://127.0.0.1'], [{ url: undefined }], [undefined]])(
    'when the emulator is %j',
    async (emulator) => {
      await expect(routeFaceLiveness(fakePage(), emulator as string)).rejects.toThrow(
        'is not the URL of an emulator, such as http://127.0.0.1:4567. Pass the emulator that startEmulator returned, or the URL',
      );
    },
  );

  test('when the admin API refuses to set scenarios', async () => {
    const emulator = await start({ adminToken: 'secret' });
    const scenario = { confidence: 20 };
    await routeFaceLiveness(fakePage(), emulator);
    await routeFaceLiveness(fakePage(), emulator, { scenario, adminToken: 'secret' });
    await expect(routeFaceLiveness(fakePage(), emulator, { scenario })).rejects.toThrow(
      `the admin API at ${emulator.url} refused a scenario (status 401). Set the option adminToken`,
    );
  });

  test.each<[object | null, string]>([
    [{ scenaro: { confidence: 20 } }, 'unknown option "scenaro"'],
    [{ scenario: { confidence: 101 } }, 'scenario.confidence: 101 is too large'],
    [{ scenario: { fails: true, confidence: 20 } }, 'fails is true and confidence is set'],
    [
      { cognitoCredentials: { accessKeyId: 'test' } },
      'cognitoCredentials.secretAccessKey: a secret access key is missing',
    ],
    [{ applicationDirectory: 1 }, 'applicationDirectory: 1 is not a string'],
    [null, 'null is not an object'],
  ])('when the options are %j', async (options, message) => {
    const routed = routeFaceLiveness(fakePage(), 'http://127.0.0.1:1', options as RouteOptions);
    await expect(routed).rejects.toThrow(message);
    await expect(routed).rejects.toBeInstanceOf(InvalidInputError);
  });

  test('with a Playwright that cannot route websockets, and says which can', async () => {
    const page = { route: async () => {} } as unknown as Page;
    await expect(routeFaceLiveness(page, 'http://127.0.0.1:1')).rejects.toThrow(
      'this Playwright cannot route websockets; Playwright 1.48 or later can. Update it: npm install --save-dev @playwright/test@latest',
    );
  });

  test.each([[undefined], [null], ['https://example.com']])('when the page is %j', async (page) => {
    await expect(routeFaceLiveness(page as unknown as Page, 'http://127.0.0.1:1')).rejects.toThrow(
      'the first argument has to be a Page or a BrowserContext of Playwright',
    );
  });
});
