import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { InProcessPlugin } from '../../../harness/plugin/in-process-plugin';
import type { Config } from '../../../harness/plugin/provider-client';
import { provider } from '../../../src/provider/provider';
import { signedIn, ssoProfile, ssoSession } from '../differential/situations/texts';
import { type Files, ProviderInProcess } from '../in-process';

// The first Ctrl-C is a call of StopProvider. The calls that get credentials, and the services' sides of them, end with it.

let tested: ProviderInProcess;
/** A service that never answers. */
let silent: Server;

beforeAll(async () => {
  silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  tested = await ProviderInProcess.create();
});
afterAll(() => {
  silent.close();
  tested.dispose();
});

/** Configures the provider, and interrupts it as soon as a promise is fulfilled. */
async function interruptedAfter(waiting: Promise<unknown>, block: Config = {}): Promise<void> {
  const plugin = new InProcessPlugin(provider);
  const configured = tested.configure({ read_timeout: 3600, ...block }, plugin);
  await Promise.race([waiting, configured]);
  await plugin.kill();
  await expect(configured).rejects.toThrow('The run was interrupted');
}

describe('an interruption ends', () => {
  const role = { assume_role: [{ role_arn: 'arn:aws:iam::123456789012:role/x' }] };
  const keys = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 's' };
  const signOn = { '.aws/config': `${ssoSession('company')}[default]\n${ssoProfile('company')}` };
  const expired = { expiresAt: '2020-01-01T00:00:00Z', refreshToken: 'r', clientId: 'c', clientSecret: 's' };

  test.each<[string, (url: string) => Record<string, string>, Config?, Files?]>([
    ['a call of STS', (url) => ({ ...keys, AWS_ENDPOINT_URL_STS: url }), role],
    [
      'a call of the SSO portal',
      (url) => ({ AWS_ENDPOINT_URL_SSO: url }),
      {},
      { ...signOn, ...signedIn('company', 'sso') },
    ],
    [
      'the renewal of a sign-in',
      (url) => ({ AWS_ENDPOINT_URL_SSO_OIDC: url }),
      {},
      { ...signOn, ...signedIn('company', 'sso', expired) },
    ],
    ['a call of the container', (url) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/x` })],
    ['a call of the instance', (url) => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: url })],
  ])('%s', async (_, environment, block = {}, files = {}) => {
    tested.prepare(environment(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`), files);
    const request = once(silent, 'request') as Promise<[IncomingMessage]>;
    await interruptedAfter(request, block);
    const [{ socket }] = await request;
    if (!socket.destroyed) await once(socket, 'close');
  });

  test.skipIf(process.platform === 'win32')('the reading of a shared file that is a pipe', async () => {
    const pipe = join(tested.home, 'pipe');
    tested.prepare({ AWS_CONFIG_FILE: pipe });
    spawnSync('mkfifo', [pipe]);
    // It can be opened like this as soon as there is a reader, who then waits for what is written.
    const writer = vi.waitFor(async () => await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    await interruptedAfter(writer);
    await (await writer).close();
  });
});
