import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pem } from '../../../harness/plugin/grpc-client';
import { HANDSHAKE_ENVIRONMENT } from '../../../harness/plugin/plugin-process';
import { createCertificate } from '../../../src/plugin/process/certificate';
import { HandshakeError, handshakeLine, readHandshake } from '../../../src/plugin/process/handshake';

const { der } = createCertificate();
const ENVIRONMENT = {
  ...HANDSHAKE_ENVIRONMENT,
  PLUGIN_CLIENT_CERT: pem(der),
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
};

describe("Terraform's part of the handshake", () => {
  test('is read from the environment', () => {
    expect(readHandshake('echo', { ...ENVIRONMENT, PLUGIN_UNIX_SOCKET_DIR: '/run/sockets' })).toEqual({
      clientCertificate: der,
      socketDirectory: '/run/sockets',
      ports: { min: 10_000, max: 25_000 },
    });
  });

  test('can leave out the directory and the ports', () => {
    const { PLUGIN_MIN_PORT, PLUGIN_MAX_PORT, ...environment } = ENVIRONMENT;
    const expected = { clientCertificate: der, socketDirectory: undefined, ports: { min: 0, max: 0 } };
    expect(readHandshake('echo', environment)).toEqual(expected);
    const empty = { PLUGIN_UNIX_SOCKET_DIR: '', PLUGIN_MIN_PORT: '', PLUGIN_MAX_PORT: '' };
    expect(readHandshake('echo', { ...environment, ...empty })).toEqual(expected);
  });

  test.for(['6', '4,5,6', '6,7', ' 6 '])('can offer the protocols %j', (versions) => {
    expect(() => readHandshake('echo', { ...ENVIRONMENT, PLUGIN_PROTOCOL_VERSIONS: versions })).not.toThrow();
  });

  test.for<[string, Record<string, string | undefined>, string]>([
    ['there is no magic cookie', { TF_PLUGIN_MAGIC_COOKIE: undefined }, 'Terraform starts it; do not run it directly.'],
    ['the magic cookie is wrong', { TF_PLUGIN_MAGIC_COOKIE: 'x' }, 'To use it, name it under required_providers'],
    [
      'it offers older protocols only',
      { PLUGIN_PROTOCOL_VERSIONS: '4,5' },
      'this Terraform offers 4,5. Use Terraform 1.8',
    ],
    ['it offers newer protocols only', { PLUGIN_PROTOCOL_VERSIONS: '16,60' }, 'this Terraform offers 16,60.'],
    ['it offers no protocol', { PLUGIN_PROTOCOL_VERSIONS: undefined }, 'this Terraform offers none.'],
    ['it has no certificate', { PLUGIN_CLIENT_CERT: undefined }, 'got no client certificate (PLUGIN_CLIENT_CERT)'],
    ['its certificate is empty', { PLUGIN_CLIENT_CERT: '' }, 'got no client certificate (PLUGIN_CLIENT_CERT)'],
    ['its certificate is malformed', { PLUGIN_CLIENT_CERT: 'x' }, '(PLUGIN_CLIENT_CERT) is not a certificate in PEM'],
    ['a port is not a number', { PLUGIN_MIN_PORT: 'x' }, 'from PLUGIN_MIN_PORT (x) to PLUGIN_MAX_PORT (25000)'],
    ['a port is too high', { PLUGIN_MAX_PORT: '65536' }, 'they must be numbers from 0 to 65535'],
    ['the higher port comes first', { PLUGIN_MAX_PORT: '9999' }, 'the lower one first'],
    ['only the lowest port is set', { PLUGIN_MAX_PORT: undefined }, 'to PLUGIN_MAX_PORT (0)'],
  ])('is refused when %s', ([, changes, message]) => {
    const read = () => readHandshake('echo', { ...ENVIRONMENT, ...changes });
    expect(read).toThrow(HandshakeError);
    expect(read).toThrow(message);
    expect(read).toThrow('provider "echo"');
  });
});

describe("the plugin's handshake line", () => {
  test('has the address and the certificate', () => {
    const line = handshakeLine({ network: 'unix', address: '/tmp/plugin' }, Buffer.of(1, 2, 3));
    expect(line).toBe('1|6|unix|/tmp/plugin|grpc|AQID');
  });

  test('has no base64 padding for certificates of any length', () => {
    for (const length of [1, 2, 3, 381, 382, 383]) {
      const line = handshakeLine({ network: 'tcp', address: '127.0.0.1:10000' }, Buffer.alloc(length, 0xff));
      expect(line).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:10000\|grpc\|[A-Za-z0-9+/]+$/);
      expect(Buffer.from(line.trimEnd().split('|')[5] ?? '', 'base64')).toEqual(Buffer.alloc(length, 0xff));
    }
    expect(
      new X509Certificate(
        Buffer.from(handshakeLine({ network: 'tcp', address: '' }, der).split('|')[5] ?? '', 'base64'),
      ).raw,
    ).toEqual(der);
  });
});
