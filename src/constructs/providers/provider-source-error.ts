import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';

/** The source that the bindings have. */
export const DEFAULT_PROVIDER_SOURCE = 'cdktf-face-liveness/faceliveness';

const TYPE = FacelivenessProvider.tfResourceType;

/** Letters and digits of any script, as in internationalized domain names. */
const CHARACTER = '[\\p{L}\\p{M}\\p{N}]';

const LABEL = `${CHARACTER}(?:(?:${CHARACTER}|-)*${CHARACTER})?`;

const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::(\\d{1,5}))?$`, 'u');

const NAMESPACE = new RegExp(`^${CHARACTER}+(?:-${CHARACTER}+)*$`, 'u');

const MAX_PORT = 65_535;

/** What Terraform would reject in the source of the faceliveness provider; undefined where it would take it. */
export function providerSourceError(source: string): string | undefined {
  const error = firstError(source);
  return error === undefined
    ? undefined
    : `invalid livenessProviderSource: ${JSON.stringify(source)} ${error}; a source is HOST/NAMESPACE/${TYPE}, such as ` +
        `registry.example.com/acme/${TYPE}, or NAMESPACE/${TYPE}. The host can have a port, and the namespace is letters ` +
        `and digits, with single hyphens between them. Change it, or leave it out for ${DEFAULT_PROVIDER_SOURCE}`;
}

/** Terraform does not tell upper case from lower case in a source. */
export function isSameSource(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function firstError(source: string): string | undefined {
  if (source === '') return 'is empty';
  const [scheme] = /^[a-z]+:\/\//i.exec(source) ?? [];
  if (scheme !== undefined) return `starts with "${scheme}"`;
  const parts = source.split('/');
  if (parts.length !== 2 && parts.length !== 3) return `has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`;

  const [type = '', namespace = '', host] = parts.reverse();
  if (host !== undefined && !isHost(host)) return `has the host ${JSON.stringify(host)}`;
  if (!NAMESPACE.test(namespace)) return `has the namespace ${JSON.stringify(namespace)}`;
  return isSameSource(type, TYPE) ? undefined : `has the type ${JSON.stringify(type)}`;
}

function isHost(host: string): boolean {
  const match = HOST.exec(host);
  if (match === null) return false;
  const [, port] = match;
  return port === undefined || (Number(port) >= 1 && Number(port) <= MAX_PORT);
}
