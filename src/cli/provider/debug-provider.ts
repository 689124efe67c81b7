import { serveForDebugging } from '../../plugin/process/debug';
import { SOURCE } from './plugin-directory';

/** Serves the provider until Ctrl-C, and prints TF_REATTACH_PROVIDERS. */
export async function debugProvider(): Promise<void> {
  const load = async () => (await import('../../provider/provider')).provider;
  // Without a host, the source stands for the registry of Terraform, and in OpenTofu for that of OpenTofu.
  await serveForDebugging({ name: 'faceliveness', load }, SOURCE);
}
