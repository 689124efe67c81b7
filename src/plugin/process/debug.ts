import type { LazyProvider } from '../provider';
import { listenForReattach } from './reattach';
import { writeToStandardError, writeToStandardOutput } from './standard-output';

/**
 * Serves a provider to every Terraform that is started with the variable TF_REATTACH_PROVIDERS, which it prints. A debugger can
 * be attached to this process, which goes on until it gets SIGINT, SIGTERM or SIGHUP. Connections are not encrypted: on Windows,
 * where there is no socket in a directory of the user, any process of the machine can connect.
 *
 * @param address the source address of the provider, as in `required_providers`: `example.com/acme/greeter`
 */
export async function serveForDebugging(provider: LazyProvider, address: string): Promise<void> {
  const { reattachProviders, close } = await listenForReattach(provider, address);
  const exit = () => {
    close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, exit);
  writeToStandardOutput(`TF_REATTACH_PROVIDERS='${JSON.stringify(reattachProviders).replaceAll("'", "'\\''")}'`);
  writeToStandardError(
    `The provider "${provider.name}" is ready, process ${process.pid}. Export this variable where you run Terraform (in PowerShell, ` +
      'write $env: before it). Press Ctrl-C to end.',
  );
}
