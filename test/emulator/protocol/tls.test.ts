import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { CreateFaceLivenessSessionCommand } from '@aws-sdk/client-rekognition';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Emulator, InvalidInputError, startEmulator } from '../../../src/emulator';
import { issueCertificate } from '../../../src/emulator/protocol/certificate';
import { privateAuthority } from '../../support/certificates';
import { check, TRANSPORTS } from '../streaming/support';
import { emulators, sdk } from '../support/emulator';

const start = emulators();

afterEach(() => {
  vi.unstubAllGlobals();
});

const authorityOf = ({ certificateAuthorityFile = '' }: Emulator) => readFileSync(certificateAuthorityFile, 'utf8');

async function createSession(emulator: Emulator, ca: string): Promise<string> {
  const requestHandler = new NodeHttpHandler({ httpsAgent: new Agent({ ca }) });
  return (await sdk(emulator, { requestHandler }).send(new CreateFaceLivenessSessionCommand())).SessionId ?? '';
}

/** The certificate of a server, and the protocol that it chooses. */
async function handshake(emulator: Emulator, ca: string, servername: string) {
  const socket = connectTls({
    port: emulator.port,
    host: '127.0.0.1',
    ca,
    servername,
    ALPNProtocols: ['h2', 'http/1.1'],
  });
  await once(socket, 'secureConnect');
  const { alpnProtocol } = socket;
  const certificate = socket.getPeerX509Certificate();
  socket.destroy();
  return { alpnProtocol, certificate };
}

describe('an emulator with a certificate made at start', () => {
  test.for(TRANSPORTS)('streams over %s', async (transport) => {
    const emulator = await start({ tls: true });
    expect(emulator.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const ca = authorityOf(emulator);
    const SessionId = await createSession(emulator, ca);
    const { events, error } = await check(emulator.url, { transport, SessionId, ca });
    expect(error).toBeUndefined();
    expect(events.at(-1)).toBe('DisconnectionEvent');
  });

  test.for(TRANSPORTS)('cuts a stream over %s', async (transport) => {
    const emulator = await start({ tls: true, faults: [{ kind: 'reset', operation: 'StartFaceLivenessSession' }] });
    const ca = authorityOf(emulator);
    const SessionId = await createSession(emulator, ca);
    const { events, error } = await check(emulator.url, { transport, SessionId, ca });
    expect(events).toEqual([]);
    expect(error?.name).not.toBe('InternalServerException');
    await expect.poll(() => emulator.state().streams).toBe(0);
  });

  test('has the names of its host, and its authority signs no other', async () => {
    const emulator = await start({ tls: true, host: '0.0.0.0' });
    const ca = authorityOf(emulator);
    const { certificate, alpnProtocol } = await handshake(emulator, ca, 'localhost');
    expect(alpnProtocol).toBe('h2');
    expect(certificate?.checkHost('localhost')).toBe('localhost');
    const addresses = Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
    for (const address of ['127.0.0.1', '::1', ...addresses]) expect(certificate?.checkIP(address)).toBe(address);
    expect(certificate?.checkHost('example.com')).toBeUndefined();
    expect(certificate?.ca).toBe(false);
    const authority = new X509Certificate(ca);
    expect(authority.ca).toBe(true);
    expect(certificate?.checkIssued(authority)).toBe(true);
  });

  test('removes the file of its authority when it is closed', async () => {
    const emulator = await startEmulator({ tls: true });
    const { certificateAuthorityFile = '' } = emulator;
    expect(existsSync(certificateAuthorityFile)).toBe(true);
    await emulator.close();
    expect(existsSync(certificateAuthorityFile)).toBe(false);
    await emulator.close();
  });

  test('lets its own page use the admin API', async () => {
    const emulator = await start({ tls: true });
    const headers = { Origin: emulator.url };
    const sent = request(`${emulator.url}/_emulator/state`, { ca: authorityOf(emulator), headers }).end();
    const [response] = (await once(sent, 'response')) as [{ statusCode: number; resume: () => void }];
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  test('cuts clients that do not encrypt, or do nothing', async () => {
    const emulator = await start({ tls: true, requestTimeoutSeconds: 0.2 });
    const plain = connect(emulator.port, '127.0.0.1');
    plain.on('error', () => {}).resume();
    plain.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const silent = connect(emulator.port, '127.0.0.1');
    silent.on('error', () => {}).resume();
    await Promise.all([once(plain, 'close'), once(silent, 'close')]);
    expect(await createSession(emulator, authorityOf(emulator))).toHaveLength(36);
  });
});

describe('an emulator with a certificate that is given', () => {
  test('uses it', async () => {
    const { bundle, cert, key, dispose } = privateAuthority(['DNS:emulator.example.com', 'IP:127.0.0.1']);
    try {
      const emulator = await start({ tls: { certificate: cert, key } });
      expect(emulator.certificateAuthorityFile).toBeUndefined();
      const { certificate } = await handshake(emulator, readFileSync(bundle, 'utf8'), 'emulator.example.com');
      expect(certificate?.toString()).toBe(new X509Certificate(cert).toString());
    } finally {
      dispose();
    }
  });

  test('refuses it when it has expired', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2020, 0, 1) });
    const { certificate, key } = issueCertificate(['localhost']);
    vi.useRealTimers();
    await expect(startEmulator({ tls: { certificate, key } })).rejects.toThrow(
      'tls: the certificate expired on 2020-03-31T00:00:00.000Z; clients refuse it. Give one that is valid',
    );
  });

  test.for<[unknown, RegExp]>([
    [{ certificate: 'x', key: 'y' }, /^tls: the certificate and the key cannot be used/],
    [{ certificate: 'x' }, /^tls.*key/],
    [{ certificate: '', key: 'y' }, /^tls\.certificate: /],
    [{ certificate: 'x', key: '' }, /^tls\.key: /],
    [{ certificate: 'x', key: 'y', passphrase: 'secret' }, /^tls: unknown member "passphrase"/],
    ['yes', /^tls: "yes" is not an option for encryption; .* true, false, or a certificate with its key/],
  ])('refuses %j, without repeating a key', async ([tls, message]) => {
    const failure = await startEmulator({ tls: tls as true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect((failure as Error).message).toMatch(message);
  });
});
