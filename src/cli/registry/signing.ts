import { readFileSync, statSync } from 'node:fs';
import type { Key, PrivateKey, SecretKeyPacket } from 'openpgp';
import { CommandError } from '../command-error';

/** The environment variable with the passphrase of an encrypted key. Other users can see command line arguments. */
export const PASSPHRASE_VARIABLE = 'FACELIVENESS_KEY_PASSPHRASE';

/** The largest accepted key file, a multiple of real sizes. */
const MAX_KEY_BYTES = 1024 * 1024;

/** The start of each key in ASCII armor. */
const ARMOR = '-----BEGIN PGP';

/** An OpenPGP key that signs the checksums of releases. */
export interface SigningKey {
  /** The last 16 hexadecimal digits of the primary key's fingerprint, in capitals. */
  readonly id: string;
  /** The public key in ASCII armor. */
  readonly publicKey: string;
  /** Returns a binary detached signature. */
  sign(content: Uint8Array): Promise<Uint8Array>;
  /**
   * Returns whether this key made a binary detached signature.
   *
   * @throws CommandError for a signature of this key for other content, and for anything that is not a signature
   */
  hasSigned(content: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/**
 * Reads an OpenPGP private key, armored or binary. It must be an RSA key: registries refuse elliptic curves.
 *
 * @param passphrase of an encrypted key. Default: the value of FACELIVENESS_KEY_PASSPHRASE
 * @throws CommandError for a key that cannot sign, or whose signatures Terraform or OpenTofu refuse
 */
export async function readSigningKey(
  file: string,
  passphrase: string | undefined = process.env[PASSPHRASE_VARIABLE],
): Promise<SigningKey> {
  const { createMessage, readSignature, sign, verify } = await import('openpgp');
  const key = await unlocked(await readPrivateKey(file), file, passphrase);
  return {
    id: key.getKeyID().toHex().toUpperCase(),
    publicKey: key.toPublic().armor(),
    sign: async (binary) =>
      await sign({ message: await createMessage({ binary }), signingKeys: key, detached: true, format: 'binary' }),
    hasSigned: async (binary, binarySignature) => {
      try {
        const signature = await readSignature({ binarySignature });
        const own = key.getKeyIDs();
        if (!signature.getSigningKeyIDs().some((id) => own.some((each) => each.equals(id)))) return false;
        const message = await createMessage({ binary });
        await verify({ message, signature, verificationKeys: key.toPublic(), expectSigned: true });
        return true;
      } catch (error) {
        throw new CommandError((error as Error).message, { cause: error });
      }
    },
  };
}

async function readPrivateKey(file: string): Promise<PrivateKey> {
  if (file.trim() === '') throw new CommandError('--key is empty. Give the file of an OpenPGP private key.');
  const [key, ...others] = await readKeys(file);
  if (key === undefined || others.length > 0) {
    throw new CommandError(
      `${file} has ${others.length + Number(key !== undefined)} OpenPGP keys. Export a single one.`,
    );
  }
  if (!key.isPrivate()) {
    throw new CommandError(`${file} is a public key. Give the private one, as "gpg --export-secret-keys" writes it.`);
  }
  return key;
}

async function readKeys(file: string): Promise<Key[]> {
  let content: Buffer;
  try {
    if (statSync(file).size > MAX_KEY_BYTES) throw new Error('it is too large');
    content = readFileSync(file);
  } catch (error) {
    throw new CommandError(`cannot read the key ${file}: ${(error as Error).message}.`);
  }
  const { readKeys } = await import('openpgp');
  const blocks = content.toString('latin1').split(ARMOR).length - 1;
  // openpgp would read the first one only.
  if (blocks > 1) throw new CommandError(`${file} has ${blocks} OpenPGP keys. Export a single one.`);
  try {
    return await (blocks === 1
      ? readKeys({ armoredKeys: content.toString() })
      : readKeys({ binaryKeys: new Uint8Array(content) }));
  } catch (cause) {
    throw new CommandError(
      `${file} is not an OpenPGP key. Give a private key, as "gpg --export-secret-keys" writes it.`,
      { cause },
    );
  }
}

/** Returns a key that can sign: decrypted, with its secret part, and an RSA key. */
async function unlocked(key: PrivateKey, file: string, passphrase: string | undefined): Promise<PrivateKey> {
  requireRsa(key, file);
  let signer: PrivateKey;
  try {
    // A subkey, which the type also allows, has the same members.
    signer = (await key.getSigningKey()) as PrivateKey;
  } catch (error) {
    throw new CommandError(`the key ${file} cannot sign: ${(error as Error).message.replace(/[.\s]*$/, '')}.`);
  }
  requireRsa(signer, file);
  if ((signer.keyPacket as SecretKeyPacket).isDummy()) {
    throw new CommandError(`the key ${file} lacks its secret part. Export it with "gpg --export-secret-keys".`);
  }
  if (signer.keyPacket.isDecrypted()) return key;
  if (!passphrase) {
    throw new CommandError(`the key ${file} is encrypted. Set ${PASSPHRASE_VARIABLE} to its passphrase.`);
  }
  const { decryptKey } = await import('openpgp');
  try {
    return await decryptKey({ privateKey: key, passphrase });
  } catch (error) {
    throw new CommandError(
      /Incorrect key passphrase/.test(String(error))
        ? `the passphrase in ${PASSPHRASE_VARIABLE} does not decrypt the key ${file}.`
        : `cannot decrypt the key ${file}: ${(error as Error).message}.`,
    );
  }
}

function requireRsa(key: Pick<PrivateKey, 'getAlgorithmInfo' | 'keyPacket'>, file: string): void {
  const { algorithm, curve } = key.getAlgorithmInfo();
  if (/^rsa/.test(algorithm) && key.keyPacket.version === 4) return;
  throw new CommandError(
    `the key ${file} signs with ${algorithm}${curve ? ` (${curve})` : ''}${key.keyPacket.version === 4 ? '' : `, version ${key.keyPacket.version}`}. ` +
      'Registries accept signatures of RSA keys of version 4 only: make one with "gpg --quick-generate-key NAME rsa4096 sign".',
  );
}
