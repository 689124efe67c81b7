import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { InvalidInputError, routeFaceLiveness } from '../../../src/emulator/playwright';
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

describe('fails', () => {
  test('when no emulator answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(routeFaceLiveness(fakePage(), url)).rejects.toThrow(
      `no emulator answers at ${url} (connect ECONNREFUSED ${url.slice('http://'.length)}). Start one with startEmulator() or ` +
        '`face-liveness emulator`, and keep it running during the test',
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

  test('for an invalid scenario', async () => {
    const emulator = await start();
    await expect(routeFaceLiveness(fakePage(), emulator, { scenario: { confidence: 101 } })).rejects.toThrow(
      InvalidInputError,
    );
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
