import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** A certificate with its key and the authority that issued it, in PEM. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
}

/** The days for which a certificate is valid: browsers accept at most 398, and an emulator runs for hours. */
const VALID_DAYS = 90;

const DAY_MS = 86_400_000;

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const COMMON_NAME = '2.5.4.3';

/**
 * Makes an authority, and a certificate of it for a server. The authority's key is not kept, so it issues no other one.
 *
 * @param hosts the names and addresses of the server
 */
export function issueCertificate(hosts: readonly string[]): IssuedCertificate {
  const authority = newKeys();
  const server = newKeys();
  // A name of its own for each authority, because clients look for an authority by its name.
  const issuer = named(`face-liveness emulator ${randomBytes(4).toString('hex')}`);
  const names = hosts.map((host) => new GeneralName(isIP(host) === 0 ? { dNSName: host } : { iPAddress: host }));
  return {
    authority: issued(issuer, authority, issuer, authority, [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign), true),
    ]),
    certificate: issued(named('face-liveness emulator'), server, issuer, authority, [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName(names)),
      extension(
        id_ce_authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: new SubjectKeyIdentifier(keyId(authority)) }),
      ),
    ]),
    key: server.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface Keys {
  readonly key: KeyObject;
  /** The public key in DER. */
  readonly publicKey: Buffer;
}

function newKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { key: createPrivateKey(privateKey), publicKey };
}

/** @returns a certificate in PEM */
function issued(subject: Name, keys: Keys, issuer: Name, authority: Keys, extensions: readonly Extension[]): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const now = Date.now();
  const content = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer,
    // A day before now, for a client whose clock is late.
    validity: new Validity({ notBefore: new Date(now - DAY_MS), notAfter: new Date(now + VALID_DAYS * DAY_MS) }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(keys.publicKey, SubjectPublicKeyInfo),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(keys))),
    ]),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(content)), authority.key);
  const certificate = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm: algorithm,
    signatureValue: bytes(signature),
  });
  const base64 = Buffer.from(AsnConvert.serialize(certificate)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** A random number of 16 bytes that is positive and has no leading zero. */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16);
  number[0] = 0x40 | (Number(number[0]) & 0x3f);
  return bytes(number);
}

function named(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

/** The identifier of a public key, by which clients find the authority of a certificate. */
function keyId({ publicKey }: Keys): ArrayBuffer {
  return bytes(createHash('sha1').update(publicKey).digest());
}

function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
