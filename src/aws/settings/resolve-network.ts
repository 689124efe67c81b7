import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import { type AwsConfig, DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT } from '../arguments/schema';
import { PROXY, pathOfUrl, proxyUrl, quoted, withoutPassword } from '../arguments/text-rules';
import { expandPath } from './expand-path';
import type { ConnectionSettings, NetworkSettings, ProxySetting, Sourced } from './settings';
import { firstText, type NamedProfile, variable } from './sources';

/**
 * Resolves timeouts, certificates and proxies.
 *
 * @throws DiagnosticError for a CA bundle that cannot be read
 */
export async function resolveNetwork(
  config: AwsConfig,
  profile: NamedProfile,
  diagnostics: Diagnostics,
): Promise<NetworkSettings> {
  return {
    connectTimeoutSeconds: Number(config.connect_timeout ?? DEFAULT_CONNECT_TIMEOUT),
    readTimeoutSeconds: Number(config.read_timeout ?? DEFAULT_READ_TIMEOUT),
    certificates: await resolveCertificates(config, profile, diagnostics),
    insecure: config.insecure ?? false,
    proxies: resolveProxies(config, diagnostics),
  };
}

/** What the environment alone says of certificates and proxies. */
export function environmentNetwork(): ConnectionSettings['environmentNetwork'] {
  const [http, https] = [resolveProxy('', null, HTTP_VARIABLES), resolveProxy('', null, HTTPS_VARIABLES)];
  return {
    certificates: undefined,
    insecure: false,
    proxies: { http, https, except: variable('NO_PROXY', 'no_proxy')?.value ?? '' },
  };
}

const HTTP_VARIABLES = ['HTTP_PROXY', 'http_proxy'];
const HTTPS_VARIABLES = ['HTTPS_PROXY', 'https_proxy'];

function resolveProxies(config: AwsConfig, diagnostics: Diagnostics): NetworkSettings['proxies'] {
  const http = resolveProxy('http_proxy', config.http_proxy, HTTP_VARIABLES);
  let https = resolveProxy('https_proxy', config.https_proxy, HTTPS_VARIABLES);
  if (config.http_proxy && config.https_proxy === null && https === undefined) {
    https = http;
    diagnostics.warning(
      'Missing HTTPS Proxy',
      'http_proxy is set and https_proxy is not, so https endpoints are reached through http_proxy as well. Set ' +
        'https_proxy to the same URL to keep this, or to "" for no proxy.',
      AttributePath.of('http_proxy'),
    );
  }
  return { http, https, except: config.no_proxy ?? variable('NO_PROXY', 'no_proxy')?.value ?? '' };
}

/** A proxy; undefined for none. Its password is part of no message. */
function resolveProxy(argument: string, value: string | null, variables: readonly string[]): ProxySetting | undefined {
  const found = firstText(argument, value, { variables });
  if (!found?.value) return undefined;
  const url = proxyUrl(found.value);
  if (url) return url;
  return new DiagnosticError(
    `Invalid ${found.origin.name}`,
    `${quoted(withoutPassword(found.value))} ${PROXY.error}`,
    pathOfUrl(found.value, found.origin.path),
  );
}

async function resolveCertificates(
  config: AwsConfig,
  profile: NamedProfile,
  diagnostics: Diagnostics,
): Promise<string | undefined> {
  const found = firstText('custom_ca_bundle', config.custom_ca_bundle, {
    variables: ['AWS_CA_BUNDLE'],
    profile: [profile, 'ca_bundle'],
  });
  if (found) return await readCertificates(found);
  const extra = variable('NODE_EXTRA_CA_CERTS');
  if (!extra) return undefined;
  try {
    return [...rootCertificates, await readCertificates({ value: extra.value, origin: extra })].join('\n');
  } catch (error) {
    // Only a warning, as in Node itself: the variable can be meant for other programs.
    if (!(error instanceof DiagnosticError)) throw error;
    diagnostics.warning(error.summary, `${error.detail} This run continues without these certificates.`);
    return undefined;
  }
}

async function readCertificates({ value, origin }: Sourced<string>): Promise<string> {
  const file = `The file ${JSON.stringify(value)} (from ${origin.name})`;
  let text: string;
  try {
    text = await readFile(expandPath(value), 'utf8');
  } catch (error) {
    throw new DiagnosticError(
      'CA bundle cannot be read',
      `${file} cannot be read: ${(error as Error).message}. Check the path and its permissions, or remove it to ` +
        'trust the well-known authorities.',
      origin.path,
    );
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  // A bundle can hold certificates that this version cannot read, besides those that matter.
  const certificates = blocks.filter(isCertificate);
  if (certificates.length > 0) return certificates.join('\n');
  throw new DiagnosticError(
    'Malformed CA bundle',
    `${file} ${blocks.length === 0 ? 'has no certificates' : 'has malformed certificates alone'}. It ` +
      'must hold certificates in PEM format, each between "-----BEGIN CERTIFICATE-----" and "-----END CERTIFICATE-----".',
    origin.path,
  );
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem) !== undefined;
  } catch {
    return false;
  }
}
