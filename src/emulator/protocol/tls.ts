import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { InvalidInputError } from '../invalid-input';

// The types of the package's entry point need no types of Node.

/** A certificate and its key, in PEM. */
export interface TlsCertificate {
  /** The certificate, followed by those of the authorities between it and the root. */
  readonly certificate: string;
  readonly key: string;
}

/** The certificate of a server, until it is closed. */
export interface ServerCertificate extends TlsCertificate {
  /** The path of the authority's certificate, in PEM. Default: none, the certificate was given. */
  readonly authorityFile?: string;
  /** Removes the file. */
  remove(): Promise<void>;
}

/**
 * The certificate for a server: the one given, or a new one of an authority of its own.
 *
 * @param host the address that the server listens on
 * @throws InvalidInputError for a certificate or a key that cannot be used
 */
export async function serverCertificate(tls: true | TlsCertificate, host: string): Promise<ServerCertificate> {
  if (tls !== true) return { ...usable(tls), remove: async () => {} };
  // On first use, because few emulators need it.
  const { issueCertificate } = await import('./certificate');
  const { authority, certificate, key } = issueCertificate(hostsOf(host));
  const directory = await mkdtemp(join(tmpdir(), 'face-liveness-emulator-'));
  const authorityFile = join(directory, 'ca.pem');
  await writeFile(authorityFile, authority);
  return { certificate, key, authorityFile, remove: () => rm(directory, { recursive: true, force: true }) };
}

function usable({ certificate, key }: TlsCertificate): TlsCertificate {
  try {
    createSecureContext({ cert: certificate, key });
  } catch (error) {
    throw new InvalidInputError(
      `tls: the certificate and the key cannot be used (${error instanceof Error ? error.message : error}); they are texts in ` +
        'PEM, and the key is that of the certificate, without a passphrase. Give both in that form',
    );
  }
  const { validTo } = new X509Certificate(certificate);
  if (Date.parse(validTo) <= Date.now()) {
    throw new InvalidInputError(
      `tls: the certificate expired on ${new Date(validTo).toISOString()}; clients refuse it. Give one that is valid`,
    );
  }
  return { certificate, key };
}

/** The names and addresses by which clients reach a server that listens on an address: all of this machine's for a wildcard. */
function hostsOf(host: string): string[] {
  const isWildcard = ['0.0.0.0', '::'].includes(host);
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
  const names = isWildcard ? [hostname(), ...own.filter((address) => isIP(address) !== 0)] : [host];
  return [...new Set(['localhost', '127.0.0.1', '::1', ...names])];
}
