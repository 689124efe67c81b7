import { writeFileSync } from 'node:fs';
import { generateKey, type KeyOptions } from 'openpgp';

/** Keys of the tests are short ones, as these are made in less time. */
const RSA = { type: 'rsa', rsaBits: 2048 } as const;

/** A private key in a file. */
export interface KeyFile {
  readonly file: string;
  /** As clients print it. */
  readonly id: string;
  readonly publicKey: string;
  readonly revocationCertificate: string;
}

/** Makes an OpenPGP key and writes the private one to a file. */
export async function writeKey(file: string, options: Partial<KeyOptions> = {}): Promise<KeyFile> {
  const { privateKey, publicKey, revocationCertificate } = await generateKey({
    ...RSA,
    userIDs: [{ name: 'Acme', email: 'platform@acme.example' }],
    ...options,
    format: 'object',
  });
  writeFileSync(file, privateKey.armor());
  const id = publicKey.getKeyID().toHex().toUpperCase();
  return { file, id, publicKey: publicKey.armor(), revocationCertificate };
}
