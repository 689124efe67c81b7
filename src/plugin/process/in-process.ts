import type { LazyProvider, Provider } from '../provider';
import type { ReattachableProvider } from './reattach';

/**
 * Serves a provider from this process to every Terraform that is started with its TF_REATTACH_PROVIDERS. Connections are not
 * encrypted: the socket is in a directory that only this user can open; on Windows, any process of the machine can connect.
 *
 * @param address the source address of the provider, as in `required_providers`: `example.com/acme/greeter`
 * @throws Error when the process can listen neither on a socket nor on a port.
 */
export async function serveInProcess(
  provider: Provider | LazyProvider,
  address: string,
): Promise<ReattachableProvider> {
  // Later, so that a provider which Terraform starts does not load it.
  const { listenForReattach } = await import('./reattach');
  const { name } = provider;
  return await listenForReattach('load' in provider ? provider : { name, load: async () => provider }, address);
}
