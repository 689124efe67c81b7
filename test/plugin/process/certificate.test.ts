import { createPublicKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createCertificate, parseCertificate } from '../../../src/plugin/process/certificate';

describe('a new certificate', () => {
  const { key, der } = createCertificate();
  const certificate = new X509Certificate(der);

  test('is signed by its own key', () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
  });

  test('is for localhost by its subject alternative name', () => {
    expect(certificate.subjectAltName).toBe('DNS:localhost');
    expect(certificate.subject).toBe('CN=localhost');
    expect(certificate.issuer).toBe('CN=localhost');
    expect(certificate.checkHost('localhost', { subject: 'never' })).toBe('localhost');
    expect(certificate.checkHost('example.com')).toBeUndefined();
  });

  test('is a certificate authority for servers and clients', () => {
    expect(certificate.ca).toBe(true);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(certificate.toString()).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  test('has a P-256 key', () => {
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(key.type).toBe('private');
  });

  test('is valid now and does not expire', () => {
    expect(new Date(certificate.validFrom).getTime()).toBeLessThan(Date.now());
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(9999);
  });
});

test('200 certificates are well-formed with signatures of any length, and differ', () => {
  const certificates = Array.from({ length: 200 }, createCertificate);
  for (const { key, der } of certificates) {
    const certificate = new X509Certificate(der);
    expect(certificate.verify(createPublicKey(key))).toBe(true);
    // A positive number of exactly 16 bytes.
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(certificate.raw.equals(der)).toBe(true);
    createSecureContext({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate.toString() });
  }
  expect(new Set(certificates.map(({ der }) => der.length)).size).toBeGreaterThan(1);
  expect(new Set(certificates.map(({ der }) => new X509Certificate(der).serialNumber)).size).toBe(200);
});

test('a certificate is converted from PEM to DER', () => {
  const { der } = createCertificate();
  const pem = new X509Certificate(der).toString();
  expect(parseCertificate(pem).equals(der)).toBe(true);
  expect(parseCertificate(`\n${pem.replaceAll('\n', '\r\n')}\n`).equals(der)).toBe(true);
});

test.for(['', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
  'converting %j from PEM fails',
  (text) => {
    expect(() => parseCertificate(text)).toThrow();
  },
);
