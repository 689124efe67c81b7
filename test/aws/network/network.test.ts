import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { type PrivateAuthority, privateAuthority } from '../../support/certificates';
import { ForwardProxy } from '../../support/forward-proxy';
import { initialized } from '../../support/hcl';
import { forwardTo, LocalService } from '../../support/local-service';
import { planSessions } from '../../support/provider-blocks';
import { signerOf } from '../../support/signature';

// Connections: certificates of a private authority, proxies, all kinds of endpoints, and timeouts. A local proxy
// connects all hosts of AWS to the emulator.

const STS = 'sts.us-east-1.amazonaws.com:443';
const UNTRUSTED = 'The certificate of the Rekognition endpoint is not trusted';

let emulator: Emulator;
let authority: PrivateAuthority;
let other: PrivateAuthority;
let secure: LocalService;
let proxy: ForwardProxy;
let refusing: ForwardProxy;
let silent: Server;
let directory: string;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
  other = privateAuthority(['IP:127.0.0.1']);
  authority = privateAuthority(['IP:127.0.0.1', 'DNS:*.us-east-1.amazonaws.com', 'DNS:*.us-east-1.api.aws']);
  const forward = forwardTo(emulator.url);
  const identity =
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
  secure = await LocalService.start(
    async (request) => (signerOf(request)?.service === 'sts' ? { body: identity } : await forward(request)),
    authority,
  );
  const ports = { http: emulator.port, https: secure.port };
  proxy = await ForwardProxy.start(ports);
  refusing = await ForwardProxy.start(ports, '407 Proxy Authentication Required');
  silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  directory = mkdtempSync(join(tmpdir(), 'faceliveness-network-'));
  writeFileSync(join(directory, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  writeFileSync(join(directory, 'empty.pem'), 'nothing\n');
  workspace = await initialized('', { AWS_REGION: 'us-east-1' });
});
beforeEach(() => {
  secure.clear();
  proxy.clear();
});
afterAll(async () => {
  workspace.dispose();
  authority.dispose();
  other.dispose();
  rmSync(directory, { recursive: true, force: true });
  silent.close();
  await Promise.all([emulator.close(), secure.close(), proxy.close(), refusing.close()]);
});

/** Whether the emulator has created a session. */
function isCreated(name: string): boolean {
  return emulator.sessions().some(({ request }) => request.ClientRequestToken === name);
}

const endpoint = (url: string) => `endpoints {\nrekognition = "${url}"\n}`;
const url = (port: number) => `http://127.0.0.1:${port}`;
const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('a certificate of a private authority', () => {
  test('is trusted with custom_ca_bundle or insecure only', async () => {
    const said = await planSessions(workspace, {
      bundle: `${endpoint(secure.url)}\ncustom_ca_bundle = "${authority.bundle}"`,
      insecure: `${endpoint(secure.url)}\ninsecure = true`,
      neither: endpoint(secure.url),
      name: `${endpoint(secure.url.replace('127.0.0.1', 'localhost'))}\ncustom_ca_bundle = "${authority.bundle}"`,
      'no-tls': endpoint(secure.url.replace(`https://127.0.0.1:${secure.port}`, `https://127.0.0.1:${emulator.port}`)),
      broken: `custom_ca_bundle = "${directory}/broken.pem"`,
      empty: `custom_ca_bundle = "${directory}/empty.pem"`,
      missing: `custom_ca_bundle = "${directory}/missing.pem"`,
    });
    expect(said).toMatchObject({
      bundle: [],
      insecure: [],
      neither: [
        { summary: UNTRUSTED, detail: expect.stringMatching(/custom_ca_bundle or AWS_CA_BUNDLE[\s\S]*Attempts: 1/) },
      ],
      name: [{ summary: UNTRUSTED, detail: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') }],
      'no-tls': [{ summary: 'The Rekognition endpoint does not speak TLS' }],
      broken: [
        {
          summary: 'Malformed CA bundle',
          detail: expect.stringContaining('has malformed certificates alone'),
          code: expect.stringContaining('custom_ca_bundle = '),
        },
      ],
      empty: [{ summary: 'Malformed CA bundle', detail: expect.stringContaining('has no certificates') }],
      missing: [{ summary: 'CA bundle cannot be read', detail: expect.stringContaining('ENOENT') }],
    });
    expect(['bundle', 'insecure', 'neither'].map(isCreated)).toEqual([true, true, false]);
  });

  test('in NODE_EXTRA_CA_CERTS is trusted in addition to those of Node, credential_process inherits the variable, and ca_bundle of a profile is trusted', async () => {
    const program = join(directory, 'credentials.sh');
    writeFileSync(
      program,
      `test "$NODE_EXTRA_CA_CERTS" = "${authority.bundle}" && echo '{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b"}'`,
    );
    const config = join(directory, 'config');
    writeFileSync(
      config,
      `[profile bundled]\nca_bundle = ${authority.bundle}\n[profile programmed]\ncredential_process = sh ${program}\n`,
    );
    const env = { NODE_EXTRA_CA_CERTS: authority.bundle, AWS_CONFIG_FILE: config };
    const said = await planSessions(
      workspace,
      { extra: endpoint(secure.url), programmed: `${endpoint(secure.url)}\nprofile = "programmed"` },
      env,
    );
    expect(said).toEqual({ extra: [], programmed: [] });
    // Nor does a variable of Node turn the verification off.
    const others = await planSessions(
      workspace,
      { bundled: endpoint(secure.url), untrusted: `${endpoint(secure.url)}\ncustom_ca_bundle = "${other.bundle}"` },
      { AWS_CONFIG_FILE: config, AWS_PROFILE: 'bundled', NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    );
    expect(others).toMatchObject({ bundled: [], untrusted: [{ summary: UNTRUSTED }] });

    const missing = join(directory, 'missing.pem');
    const without = await planSessions(
      workspace,
      { plain: endpoint(emulator.url), secure: endpoint(secure.url) },
      { NODE_EXTRA_CA_CERTS: missing },
    );
    const warning = {
      severity: 'warning',
      summary: 'CA bundle cannot be read',
      detail: expect.stringMatching(/missing\.pem.*NODE_EXTRA_CA_CERTS.*ENOENT.*continues without/),
    };
    // Terraform prints diagnostics in any order.
    const error = expect.objectContaining({ severity: 'error', summary: UNTRUSTED });
    expect(without.plain).toEqual([expect.objectContaining(warning)]);
    expect(without.secure).toHaveLength(2);
    expect(without.secure).toEqual(expect.arrayContaining([expect.objectContaining(warning), error]));
  });
});

describe('the proxy', () => {
  test('of each scheme is used, except for hosts in no_proxy', async () => {
    const base = `custom_ca_bundle = "${authority.bundle}"`;
    const [ours, plain] = [url(proxy.port), 'http://rekognition.test:8080'];
    const said = await planSessions(workspace, {
      https: `${base}\nhttps_proxy = "${ours}"\nallowed_account_ids = ["123456789012"]`,
      both: `${base}\nhttp_proxy = "http://user:p%40ss@127.0.0.1:${proxy.port}"`,
      http: `${endpoint(plain)}\nhttp_proxy = "${ours}"\nhttps_proxy = ""`,
      // This host exists only behind the proxy.
      'only-http': `${endpoint('https://rekognition.test')}\nhttp_proxy = "${ours}"\nhttps_proxy = ""`,
      excepted: `${endpoint(plain)}\nhttp_proxy = "${ours}"\nhttps_proxy = ""\nno_proxy = "example.com, .test:8080"`,
      loopback: `${base}\n${endpoint(secure.url)}\nhttps_proxy = "${ours}"`,
      refused: `${base}\nhttps_proxy = "${url(refusing.port)}"`,
      silent: `${base}\nhttps_proxy = "${url(portOf(silent))}"\nconnect_timeout = 0.3`,
      closed: `${endpoint(plain)}\nhttp_proxy = "http://127.0.0.1:1"\nhttps_proxy = ""`,
    });
    const through = 'The Rekognition endpoint cannot be reached through the proxy';
    expect(said).toMatchObject({
      https: [],
      both: [{ severity: 'warning', summary: 'Missing HTTPS Proxy' }],
      http: [],
      'only-http': [{ summary: 'The Rekognition endpoint cannot be reached' }],
      excepted: [{ summary: 'The Rekognition endpoint cannot be reached' }],
      loopback: [],
      refused: [{ summary: through, detail: expect.stringMatching(/answered 407[\s\S]*Attempts: 1/) }],
      silent: [{ summary: through, detail: expect.stringMatching(/did not answer in time[\s\S]*Attempts: 3/) }],
      closed: [
        { summary: through, detail: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached[\s\S]*ECONNREFUSED/) },
      ],
    });
    expect(['https', 'both', 'http', 'loopback'].map(isCreated)).toEqual([true, true, true, true]);
    const rekognition = 'rekognition.us-east-1.amazonaws.com:443';
    const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(proxy.requests).toHaveLength(4);
    expect(proxy.requests).toEqual(
      expect.arrayContaining([
        { method: 'CONNECT', target: STS, authorization: undefined },
        { method: 'CONNECT', target: rekognition, authorization: undefined },
        { method: 'CONNECT', target: rekognition, authorization },
        { method: 'POST', target: `${plain}/`, authorization: undefined },
      ]),
    );
  });

  test('of the environment is used, and FIPS and dual-stack select the documented hosts', async () => {
    const said = await planSessions(
      workspace,
      {
        // As in hashicorp/aws, false is not told from the default.
        fips: 'use_fips_endpoint = false',
        all: 'use_dualstack_endpoint = true',
        own: `${endpoint(secure.url)}\nuse_dualstack_endpoint = true`,
        'no-fips': 'region = "eu-west-1"',
      },
      {
        https_proxy: url(proxy.port),
        NO_PROXY: 'example.com',
        AWS_CA_BUNDLE: authority.bundle,
        AWS_USE_FIPS_ENDPOINT: 'true',
      },
    );
    expect(said).toMatchObject({
      fips: [],
      all: [],
      own: [],
      'no-fips': [
        { summary: 'No FIPS endpoint in this region', detail: expect.stringContaining('us-east-1, us-west-2') },
      ],
    });
    expect(proxy.requests.map(({ target }) => target).sort()).toEqual([
      'rekognition-fips.us-east-1.amazonaws.com:443',
      'rekognition-fips.us-east-1.api.aws:443',
    ]);
  });
});

describe('an endpoint', () => {
  test('that does not accept connections or does not answer fails after the timeouts', async () => {
    const full = await fullListener();
    try {
      const started = performance.now();
      const said = await planSessions(workspace, {
        full: `${endpoint(url(full.port))}\nconnect_timeout = 0.3`,
        silent: `${endpoint(url(portOf(silent)))}\nread_timeout = 0.3`,
        handshake: `${endpoint(url(portOf(silent)).replace('http:', 'https:'))}\nread_timeout = 0.3`,
      });
      const late = { summary: 'The Rekognition endpoint did not answer in time' };
      expect(said).toMatchObject({
        full: [{ ...late, detail: expect.stringMatching(/timeout of 300 ms[\s\S]*Attempts: 3/) }],
        silent: [{ ...late, detail: expect.stringMatching(/300 ms requestTimeout[\s\S]*Attempts: 3/) }],
        handshake: [late],
      });
      expect(performance.now() - started).toBeLessThan(15_000);
    } finally {
      await full.close();
    }
  });
});

/** A port whose queue of connections is full, so that further ones are neither accepted nor refused. */
async function fullListener(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       // Blocks the thread, so that no connection is accepted.
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const sockets: Socket[] = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.race(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
}
