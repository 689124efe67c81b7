import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A key and its self-signed certificate, made for one run of the process and never stored. */
export interface Certificate {
  readonly key: KeyObject;
  /** The certificate in DER, as the handshake carries it. */
  readonly der: Buffer;
}

/*
 * A certificate library would take longer to load than the rest of a start. Only the serial number, the key and the
 * signature of a plugin's certificate vary, so it is assembled here (X.509 version 3, RFC 5280):
 * - Its name is `localhost`, which go-plugin's client requires.
 * - It is a certificate authority, because the client trusts it as one.
 * - It never expires, because it lives only as long as the process.
 */

const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
};
const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts);
const setOf = (...parts: readonly Uint8Array[]) => tagged(0x31, ...parts);
const integer = (bytes: Uint8Array) => tagged(0x02, bytes);
const octets = (...parts: readonly Uint8Array[]) => tagged(0x04, ...parts);
const bits = (bytes: Uint8Array, unusedBits = 0) => tagged(0x03, Buffer.of(unusedBits), bytes);
const explicit = (number: number, part: Uint8Array) => tagged(0xa0 | number, part);
const text = (tag: number, value: string) => tagged(tag, Buffer.from(value, 'latin1'));
const objectId = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'));
const TRUE = Buffer.of(0x01, 0x01, 0xff);

const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
const LOCALHOST = sequence(setOf(sequence(objectId('550403'), text(0x0c, 'localhost'))));
const VALIDITY = sequence(text(0x17, '200101000000Z'), text(0x18, '99991231235959Z'));
const EXTENSIONS = sequence(
  // Basic constraints: a certificate authority.
  sequence(objectId('551d13'), TRUE, octets(sequence(TRUE))),
  // Key usage: digital signature, key encipherment, key agreement, certificate signing.
  sequence(objectId('551d0f'), TRUE, octets(bits(Buffer.of(0b1010_1100), 2))),
  // Extended key usage: server, client.
  sequence(objectId('551d25'), octets(sequence(objectId('2b06010505070301'), objectId('2b06010505070302')))),
  // Subject alternative name, which clients verify.
  sequence(objectId('551d11'), octets(sequence(text(0x82, 'localhost')))),
);

/** Creates a P-256 key and a self-signed certificate for `localhost`. */
export function createCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const key = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
  // A positive number of exactly 16 bytes: its first bit is 0, its second 1.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(serial),
    ECDSA_WITH_SHA256,
    LOCALHOST,
    VALIDITY,
    LOCALHOST,
    publicKey,
    explicit(3, EXTENSIONS),
  );
  return { key, der: sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, key))) };
}

/**
 * Converts a certificate from PEM to DER.
 * @throws Error when the text is not a certificate in PEM.
 */
export function parseCertificate(pem: string): Buffer {
  return new X509Certificate(pem).raw;
}
