import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { AttributePath, DiagnosticError, type Diagnostics } from '../../plugin';
import type { NetworkSettings, Sourced } from '../aws/settings';
import { variable } from './environment';
import { expandPath } from './expand-path';
import type { ProviderConfig } from './provider-config';
import { DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT } from './schema';
import { checkText, firstText } from './sources';
import { PROXY, proxyUrl } from './text-rules';
import { withoutPassword } from './validate-configuration';

/** Timeouts, certificates and proxies. */
export async function resolveNetwork(config: ProviderConfig, diagnostics: Diagnostics): Promise<NetworkSettings> {
  return {
    connectTimeoutSeconds: Number(config.connect_timeout ?? DEFAULT_CONNECT_TIMEOUT),
    readTimeoutSeconds: Number(config.read_timeout ?? DEFAULT_READ_TIMEOUT),
    certificates: await certificates(config, diagnostics),
    insecure: config.insecure ?? false,
    proxies: proxies(config, diagnostics),
  };
}

function proxies(config: ProviderConfig, diagnostics: Diagnostics): NetworkSettings['proxies'] {
  const http = proxy('http_proxy', config.http_proxy, ['HTTP_PROXY', 'http_proxy']);
  let https = proxy('https_proxy', config.https_proxy, ['HTTPS_PROXY', 'https_proxy']);
  if (config.http_proxy && https === undefined) {
    https = http;
    diagnostics.warning(
      'Missing HTTPS Proxy',
      'http_proxy is set and nothing is said of https endpoints, so its proxy is used for those as well. Set ' +
        'https_proxy to the same URL to keep it so, or to "" for no proxy.',
      AttributePath.of('http_proxy'),
    );
  }
  return {
    http: http?.value ? proxyUrl(http.value) : undefined,
    https: https?.value ? proxyUrl(https.value) : undefined,
    except: config.no_proxy ?? variable('NO_PROXY', 'no_proxy')?.value ?? '',
  };
}

function proxy(argument: string, value: string | null, variables: readonly string[]): Sourced<string> | undefined {
  const found = firstText(argument, value, { variables });
  checkText(found, PROXY, withoutPassword(found?.value ?? ''));
  return found;
}

async function certificates(config: ProviderConfig, diagnostics: Diagnostics): Promise<string | undefined> {
  const found = firstText('custom_ca_bundle', config.custom_ca_bundle, { variables: ['AWS_CA_BUNDLE'] });
  if (found) return await readCertificates(found);
  const extra = variable('NODE_EXTRA_CA_CERTS');
  if (!extra) return undefined;
  try {
    return [...rootCertificates, await readCertificates({ value: extra.value, origin: extra })].join('\n');
  } catch (error) {
    // Node goes on without them, too: they may be meant for something else.
    if (!(error instanceof DiagnosticError)) throw error;
    diagnostics.warning(error.summary, `${error.detail} This run goes on without these certificates.`);
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
      'CA bundle can not be read',
      `${file} can not be read: ${(error as Error).message}. Check that it exists and may be read, or remove it to ` +
        'trust the well-known authorities.',
      origin.path,
    );
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const broken = blocks.findIndex((block) => !isCertificate(block));
  if (blocks.length > 0 && broken === -1) return text;
  throw new DiagnosticError(
    'Malformed CA bundle',
    `${file} ${blocks.length === 0 ? 'has no certificates' : `has a certificate, number ${broken + 1}, that can not be read`}. It ` +
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
