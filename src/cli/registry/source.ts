import { CommandError } from '../command-error';
import { REGISTRY_HOSTS, SOURCE } from '../provider/plugin-directory';

/** The source address of the provider. */
export interface ProviderSource {
  /** The address as in `required_providers`. */
  readonly text: string;
  readonly namespace: string;
  /** The hosts that the network mirror serves. */
  readonly hosts: readonly string[];
  /** Whether it differs from the public source. */
  readonly custom: boolean;
}

/*
 * Narrower than what Terraform accepts: namespace and host become paths and URLs of static files, so they are ASCII in lower
 * case, and the host is one that a web server can have.
 */

const NAMESPACE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A name with a dot, or `localhost`, with an optional port. */
const HOST =
  /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::[1-9][0-9]{0,4})?$/;

/**
 * Parses the option `--source`.
 *
 * @param given default: the public source
 * @throws CommandError for an invalid source
 */
export function providerSource(given: string = SOURCE): ProviderSource {
  const [namespace = '', type] = SOURCE.split('/');
  if (given === SOURCE) return { text: SOURCE, namespace, hosts: REGISTRY_HOSTS, custom: false };
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
