import type { TLSSocket } from 'node:tls';
import { Logger } from '../logger';
import type { LazyProvider, Provider } from '../provider';
import type { GrpcProviderServer } from '../server/grpc-provider-server';
import { createCertificate } from './certificate';
import { HandshakeError, handshakeLine, isStartedByTerraform, readHandshake } from './handshake';
import { listen } from './listener';
import { redirectStandardOutput, writeToStandardError, writeToStandardOutput } from './standard-output';

/** Terraform gives a plugin a minute to start. Without a connection by then, there is no Terraform any more. */
const FIRST_CONNECTION_MS = 60_000;

/** How long a client that keeps its connection has to read the response to Shutdown. */
const SHUTDOWN_GRACE_MS = 500;

// At once, so that modules which are imported after this one can write, too.
if (isStartedByTerraform(process)) redirectStandardOutput();

/** Options of {@link serve}. */
export interface ServeOptions {
  /** The source address of the provider, as in `required_providers`: `example.com/acme/greeter`. Required for `--debug`. */
  readonly address?: string;
}

/**
 * Serves a provider to the Terraform that started this process, and exits with it. A process that cannot serve writes
 * the error to standard output, where Terraform reads it, and exits with status 1. Anything else that is written to standard
 * output goes to Terraform's log, at the level DEBUG.
 *
 * A person can start the process with the argument `--debug`. It then serves until Ctrl-C, and prints the variable
 * TF_REATTACH_PROVIDERS, with which Terraform uses this process instead of starting its own.
 *
 * @param provider the provider; or its name and a function that loads it, for a faster start
 */
export async function serve(provider: Provider | LazyProvider, { address }: ServeOptions = {}): Promise<void> {
  const { name } = provider;
  const lazy: LazyProvider = 'load' in provider ? provider : { name, load: async () => provider };
  if (process.argv.slice(2).includes('--debug')) return await debug(lazy, address);
  let load: () => Promise<void>;
  try {
    load = await start(lazy);
  } catch (error) {
    // In place of a handshake, Terraform shows the first line of standard output, and nothing of standard error.
    const { message } = error as Error;
    writeToStandardOutput(
      error instanceof HandshakeError ? message : `The provider "${name}" cannot start: ${message}`,
    );
    process.exit(1);
  }
  // After the handshake, Terraform reports an error as a crash of the plugin.
  await load();
}

async function debug(provider: LazyProvider, address: string | undefined): Promise<void> {
  if (address === undefined) {
    writeToStandardError(
      `The provider "${provider.name}" cannot be debugged, because its address is not known. Pass it to serve, as in ` +
        `required_providers: serve(provider, { address: 'example.com/acme/${provider.name}' }).`,
    );
    process.exit(1);
  }
  const { serveForDebugging } = await import('./debug');
  await serveForDebugging(provider, address);
}

/** Writes the handshake. Returns a function that loads the provider; the caller calls it at once. */
async function start({ name, load }: LazyProvider): Promise<() => Promise<void>> {
  const handshake = readHandshake(name, process.env);
  panicOnUncaughtErrors();
  let server: GrpcProviderServer | undefined;
  // Ctrl-C reaches the whole process group. Not every Terraform sends StopProvider then, and all still need the responses.
  process.on('SIGINT', () => server?.stop());
  const exit = () => {
    server?.stop();
    process.exit(0);
  };

  let connections = 0;
  const firstConnection = setTimeout(exit, FIRST_CONNECTION_MS);
  const early: TLSSocket[] = [];
  const certificate = createCertificate();
  const listener = await listen(certificate, handshake, (connection) => {
    clearTimeout(firstConnection);
    connections += 1;
    // The close event below handles a connection that breaks before the server has it.
    connection.on('error', () => undefined);
    connection.once('close', () => {
      connections -= 1;
      // Terraform keeps one connection for as long as it needs the provider. If it is killed, its connection closes too.
      if (connections === 0) exit();
    });
    if (server) server.accept(connection);
    else early.push(connection);
  });
  process.once('exit', () => listener.close());

  process.once('SIGTERM', exit);
  process.once('SIGHUP', exit);

  writeToStandardOutput(handshakeLine(listener.address, certificate.der));

  return async () => {
    // Meanwhile Terraform reads the handshake and connects.
    const [{ GrpcProviderServer }, provider, log] = await Promise.all([
      import('../server/grpc-provider-server'),
      load(),
      Logger.ofProvider(name, process.env, writeToStandardError),
    ]);
    server = new GrpcProviderServer(provider, log, () => setTimeout(exit, SHUTDOWN_GRACE_MS).unref());
    for (const connection of early) server.accept(connection);
  };
}

/** Ends the process at an uncaught error, in the form that Terraform shows as a crash of the provider. */
function panicOnUncaughtErrors(): void {
  const panic = (error: unknown) => {
    writeToStandardError(`panic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(2);
  };
  process.on('uncaughtException', panic);
  // Node raises an unhandled rejection as an uncaught exception; Bun does not.
  process.on('unhandledRejection', panic);
}
