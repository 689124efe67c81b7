import { CommandError } from '../command-error';
import { HOSTS, SOURCE } from '../provider/plugin-directory';

/** Where configurations find the provider: what `source` says in `required_providers`. */
export interface ProviderSource {
  /** As in `required_providers`. */
  readonly text: string;
  readonly namespace: string;
  /** The hosts that the mirror is for. */
  readonly hosts: readonly string[];
  /** Whether it is another source than the public one. */
  readonly custom: boolean;
}

/** With the underscores and hyphens that clients accept. */
const NAMESPACE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;

/** A name with a dot or `localhost`, and perhaps a port. */
const HOST =
  /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::[1-9][0-9]{0,4})?$/;

/**
 * Reads the option `--source`.
 *
 * @param given default: the public source
 * @throws CommandError for what clients would not accept as a source
 */
export function providerSource(given: string = SOURCE): ProviderSource {
  const [namespace = '', type] = SOURCE.split('/');
  if (given === SOURCE) return { text: SOURCE, namespace, hosts: HOSTS, custom: false };
  const text = given.toLowerCase().replace(/^([^/]+):443\//, '$1/');
  const parts = text.split('/');
  const [host = '', ownNamespace = '', ownType] = parts;
  const port = Number(host.split(':')[1] ?? 443);
  if (parts.length === 3 && HOST.test(host) && port < 65_536 && NAMESPACE.test(ownNamespace) && ownType === type) {
    return { text, namespace: ownNamespace, hosts: [host], custom: true };
  }
  throw new CommandError(
    `--source is ${JSON.stringify(given)}. Give HOST/NAMESPACE/${type}, such as registry.example.com/acme/${type}.`,
  );
}
