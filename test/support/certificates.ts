import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyPair } from './local-service';

/** A private authority, and a server's certificate that it has signed. */
export interface PrivateAuthority extends KeyPair {
  /** The file that holds the authority's own certificate. */
  readonly bundle: string;
  dispose(): void;
}

/** Makes a private authority and a certificate for a server with the given names, such as `DNS:example.com`. */
export function privateAuthority(names: readonly string[]): PrivateAuthority {
  const directory = mkdtempSync(join(tmpdir(), 'private-authority-'));
  const file = (name: string) => join(directory, name);
  const request = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '2'];
  openssl([...request, '-subj', '/CN=Private Authority', '-keyout', file('ca.key'), '-out', file('ca.pem')]);
  openssl([
    ...request,
    ...['-subj', '/CN=service', '-keyout', file('service.key'), '-out', file('service.pem')],
    ...['-CA', file('ca.pem'), '-CAkey', file('ca.key')],
    ...['-addext', `subjectAltName=${names.join(',')}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
  ]);
  return {
    bundle: file('ca.pem'),
    key: readFileSync(file('service.key'), 'utf8'),
    cert: readFileSync(file('service.pem'), 'utf8'),
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function openssl(args: readonly string[]): void {
  try {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    throw new Error(
      code === 'ENOENT'
        ? 'openssl not found: the tests of TLS make a private authority with it; install OpenSSL 3 and put it on PATH'
        : `openssl ${args[0]} failed: ${stderr}`,
    );
  }
}
