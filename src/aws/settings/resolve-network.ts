import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import { type AwsConfig, DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT } from '../arguments/schema';
import { PROXY, proxyUrl, withoutPassword } from '../arguments/text-rules';
import { expandPath } from './expand-path';
import type { NetworkSettings, Sourced } from './settings';
import { assertText, firstText, variable } from './sources';

/**
 * Resolves timeouts, certificates and proxies.
 *
 * @throws DiagnosticError for an invalid proxy in the environment, and for a CA bundle that cannot be read
 */
export async function resolveNetwork(config: AwsConfig, diagnostics: Diagnostics): Promise<NetworkSettings> {
  return {
    connectTimeoutSeconds: Number(config.connect_timeout ?? DEFAULT_CONNECT_TIMEOUT),
    readTimeoutSeconds: Number(config.read_timeout ?? DEFAULT_READ_TIMEOUT),
    certificates: await resolveCertificates(config, diagnostics),
    insecure: config.insecure ?? false,
    proxies: resolveProxies(config, diagnostics),
  };
}

function resolveProxies(config: AwsConfig, diagnostics: Diagnostics): NetworkSettings['proxies'] {
  const http = resolveProxy('http_proxy', config.http_proxy, ['HTTP_PROXY', 'http_proxy']);
  let https = resolveProxy('https_proxy', config.https_proxy, ['HTTPS_PROXY', 'https_proxy']);
  if (config.http_proxy && https === undefined) {
    https = http;
    diagnostics.warning(
      'Missing HTTPS Proxy',
      'http_proxy is set and https_proxy is not, so https endpoints are reached through http_proxy as well. Set ' +
        'https_proxy to the same URL to keep this, or to "" for no proxy.',
      AttributePath.of('http_proxy'),
    );
  }
  return {
    http: http?.value ? proxyUrl(http.value) : undefined,
    https: https?.value ? proxyUrl(https.value) : undefined,
    except: config.no_proxy ?? variable('NO_PROXY', 'no_proxy')?.value ?? '',
  };
}

function resolveProxy(
  argument: string,
  value: string | null,
  variables: readonly string[],
): Sourced<string> | undefined {
  const found = firstText(argument, value, { variables });
  assertText(found, PROXY, withoutPassword(found?.value ?? ''));
  return found;
}

async function resolveCertificates(config: AwsConfig, diagnostics: Diagnostics): Promise<string | undefined> {
  const found = firstText('custom_ca_bundle', config.custom_ca_bundle, { variables: ['AWS_CA_BUNDLE'] });
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
  const malformed = blocks.findIndex((block) => !isCertificate(block));
  if (blocks.length > 0 && malformed === -1) return text;
  throw new DiagnosticError(
    'Malformed CA bundle',
    `${file} ${blocks.length === 0 ? 'has no certificates' : `has a malformed certificate, number ${malformed + 1}`}. It ` +
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
